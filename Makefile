# `make brief` and `make test` set up all they need in .venv; Python >= 3.11 and make must be there.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
MODEL  := qwen2.5-coder-1.5b

.PHONY: brief test lint types format clean

brief: $(VENV)/brief
	$(BIN)/summarizer brief examples --model $(MODEL) --date 2025-03-13

test: lint types
	$(BIN)/python -m pytest

lint: $(VENV)/dev
	$(BIN)/ruff format --check summarizer schemas prompts evals tests
	$(BIN)/ruff check summarizer schemas prompts evals tests
	$(BIN)/lint-imports --no-cache

types: $(VENV)/dev
	$(BIN)/mypy

format: $(VENV)/dev
	$(BIN)/ruff format summarizer schemas prompts evals tests
	$(BIN)/ruff check --fix summarizer schemas prompts evals tests

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/made:
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'summarizer needs Python 3.11 or newer; name one: make PYTHON=python3.12 …')"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	touch $@

$(VENV)/brief: $(VENV)/made pyproject.toml
	$(BIN)/python -m pip install --quiet --editable ".[local]"
	touch $@

$(VENV)/dev: $(VENV)/made pyproject.toml
	$(BIN)/python -m pip install --quiet --editable ".[local,dev]"
	touch $@
