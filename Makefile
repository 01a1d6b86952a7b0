# What CI runs is `make check`, no more and no less. Every target uses the active environment.
PYTHON ?= python
FOLDERS = src tests scripts benchmarks

.PHONY: check format lint types contracts generated test cover mutants mutmut fuzz bench bench-screen sounds

check: format lint types contracts generated test

format:
	$(PYTHON) -m ruff format --check $(FOLDERS)

lint:
	$(PYTHON) -m ruff check $(FOLDERS)

types:
	$(PYTHON) -m mypy

contracts:
	lint-imports --no-logo

generated:
	$(PYTHON) scripts/make_state_diagram.py --check
	$(PYTHON) scripts/make_keys.py --check
	$(PYTHON) scripts/make_sources.py --check
	$(PYTHON) -m scripts.make_sounds --check
	$(PYTHON) scripts/make_figures.py --check
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
