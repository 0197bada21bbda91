# Everything a newcomer or a build machine needs; `make help` lists it.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Extra words for the demo, such as DEMO="--as-of 2025-03-01"; on a build machine it does not serve.
DEMO ?= $(if $(CI),--no-serve)

.PHONY: help demo test lint docs soak fuzz bench pins clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(READY): requirements/dev.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "needs $(PYTHON); name another with PYTHON=python3.12"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY) ## read the bundled Russia-Azerbaijan sample and open it in the browser
	$(BIN)/detente demo $(DEMO)

test: $(READY) ## all tests but the long ones
	$(BIN)/python -m pytest -m "not soak"

lint: $(READY) ## formatting, lints, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(READY) ## write the generated reference pages anew
	$(BIN)/python docs/generate.py

soak: $(READY) ## the long tests
	$(BIN)/python -m pytest -m soak

fuzz: $(READY) ## mutated seeds through reading and coding: make fuzz SECONDS=600 SEED=2
	$(BIN)/python -m tests.fuzz $(or $(SECONDS),60) --seed $(or $(SEED),1)

bench: $(READY) ## speed, as ratios in one run
	$(BIN)/python -m benchmarks

pins: ## pin the development versions anew, with hashes and without index addresses (needs uv)
	uv pip compile --quiet pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header -o requirements/dev.txt

clean: ## remove the environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
