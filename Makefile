# What CI runs is `make check`, no more and no less. Every target uses the active environment.
PYTHON ?= python
FOLDERS = src tests scripts benchmarks

PAGES = state-diagram keys sources cues figures pictures

.PHONY: check static format lint types contracts generated $(PAGES) test cover mutants mutmut fuzz bench bench-screen sounds

check: static test

# None of these needs another: `make -j 2 static` is done in half the time.
static: format lint types contracts generated

format:
	$(PYTHON) -m ruff format --check $(FOLDERS)

lint:
	$(PYTHON) -m ruff check $(FOLDERS)

types:
	$(PYTHON) -m mypy

contracts:
	lint-imports --no-logo

generated: $(PAGES)

state-diagram:
	$(PYTHON) scripts/make_state_diagram.py --check

keys:
	$(PYTHON) scripts/make_keys.py --check

sources:
	$(PYTHON) scripts/make_sources.py --check

cues:
	$(PYTHON) -m scripts.make_sounds --check

figures:
	$(PYTHON) scripts/make_figures.py --check

pictures:
	$(PYTHON) -m scripts.make_screenshots --check

# PYTEST_FLAGS chooses among them, such as `PYTEST_FLAGS='-m "not sound"'`.
test:
	$(PYTHON) -m pytest $(PYTEST_FLAGS)

# Which lines no test runs; takes twice as long.
cover:
	$(PYTHON) -m pytest -n 4 --cov --cov-report=term:skip-covered -m "not sound"

# Seeded bugs, each with the test that catches it.
mutants:
	$(PYTHON) scripts/seeded_bugs.py

# Every small change of the engine, the pain logic and the compiler; takes hours.
mutmut:
	$(PYTHON) -m mutmut run

fuzz:
	$(PYTHON) scripts/fuzz_routines.py --minutes 10

bench:
	$(PYTHON) benchmarks/run.py

# Linux only, with the extra `bench`; takes some minutes.
bench-screen:
	$(PYTHON) -m benchmarks.screen --json benchmarks/screen.json

sounds:
	$(PYTHON) -m scripts.make_sounds
