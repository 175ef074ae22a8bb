# One image, three commands: web, worker, migrate (see docker-compose.yml).
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=playground.settings
RUN useradd --system --uid 10001 --no-create-home playground
WORKDIR /app
COPY --from=build /venv /venv
COPY manage.py ./
COPY vm vm
COPY playground playground
COPY frontend/dist frontend/dist
COPY examples examples
COPY workshops workshops
COPY docs/differences.md docs/differences.md
COPY docs/language.md docs/language.md
COPY docs/scenarios.md docs/scenarios.md
RUN python -m compileall -q vm playground
USER playground
EXPOSE 8000
CMD ["uvicorn", "playground.asgi:application", "--host", "0.0.0.0", "--port", "8000", "--no-server-header", "--ws-max-size", "65536"]
