#!/bin/sh
# test.sh BIN: every check and test that this machine can run. What it cannot run it says.
set -u
bin=$1
failed=""
skipped=""

step() {  # step NAME COMMAND...
    name=$1
    shift
    printf '\n== %s\n' "$name"
    "$@" || failed="$failed, $name"
}

step "ruff: rules" "$bin/ruff" check vm playground tests scripts manage.py
step "ruff: format" "$bin/ruff" format --check vm playground tests scripts manage.py
step "mypy --strict vm" "$bin/mypy"
step "floors: who imports whom" "$bin/lint-imports"

if command -v node >/dev/null 2>&1 && [ -d frontend/node_modules ]; then
    step "frontend: types and units" sh -c 'cd frontend && npm run --silent check && npm run --silent test'
else
    skipped="$skipped
  the frontend's own tests: they need Node and its packages (npm ci in frontend/)"
fi

# The sources are tested, not what `make compile` may have built from them: make test-compiled.
# Two at a time, each file in one piece: who waits for a server or a browser leaves the core to the other.
step "pytest" env EBPF_COMPILED= "$bin/python" -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder ${PYTEST_ARGS:-}

printf '\n== result\n'
[ -n "$skipped" ] && printf 'skipped, beside what pytest names above:%s\n' "$skipped"
if [ -n "$failed" ]; then
    printf 'FAILED: %s\n' "${failed#, }"
    exit 1
fi
echo "all passed"
