PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check
READY := $(VENV)/.ready
DEV_READY := $(VENV)/.dev-ready
SEED := $(shell date +%s)

.PHONY: demo test faults spark check format goldens bench picture lexicon clean

# The main job on the real data: what was announced, what came of it, and why.
demo: $(READY)
	$(BIN)/targets demo

# Every test, with the same examples each time.
test: $(DEV_READY)
	$(BIN)/python -m pytest -n auto --dist worksteal -q

# Every fault many times over, each in a fresh process, and a table of what came of
# them; then a thousand new examples of every law. SEED repeats a run. An hour.
faults: $(DEV_READY)
	TARGETS_FAULTS=200 TARGETS_SEED=$(SEED) $(BIN)/python -m pytest -n auto --dist worksteal -q \
		tests/faults tests/test_transcripts.py
	$(BIN)/python -m pytest -n auto --dist worksteal -q -m hypothesis \
		--hypothesis-profile=fresh --hypothesis-seed=$(SEED)

# The tests of Spark, in an environment of their own: PySpark is half a gigabyte.
spark: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)-spark
	$(VENV)-spark/bin/pip install --quiet --disable-pip-version-check \
		--constraint constraints.txt --editable '.[xlsx,spark]' pytest hypothesis
	$(VENV)-spark/bin/python -m pytest -q tests/test_spark.py

# Format, lint, types, layers and spelling; changes nothing.
check: $(DEV_READY)
	$(BIN)/ruff format --check src tests bench
	$(BIN)/ruff check src tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell src tests docs bench README.md ARCHITECTURE.md CHANGELOG.md

# Bring the code into the one format there is.
format: $(DEV_READY)
	$(BIN)/ruff format src tests bench
	$(BIN)/ruff check --fix src tests bench

# Write the expected texts anew; look at the diff before you commit it.
goldens: $(DEV_READY)
	$(BIN)/python -m pytest -q tests --update-goldens

# How much of the code the tests run, branch by branch.
coverage: $(DEV_READY)
	$(BIN)/coverage run -m pytest -q
	$(BIN)/coverage report

# Start-up as ratios to an empty Python, then the main work beside its floors and peers,
# from a wheel; docs/performance.md holds the last run. MILLION=--million for large work.
bench: $(DEV_READY)
	$(BIN)/python bench/startup.py
	$(BIN)/python bench/work.py $(MILLION)

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) --constraint constraints.txt --editable '.[xlsx]'
	touch $@

$(DEV_READY): $(READY) requirements-dev.txt
	$(PIP) --constraint constraints.txt --requirement requirements-dev.txt
	-npm install --silent --no-save --no-package-lock --prefix $(VENV) axe-core@4.14.1
	touch $@

# The lexicon that the program loads, anew from src/targetcli/lexicon/*.toml.
lexicon: $(DEV_READY)
	$(BIN)/python bench/write_lexicon.py

# The picture of the terminal in the README, anew.
picture: $(DEV_READY)
	$(BIN)/python bench/terminal_picture.py

clean:
	rm -rf $(VENV) $(VENV)-spark .mypy_cache .pytest_cache .ruff_cache .hypothesis
