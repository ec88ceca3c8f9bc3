# What one does with this project. `site` and `test` need Python (with venv), make and git; where
# there is npm, `test` brings the packages of package.json too, and is content without them (not in CI).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
SITE_READY := $(VENV)/.site-ready
TEST_READY := $(VENV)/.test-ready
NPM_READY := node_modules/.ready
COMPILE := pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

.PHONY: site test check preview bench soak lock clean
.DEFAULT_GOAL := site

## The site in output/, as it would be published.
site: $(SITE_READY)
	$(BIN)/digest build --strict $(DIGEST)

## Every test that this machine can run; ends with the names of what it left out.
test: $(TEST_READY) $(if $(shell command -v npm),$(NPM_READY))
	$(BIN)/python -m pytest $(PYTEST)

## Format, lint, types and the table of layers: what needs no run of the product.
check: $(TEST_READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q -p no:randomly tests/test_architecture.py

## The site while it is being written, on this machine only.
preview: $(SITE_READY)
	$(BIN)/digest serve

## Time and memory beside Hugo's, on 1,000 and 10,000 articles; writes bench/RESULTS.md.
bench: $(TEST_READY)
	$(BIN)/python bench/run.py $(BENCH)

## The property tests, and those that kill builds, with many more examples than `test` gives them.
soak: $(TEST_READY)
	$(BIN)/python -m pytest --hypothesis-profile=soak --timeout=7200 -m "hypothesis or soak" $(PYTEST)

## The two lock files anew, from pyproject.toml.
lock: export CUSTOM_COMPILE_COMMAND := make lock
lock:
	$(PYTHON) -m venv .cache/lock
	.cache/lock/bin/pip install --quiet --upgrade pip pip-tools dependency-groups
	.cache/lock/bin/dependency-groups -o .cache/lock/groups.in test check
	.cache/lock/bin/$(COMPILE) --upgrade --all-build-deps --extra cards --extra search -o requirements.lock pyproject.toml
	.cache/lock/bin/$(COMPILE) --upgrade -c requirements.lock -o requirements-dev.lock .cache/lock/groups.in

## Everything that the targets above made.
clean:
	rm -rf $(VENV) node_modules output .cache

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(SITE_READY): requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(TEST_READY): requirements-dev.lock $(SITE_READY)
	$(PIP) install --quiet --require-hashes -r requirements.lock -r requirements-dev.lock
	touch $@

$(NPM_READY): package-lock.json package.json
	npm ci && touch $@ || test -z "$$CI"
