# Aide-mémoire. `make` alone lists what can be made.
.DEFAULT_GOAL := help
.PHONY: help run test check format score gains bench bench-intake bench-delivery bench-ticks chaos fuzz lock clean
SHELL := /bin/sh

VENV := .venv
BIN := $(VENV)/bin
# The first interpreter that really runs and is of a version the program is tested with.
FIND_PYTHON := for p in $(PYTHON) python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	&& { command -v $$p; exit 0; }; done; \
	echo "Aide-mémoire needs Python 3.11, 3.12 or 3.13 on the path; or say PYTHON=/where/it/is." >&2; exit 1
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input

help:  ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)$$/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name words; do \
	printf '  make %-15s %s\n' "$$name" "$$words"; done

$(VENV)/run.stamp: requirements.lock
	@echo "Setting up $(VENV) (once) …" >&2
	@python=$$($(FIND_PYTHON)) && $$python -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements.lock >&2
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	@echo "Adding what tests and checks need (once) …" >&2
	@$(PIP) install --require-hashes -r requirements-dev.lock >&2
	@touch $@

run: $(VENV)/run.stamp  ## start the bot: on Telegram with TELEGRAM_BOT_TOKEN, else here in the terminal
	@$(BIN)/python -m bot

test: $(VENV)/dev.stamp  ## run every test, on SQLite and PostgreSQL, in random order
	@$(BIN)/python -m pytest -n 2 $(ARGS)

check: $(VENV)/dev.stamp  ## format, lint, types, import contracts, sizes
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -p no:randomly tests/test_house.py

format: $(VENV)/dev.stamp  ## put the code into the house's form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

SHARED := ../shared
score: $(VENV)/run.stamp  ## score the parser on labelled documents, where these are at hand (ARGS=--misses lists what it missed)
	@test -d $(SHARED)/eval || { echo "There is no folder $(SHARED)/eval: name one with SHARED=FOLDER." >&2; exit 1; }
	@echo "The labelled set"; python3 $(SHARED)/eval/score.py $(ARGS) -- $(BIN)/python -m briefs parse
	@for part in learn measure; do echo; echo "Our own labels: $$part"; out=$$(mktemp -d); \
	$(BIN)/python -m benchmarks.labels $$part $(SHARED)/corpus $$out && \
	python3 $(SHARED)/eval/score.py --gold $$out/gold --docs $$out/docs $(ARGS) -- $(BIN)/python -m briefs parse; \
	rm -rf $$out; done

gains: $(VENV)/run.stamp  ## what a change of a rule does: make gains ARGS="OLD NEW --folder FOLDER --lines N"
	@$(BIN)/python -m benchmarks.gains $(ARGS)

$(VENV)/bench/run.stamp: requirements-bench.lock $(VENV)/run.stamp
	@echo "Setting up $(VENV)/bench (once) …" >&2
	@$(BIN)/python -m venv $(VENV)/bench
	@$(VENV)/bench/bin/python -m pip --quiet --disable-pip-version-check --no-input install \
	--require-hashes -r requirements-bench.lock >&2
	@touch $@

bench: $(VENV)/dev.stamp $(VENV)/bench/run.stamp  ## measure reading, hostile texts, growth, bulk and answers against their marks
	@status=0; \
	$(VENV)/bench/bin/python -m benchmarks.reading --quiet || status=1; \
	for what in hostile limits bulk answers; do $(BIN)/python -m benchmarks.$$what || status=1; done; \
	exit $$status

bench-delivery: $(VENV)/dev.stamp  ## measure a broadcast and the answers beside it (ARGS="postgresql 1000:10000" for another)
	@$(BIN)/python -m benchmarks.delivery $(ARGS)

bench-ticks: $(VENV)/dev.stamp  ## measure what a tick costs among a million subscriptions, on SQLite and on PostgreSQL
	@$(BIN)/python benchmarks/ticks.py $(ARGS)

BULK := 10000 50
chaos: $(VENV)/dev.stamp  ## kill the bot a hundred times in a broadcast to 2,000 chats and fifty times in a bulk read, on SQLite and on PostgreSQL
	@status=0; for database in sqlite postgresql; do \
	$(BIN)/python tests/chaos/broadcast.py $$database $(ARGS) || status=1; \
	$(BIN)/python tests/chaos/bulk.py $(BULK) $$database || status=1; done; exit $$status

$(VENV)/atheris/run.stamp: $(VENV)/dev.stamp
	@mkdir -p $(@D)
	@$(PIP) install --only-binary :all: --target $(@D) atheris==3.0.0 >&2 || echo "atheris does not install here." >&2
	@touch $@

MINUTES := 10
fuzz: $(VENV)/atheris/run.stamp  ## try arbitrary and hostile inputs on all that reads what others wrote (MINUTES=10 TARGETS="chat parser")
	@$(BIN)/python tests/fuzz/fuzzing.py $(MINUTES) $(TARGETS)

bench-intake: $(VENV)/dev.stamp  ## measure taking in documents by format beside the libraries alone, and 10,000 in bulk
	@$(BIN)/python -m benchmarks.intake $(ARGS)

lock: $(VENV)/dev.stamp  ## write the lock files anew from pyproject.toml
	@$(BIN)/uv pip compile pyproject.toml --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --quiet -o requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --quiet -c requirements.lock -o requirements-dev.lock
	@$(BIN)/uv pip compile pyproject.toml --group bench --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --quiet -c requirements.lock -o requirements-bench.lock

clean:  ## remove the virtual environment and every cache; your store is not touched
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
