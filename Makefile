PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test soak check fast lock clean

demo: $(VENV)/run.stamp ## a workspace, the bot and a seeded story on this machine
	@$(BIN)/aligned demo

test: $(VENV)/dev.stamp ## the whole suite
	@$(BIN)/python -m pytest

soak: $(VENV)/dev.stamp ## every fault bench, long: about an hour and a half
	@$(BIN)/python -m benchmarks.faults

check: $(VENV)/dev.stamp ## formatting, lint, types, architecture
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

lock: ## compile the pinned requirements from pyproject.toml (needs uv, a development dependency)
	@$(BIN)/$(COMPILE) pyproject.toml --group build -o requirements.lock
	@$(BIN)/$(COMPILE) pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock

clean:
	@rm -rf $(VENV)

$(VENV)/run.stamp: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
