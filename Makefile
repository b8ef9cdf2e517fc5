# make demo   set up, read the example articles into a case, write the dossier
# make test   set up, run the tests
# make check  format, lint, types, import layers, tests, docs
# make score  score reading on the gold annotations and hold the floors
# make weights VERSION=N  train the reader anew
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := src tests evaluation training

.PHONY: demo test check lint score lock weights clean
.DELETE_ON_ERROR:

demo: $(VENV)/.run
	@rm -rf demo && mkdir demo
	@$(BIN)/dalil read examples/articles --case demo/beirut.case --quiet
	@$(BIN)/dalil conflicts --case demo/beirut.case
	@$(BIN)/dalil report --case demo/beirut.case --out demo/dossier.html --title "Beirut port, August 2020"
	@echo "The dossier is $(CURDIR)/demo/dossier.html: open it in a browser."

test: $(VENV)/.dev
	$(BIN)/python -m pytest

check: lint test score

lint: $(VENV)/.dev
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m evaluation.lint

score: $(VENV)/.dev
	$(BIN)/python -m evaluation.score_reading
	$(BIN)/python -m evaluation.times.score_times
	$(BIN)/python -m evaluation.score_dating

# --require-hashes: what is installed is what was locked. Two stamps, so that the demo needs no developer's tools.
$(VENV)/.run: requirements/run.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@

# The locks are made on the oldest Python that is supported.
LOCK = $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header --no-annotate \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options
lock: $(VENV)/.dev
	$(LOCK) --build-deps-for editable -o requirements/run.lock pyproject.toml
	$(LOCK) --build-deps-for editable --extra dev -o requirements/dev.lock pyproject.toml

# The weights that ship are made of ../shared and training/claims: hours on a CPU (training/README.md). It goes on where it stopped.
WORK = build/training
weights: $(VENV)/.train
	$(BIN)/python -m training.standoff join training/claims --out $(WORK)/claims
	$(BIN)/python -m training.pretrain --out $(WORK)
	$(BIN)/python -m training.train --work $(WORK) --claims $(WORK)/claims
	$(BIN)/python -m training.export $(WORK)/model.pt --work $(WORK) --version $(VERSION)
	$(BIN)/python -m training.calibrate --claims $(WORK)/claims

$(VENV)/.train: $(VENV)/.dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[training]'
	@touch $@

clean:
	rm -rf $(VENV) demo .mypy_cache .pytest_cache .ruff_cache
