# `make` alone lists what there is.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

python := .venv/bin/python
# What pytest is given; narrow it with `make test TESTS=tests/cases`.
TESTS ?= tests
# Files stay whole, so that what a module's tests share is started once.
WORKERS ?= 2
# What is measured by `make bench`: so many questions of ten answers, on which database.
N ?= 2000
DB ?= sqlite
REQUESTS ?= 300
# With PAGES=1 every page is asked for instead, and the slowest are named.
PAGES ?=
# The folder of the collections that `make quality` measures with.
DATA ?=

.PHONY: help setup run test bench quality check format lock translations clean tools

help:  ## list these targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup:  ## make .venv and install the locked requirements
	@.ci/environment.sh requirements.txt

run: setup  ## start the site with its worker and demonstration data on http://127.0.0.1:8000 (or PORT)
	@exec $(python) -m flask --app wsgi serve --demo

tools: setup
	@.ci/environment.sh tests/requirements.txt

test: tools  ## everything that continuous integration runs: style, types, templates, all tests
	@.ci/packages.sh chromium postgresql
	@$(python) -m ruff check .
	@$(python) -m ruff format --check .
	@$(python) -m mypy
	@$(python) -m djlint --lint --quiet app
	@$(python) -m pytest -n $(WORKERS) --dist loadfile $(TESTS)

bench: tools  ## measure the site as it is served: N=2000 DB=sqlite|postgresql|both REQUESTS=300; every page: PAGES=1; real archives: DATA=folder
	@.ci/packages.sh postgresql
ifneq ($(PAGES),)
	@$(python) -m bench.every_page --questions $(N) --db $(DB)
else ifeq ($(DATA),)
	@$(python) -m bench --questions $(N) --db $(DB) --requests $(REQUESTS)
else
	@$(python) -m bench.archives "$(DATA)" --db $(DB)
endif

quality: tools  ## how well similar threads are found, on both databases, beside plain BM25: DATA=folder
	@.ci/packages.sh postgresql
	@$(python) -W ignore::SyntaxWarning -m bench.quality "$(DATA)"

check: tools  ## style and types, without running anything
	@$(python) -m ruff check .
	@$(python) -m ruff format --check .
	@$(python) -m mypy

format: tools  ## write the code in the common style
	@$(python) -m ruff check --fix .
	@$(python) -m ruff format .

lock:  ## choose versions anew for requirements.in and tests/requirements.in
	@uv=$$(command -v uv || command -v .venv/bin/uv) || { echo "make lock needs uv: pip install uv" >&2; exit 1; }; \
	for part in requirements tests/requirements; do \
	  "$$uv" pip compile --quiet --upgrade --generate-hashes --universal --python-version 3.11 $$part.in -o $$part.txt; \
	done

translations: setup  ## add new texts to each package's Italian catalogue
	@$(python) -m flask --app wsgi translations

clean:  ## remove what can be made again; instance/ stays
	@rm -rf .venv .pytest_cache .ruff_cache .mypy_cache .hypothesis
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
