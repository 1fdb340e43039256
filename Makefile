# Everything is set up by `make demo` and `make test`; a new machine needs Python 3.11,
# git, make, and a network to the package registry.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/run.stamp
DEV := $(VENV)/dev.stamp

.PHONY: help env demo test slow lint bench docs faults requirements clean

help:
	@echo "make demo    build a workspace from the five seed programmes, and its reports"
	@echo "make test    run the tests, on SQLite and on a real PostgreSQL"
	@echo "make slow    the tests that take longer: many faults, locks that are waited for"
	@echo "make lint    ruff, mypy, import contracts"
	@echo "make faults  kill writers at random moments; eight writers at once"
	@echo "make bench   speed, as ratios against hand-written floors"
	@echo "make docs    the documentation, in docs/_build"

env: $(DEV)

$(RUN): requirements/run.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): $(RUN) requirements/dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(RUN)
	rm -rf demo
	$(BIN)/python cli.py demo demo

test: $(DEV)
	$(BIN)/python -m pytest -n 2 -m "not slow"

slow: $(DEV)
	$(BIN)/python -m pytest -n 2 -m slow

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

faults: $(DEV)
	$(BIN)/python -m tests.faults

bench: $(DEV)
	$(BIN)/python -m tests.benchmarks

docs: $(DEV)
	$(BIN)/python docs/generate.py
	$(BIN)/sphinx-build -q -W -b html docs docs/_build/html

# Pin the newest versions; needs uv.
requirements:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command "make requirements" requirements/run.in -o requirements/run.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command "make requirements" requirements/dev.in -o requirements/dev.txt

clean:
	rm -rf $(VENV) demo build dist docs/_build .mypy_cache .ruff_cache .hypothesis
