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

define ENSURE_PYTHON
import sys; sys.exit(sys.version_info < (3, 11) and "Aligned needs Python 3.11 or newer; $(PYTHON) is "
+ sys.version.split()[0] + ". Name another one, such as: make $(MAKECMDGOALS) PYTHON=python3.12")
endef

# What a venv that failed leaves behind would pass for one the next time.
$(VENV)/run.stamp: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -c '$(strip $(ENSURE_PYTHON))'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
	@echo "Installing what is needed into $(VENV), once; it takes a minute or two."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements-dev.lock
	@echo "Installing what tests and checks need as well."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
