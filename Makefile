# Daily verbs. ./run and ./test do everything on a fresh machine; these are their parts, once that was done.
# Words after = are yours: make one WHAT=tests/unit/foundation, make run PORT=8001

BIN := .venv/bin
PORT := 8000
WHAT := tests/unit
UV := $(or $(wildcard .bootstrap/bin/uv),uv)
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-header --no-annotate
PO := locale/es/LC_MESSAGES/django.po

.PHONY: help run test all quick one lint format types contracts sqlite postgresql browser benchmarks messages draw lock

help: ## this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 14

run: ## the site with its invented region, on http://localhost:8000 (PORT=8001 for another port)
	./run --port $(PORT)

test: ## every check, as before a commit
	./test

all: ## every check and the short form of every benchmark, as the gate runs it
	./test --all

quick: | $(BIN)/pytest ## rules and unit tests without a database, for every few minutes
	$(BIN)/python -m pytest -q tests/unit tests/spec --ignore=tests/unit/methods/multiple_systems --ignore=tests/spec/multiple_systems

one: | $(BIN)/pytest ## one folder, file or test: make one WHAT=tests/integration/concerns/test_raising.py
	$(BIN)/python -m pytest -q $(WHAT)

lint: | $(BIN)/pytest ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: | $(BIN)/pytest ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: | $(BIN)/pytest ## mypy, strict
	PYTHONPATH=. $(BIN)/mypy

contracts: | $(BIN)/pytest ## who may import whom
	$(BIN)/lint-imports

sqlite: ## the step of ./test that runs everything but the browser on SQLite
	./test --only sqlite

postgresql: ## the integration tests on a throw-away PostgreSQL
	./test --only postgresql

browser: ## the browser tests
	./test --only browser

benchmarks: ## the short form of every benchmark
	./test --only benchmarks

messages: | $(BIN)/pytest ## take new strings into the Spanish catalogue
	cd src/shelterwood && ../../$(BIN)/django-admin makemessages --locale es --no-location
	cd src/shelterwood && ../../$(BIN)/python -c "import polib; f = polib.pofile('$(PO)', wrapwidth=120); \
	  [f.metadata.pop(name, None) for name in ('POT-Creation-Date', 'Report-Msgid-Bugs-To')]; \
	  open('$(PO)', 'w').write(str(f).removeprefix('#\n'))"

draw: | $(BIN)/pytest ## draw map, states and tables of the docs from the code
	$(BIN)/python ops/draw.py

lock: ## resolve the packages anew within their limits; versions that still fit are kept
	$(COMPILE) --no-emit-package shelterwood-methods pyproject.toml requirements/build.in -o requirements/run.txt
	$(COMPILE) --no-emit-package shelterwood-methods pyproject.toml requirements/build.in --group test -o requirements/test.txt
	$(COMPILE) requirements/node.in -o requirements/node.txt
	$(COMPILE) requirements/uv.in -o requirements/uv.txt

$(BIN)/pytest:
	@echo "The test environment is not there yet. Make it with: ./test --only lint"; exit 1
