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

.PHONY: try
try: $(STAMPS)/python ## See what the library makes of each file in a folder, without keeping any: make try FOLDER=~/books
	@exec $(PYTHON) -m cms.trial "$(FOLDER)"

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
	find cms library_pages collections search analytics -name '*.mo' -delete

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

.PHONY: test
test: preflight $(STAMPS)/python-dev $(STAMPS)/front-end ## Every check of a change, against real servers that it starts itself
	@exec $(PYTHON) -m tests.harness.suite

.PHONY: deep
deep: preflight $(STAMPS)/python-dev $(STAMPS)/front-end ## `make test` and what takes long: outage drills, PostgreSQL 16, the mutants
	@exec $(PYTHON) -m tests.harness.suite --deep

.PHONY: lint
lint: preflight-lint $(STAMPS)/python-dev ## Only the checkers: style, types, layers, messages, migrations, locks (ARGS="types style")
	@exec $(PYTHON) -m tests.checks $(ARGS)

.PHONY: table
table: $(STAMPS)/python-dev ## What the code comes to, commit by commit: make table COMMITS="[--traced] b45de02 HEAD"
	@exec $(PYTHON) -m tests.checks.table $(COMMITS)

.PHONY: mutants
mutants: preflight $(STAMPS)/python-dev $(STAMPS)/front-end ## Take away one guard at a time; its test must fail (NAME=grant-signature, NAME='web-* grant-*')
	@set -f; exec $(PYTHON) -m tests.mutants $(NAME)

.PHONY: bench
bench: $(STAMPS)/python-dev ## Measure: make bench NAME=lists ARGS=--quick; without NAME it lists what there is
	@exec $(PYTHON) -m bench $(NAME) $(ARGS)

.PHONY: format
format: $(STAMPS)/python-dev ## Format Python and templates
	@$(PYTHON) -m ruff check --fix-only --quiet . && $(PYTHON) -m ruff format --quiet .
	@git ls-files '*.html' | grep -v '^tests/' | xargs $(VENV)/bin/djhtml --tabwidth 2

# == Making

.PHONY: new-type
new-type: $(STAMPS)/python ## A new resource type from the skeleton: make new-type NAME=folk_song VI="Dân ca"
	@test -n "$(NAME)" || { echo "Say its name: make new-type NAME=podcast" >&2; exit 2; }
	@DJANGO_SETTINGS_MODULE=cms.settings.dev $(PYTHON) manage.py new_type $(NAME) $(if $(VI),--vi "$(VI)")

.PHONY: messages
messages: preflight-lint $(STAMPS)/python-dev ## Extract messages into the catalogues of every application, for translating
	@$(PYTHON) -m tests.checks.extract

.PHONY: locks
locks: $(STAMPS)/python-dev ## Lock the Python packages anew, with hashes (ARGS="--upgrade-package django")
	@$(UV_LOCK) -o requirements.lock
	@$(UV_LOCK) --group dev --constraint requirements.lock -o requirements-dev.lock

.PHONY: pictures
pictures: $(STAMPS)/python-dev $(STAMPS)/front-end ## Take the pictures of docs/ anew from the site with the sample library
	@exec $(PYTHON) -m tests.pictures

.PHONY: licences
licences: $(STAMPS)/python-dev ## Licences of all that an installation brings along: Python, front end, fonts
	@exec $(PYTHON) -m tests.checks.licences --list

# -- Set-up of the checks

# The first Python that there is: nothing is installed yet.
.PHONY: preflight preflight-lint
preflight:
	@$(if $(BASE_PYTHON),$(BASE_PYTHON) tests/preflight.py test,true)
preflight-lint:
	@$(if $(BASE_PYTHON),$(BASE_PYTHON) tests/preflight.py lint,true)

UV_LOCK = $(VENV)/bin/uv pip compile --quiet pyproject.toml --python-version 3.11 --universal --generate-hashes --no-header \
	--no-annotate --no-emit-index-url $(ARGS)

# The packages of `make run` are among them, in the same versions (tests/checks/locks.py).
$(STAMPS)/python-dev: requirements-dev.lock | $(STAMPS)/python
	@echo "Installing the tools of the checks …"
	@if command -v uv >/dev/null; then uv pip install --quiet --python $(PYTHON) --require-hashes -r requirements-dev.lock; \
	else $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock; fi
	@mkdir -p $(STAMPS) && touch $@
