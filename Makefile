# `make demo` and `make test` are all that a fresh clone needs: make, Python 3.11 or later, and a
# network to the package index for the first run. `make PYTHON=python3.12 demo` picks the Python.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TOPIC := homework

.PHONY: demo test bench soak clean
.DEFAULT_GOAL := demo

# The example has wrong steps in it on purpose, so `derive check` ends with status 1 there.
demo: $(VENV)/.installed
	@mkdir -p build
	@$(BIN)/derive check examples/homework.md; status=$$?; \
	if [ $$status -gt 1 ]; then exit $$status; fi; \
	if [ $$status -eq 1 ]; then echo; echo "derive check ended with status 1, as it should:" \
	"the example has wrong steps in it on purpose."; fi
	@$(BIN)/derive check examples/homework.md --format html -o build/checked.html; \
	if [ $$? -gt 1 ]; then exit 1; fi
	@$(BIN)/derive write $(TOPIC) -o build/$(TOPIC).html
	@if command -v latexmk >/dev/null || command -v tectonic >/dev/null; then \
	$(BIN)/derive write $(TOPIC) -o build/$(TOPIC).pdf; \
	else echo "no TeX is installed, so there is no build/$(TOPIC).pdf"; fi
	@echo "to look at: $$(echo build/checked.html build/$(TOPIC).*)"

test: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --numprocesses auto --dist loadfile

# Speeds as ratios in one run; DOCUMENT=file.md judges another document. The last is the table of
# other programs beside this one, in benchmarks/RESULTS.md: it installs them in build/peers.
bench: $(VENV)/.installed
	$(BIN)/python benchmarks/speed.py $(DOCUMENT)
	$(BIN)/python benchmarks/normal_forms.py
	$(BIN)/python benchmarks/replay.py
	$(BIN)/python benchmarks/table.py

# The properties on many new examples, all tests without asserts, forged proofs, broken pages: an hour
# or so. What Hypothesis finds is kept in HYPOTHESIS_DATABASE (.hypothesis/examples).
soak: $(VENV)/.installed-test
	HYPOTHESIS_PROFILE=soak $(BIN)/pytest tests/proofs/test_properties.py tests/proofs/test_generated.py \
	tests/derivations/test_fuzzing.py tests/derivations/test_interrupted.py
	PYTHONOPTIMIZE=1 $(BIN)/pytest --numprocesses auto --dist loadfile
	$(BIN)/python -m benchmarks.forgeries --seconds 300
	@mkdir -p build
	$(BIN)/python -m benchmarks.fuzzing --seconds 900 --found build/fuzzing.jsonl

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	echo "This needs Python 3.11 or later, but $(PYTHON) is $$($(PYTHON) --version 2>&1)."; \
	echo "Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: pyproject.toml | $(VENV)/.made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml | $(VENV)/.made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find proofs derivations tests -name __pycache__ -type d -prune -exec rm -rf {} +
