.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
SOURCES := api bench catalogue config desk docs pages people tests manage.py
# Tests keep their databases to themselves and need no durability. They begin many processes, which find the modules
# compiled, also where the machine is told not to keep such files.
TEST_ENV := PYTHONDONTWRITEBYTECODE= HTX_DATA_DIR=var/test HTX_SQLITE_SYNCHRONOUS=OFF HTX_SECRET_KEY=for-tests-alone
BENCHES := barcode_svg gs1_speed label_pdf label_today label_zpl label_memory label_worker import_rows product_list scan \
	hostile_files hostile_imports desk_weight

.PHONY: help run test lint check bench openapi lock

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18

# The locks name every package, so nothing is resolved: pip would take a newer release where a dependency asks for an extra.
.venv/installed: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed.") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip check --disable-pip-version-check
	@touch $@

var/test:
	@mkdir -p $@

run: .venv/installed ## Start the web server and the worker, with sample data the first time (PORT=8000)
	@$(BIN)/python manage.py serve --demo

test: .venv/installed-dev var/test ## Run every test, on SQLite and on PostgreSQL
	$(TEST_ENV) $(BIN)/python -m pytest -q -n 2 --dist worksteal
	$(TEST_ENV) $(BIN)/python -m tests.postgresql $(BIN)/python -m pytest -q -n 2 --dist worksteal --database-only

lint: .venv/installed-dev var/test ## Style, types, import rule, migrations and schema
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(TEST_ENV) $(BIN)/mypy $(SOURCES)
	$(TEST_ENV) $(BIN)/lint-imports
	$(TEST_ENV) $(BIN)/python manage.py makemigrations --check --dry-run
	$(TEST_ENV) $(BIN)/python manage.py spectacular --validate --fail-on-warn --file var/test/openapi.yaml
	diff -u docs/openapi.yaml var/test/openapi.yaml

check: lint test ## All of lint, then the tests

bench: .venv/installed-dev ## Measure the claims, each against its yardstick; ends with 1 when one is broken
	@broken=0; for name in $(BENCHES); do $(BIN)/python -m bench.$$name || { echo "bench.$$name ended with $$?" >&2; broken=1; }; done; exit $$broken

openapi: .venv/installed-dev var/test ## Write docs/openapi.yaml anew
	$(TEST_ENV) $(BIN)/python manage.py spectacular --validate --fail-on-warn --file docs/openapi.yaml

lock: .venv/installed-dev ## Lock requirements*.in anew, with hashes
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --python-version 3.11.7 --custom-compile-command "make lock" requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --python-version 3.11.7 --custom-compile-command "make lock" requirements-dev.in -o requirements-dev.txt
