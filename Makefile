# Kho Vàng. `make` lists what there is; every target of use to a person has a line `## …`.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

VENV ?= .venv
PYTHON := $(VENV)/bin/python
STAMPS := .cache/stamps

.PHONY: help
help: ## This list
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  make %-16s %s\n", $$1, $$2 } /^# == / { sub(/^# == /, ""); printf "\n%s\n", $$0 }' $(MAKEFILE_LIST)

# == Running
# Choices of `make run` (also in .env.example): PORT=8000 KHOVANG_DATA=./data SAMPLE=no PROFILE=province BIND=0.0.0.0

.PHONY: run
run: $(STAMPS)/python $(STAMPS)/front-end ## Serve the site, the CMS and the API on this machine until Ctrl-C
	@exec $(PYTHON) -m cms.run

.PHONY: remove-sample
remove-sample: $(STAMPS)/python ## Remove the sample library and its accounts
	@$(PYTHON) -m cms.run manage remove_sample

.PHONY: manage
manage: $(STAMPS)/python ## Run a management command on the data of `make run`: make manage ARGS="createsuperuser"
	@$(PYTHON) -m cms.run manage $(ARGS)

.PHONY: set-up
set-up: $(STAMPS)/python $(STAMPS)/front-end ## Only what `make run` does before it serves: Python packages, front end

.PHONY: elasticsearch
elasticsearch: $(STAMPS)/python ## Fetch the Elasticsearch that tests and PROFILE=province use (947 MB, once)
	@$(PYTHON) -m cms.run.services.elasticsearch_archive $(ARCHIVE)

.PHONY: clean
clean: ## Remove what was built; data, the virtual environment and node_modules stay
	rm -rf $(STAMPS) cms/web/static_dist
	find cms library_pages collections search -name '*.mo' -delete

# -- Set-up: each step leaves a stamp, so that a second start does nothing twice.

# The first Python that is new enough. A name of a version comes first: `python3` may be the system's own, older one.
BASE_PYTHON = $(shell for name in python3.11 python3.12 python3.13 python3; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v "$$name"; break; }; done)

$(PYTHON):
	@test -n "$(BASE_PYTHON)" || { echo "Python 3.11 or newer is needed (Debian: apt-get install python3 python3-venv)." >&2; exit 1; }
	@if command -v uv >/dev/null; then uv venv --quiet --python "$(BASE_PYTHON)" $(VENV); \
	else "$(BASE_PYTHON)" -m venv $(VENV) || { echo "Debian: apt-get install python3-venv" >&2; exit 1; }; fi

# Hashes only, so no editable install (it would build with packages that no lock names): both source roots go on the
# path by one file of the virtual environment.
$(STAMPS)/python: requirements.lock | $(PYTHON)
	@echo "Installing Python packages …"
	@if command -v uv >/dev/null; then uv pip install --quiet --python $(PYTHON) --require-hashes -r requirements.lock; \
	else $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock; fi
	@$(PYTHON) -c 'import pathlib, sys, sysconfig; \
	pathlib.Path(sysconfig.get_path("purelib"), "khovang.pth").write_text("\n".join(sys.argv[1:]) + "\n")' \
	"$(CURDIR)" "$(CURDIR)/collections"
	@mkdir -p $(STAMPS) && touch $@

FRONT_END := package.json package-lock.json \
	$(shell find cms/web/frontend -type f 2>/dev/null) $(shell find library_pages -path '*/frontend/*' -type f 2>/dev/null)

$(STAMPS)/front-end: $(FRONT_END) | $(STAMPS)/python
	@echo "Building the front end …"
	@$(PYTHON) -m cms.run.front_end
	@mkdir -p $(STAMPS) && touch $@

# == Checks
# -- (kept by the tests' owner: preflight, test, deep, bench, lint, …) --
# -- end of checks --
