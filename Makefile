# Every target in one line: make help
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
MINUTES ?= 1
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help run setup setup-dev test test-compiled bench figures compile generate fuzz mutants soak lock clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' Makefile

run: setup  ## start the playground: PORT=8000 HOST=127.0.0.1 DATA_DIR=.data REDIS_URL= DATABASE_URL= override
	@DIE_WITH_PARENT=1 exec $(BIN)/python -m playground.supervisor

setup: $(VENV)/.runtime  ## what `make run` needs, in .venv

setup-dev: $(VENV)/.dev  ## what tests and linters need on top

$(VENV)/.runtime: requirements.txt scripts/setup.sh
	@PYTHON="$(PYTHON)" sh scripts/setup.sh $(VENV) requirements.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.txt
	@PYTHON="$(PYTHON)" sh scripts/setup.sh $(VENV) requirements-dev.txt
	@touch $@

test: setup-dev  ## every check and test that this machine can run; says what it skipped
	@sh scripts/test.sh $(BIN)

bench: setup-dev  ## the benchmarks, as ratios measured side by side; never part of make test
	@$(BIN)/python -m tests.bench

figures: setup-dev  ## measure what compares with the kernel, and put it into lessons and docs/performance.md
	@$(BIN)/python -m tests.bench jit frames verifier compiled --json playground/learn/figures.json --plots docs/images
	@$(BIN)/python -m tests.bench.pages

compile: setup-dev  ## optional: the verifier as native code, three to six times as fast; PLAIN=1 undoes it
	@$(BIN)/python scripts/compile_verifier.py $(if $(PLAIN),--undo)

test-compiled: setup-dev  ## the verifier's tests with a build of it made for them, in a scratch folder
	@EBPF_COMPILED=$$(mktemp -d) && export EBPF_COMPILED && trap 'rm -rf "$$EBPF_COMPILED"' EXIT && \
	$(BIN)/python scripts/compile_verifier.py && $(BIN)/python -m pytest -q tests/vm/test_compiled.py tests/vm/verifier

fuzz: setup-dev  ## random programs: engine against engine, and against this machine's kernel; MINUTES=1
	@$(BIN)/python -m tests.fuzz.engines --programs 2000
	@$(BIN)/python -m tests.fuzz --minutes $(MINUTES)

mutants: setup-dev  ## bend rules of the verifier one by one: which recorded program notices?
	@$(BIN)/python -m tests.vm.verifier.mutants

soak: setup-dev  ## a playground under load while its parts are killed; nothing may be lost; MINUTES=1
	@$(BIN)/python -m tests.soak --minutes $(MINUTES)

generate: setup-dev  ## write what is generated from the facts; rebuild the page where Node is at hand
	@$(BIN)/python -m vm.export
	@if [ -d frontend/node_modules ]; then cd frontend && npm run --silent build; else echo "frontend/dist was not rebuilt: no frontend/node_modules"; fi

lock: setup-dev  ## compile requirements*.txt from requirements*.in, hashed, for every platform
	@$(BIN)/python -m pip install -q uv
	@$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 -q -o requirements.txt requirements.in
	@$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 -q -o requirements-dev.txt requirements-dev.in

clean:  ## remove caches and .venv; never the data
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
