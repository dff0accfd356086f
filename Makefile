# SPDX-License-Identifier: EUPL-1.2
# Everything starts here. `make demo` gives a working region on http://127.0.0.1:8000.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

BIN := .venv/bin
DERDEN := src/jeugdregio/components/static/derden
WORKERS ?= auto
PIN := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11

.PHONY: help env demo test nacht gouden-maand openapi bench bench-prognose bench-intake bench-natie lint lint-ruff lint-mypy lint-kamers lint-pakketten lint-migraties format docs pins sbom browser clean schermafdrukken

help: ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 16

env: .venv/.klaar $(DERDEN)/.klaar ## install everything from the pinned lists

demo: env ## build region IJsselland and serve it (Ctrl-C stops all)
	@$(BIN)/jeugdregio demo $(ARGS)

test: env browser ## run every test
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal $(ARGS)

nacht: env browser ## every test in its long form: draws by the thousand, two hundred kills, ten minutes of fuzzing; an hour or more
	@HYPOTHESIS_PROFILE=nacht JEUGDREGIO_KILLS=200 JEUGDREGIO_VERZOEKEN=10000 JEUGDREGIO_FUZZ_SECONDEN=600 JEUGDREGIO_ROLLEN=10 $(BIN)/pytest -n $(WORKERS) --dist worksteal $(ARGS)

gouden-maand: env ## write the kept month of verdicts anew, after a change that was meant
	@JEUGDREGIO_GOUDEN_MAAND=1 $(BIN)/pytest -q tests/huis/gouden_maand_test.py
	@git diff --stat -- tests/huis/gouden_maand.json

openapi: env ## write docs/openapi.json anew from the code, after a change of the API
	@$(BIN)/python scripts/openapi.py

bench: env ## measure speed, correctness included: about five minutes on two quiet cores
	@$(BIN)/python bench/lezen.py
	@$(BIN)/python bench/gewoon.py T
	@$(BIN)/python bench/gelijk.py T 2>/dev/null
	@$(BIN)/python bench/keten.py S --partij 50000 --eenheid regels --regels 200000 $(ARGS)
	@$(BIN)/python bench/maandrapport.py

bench-natie: env ## the same for a year of the whole country: 20 million lines, some 20 GB of disk
	@$(BIN)/python bench/keten.py N --partij 100000 --eenheid regels --delen 2 $(ARGS)

bench-prognose: env ## how far the forecast of a year is off, beside two naive methods, on invented years
	@$(BIN)/python bench/prognose.py $(ARGS)

bench-intake: env ## the intake by batch size, through the API, with a worker that dies, and with 25 MB at once
	@$(BIN)/python bench/intake.py $(ARGS) 2>/dev/null

lint: lint-ruff lint-mypy lint-kamers lint-pakketten lint-migraties ## ruff, mypy, import contracts, dependencies, migrations; side by side with make -j2

lint-ruff: env
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

lint-mypy: env
	@$(BIN)/mypy

lint-kamers: env
	@$(BIN)/lint-imports

lint-pakketten: env
	@$(BIN)/deptry .

lint-migraties: env
	@$(BIN)/jeugdregio beheer makemigrations --check --dry-run

format: env ## let ruff put the code in shape
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

docs: env ## write what is made from the code and build the documentation into site/
	@$(BIN)/python scripts/regelcatalogus.py
	@$(BIN)/python scripts/cijfers.py
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

schermafdrukken: env browser ## renew the pictures of the handbook; ARGS=FOLDER: every page of every role, to look at
	@$(BIN)/python scripts/schermafdrukken.py $(ARGS)

pins: .venv/.klaar ## renew the pinned lists after a change in requirements/*.in or package.json
	$(PIN) requirements/app.in -o requirements.txt
	$(PIN) requirements/ontwikkel.in -o requirements-ontwikkel.txt
	$(PIN) requirements/voorkant.in -o requirements-voorkant.txt
	PATH="$(CURDIR)/$(BIN):$$PATH" npm install --package-lock-only

sbom: env ## write what is in a release to dist/ (CycloneDX): Python and front end
	@scripts/sbom.sh

browser: # Chromium for the page tests
	@scripts/browser.sh

clean: ## remove what was built, keep the data in .jeugdregio
	rm -rf .venv node_modules $(DERDEN) build dist site *.egg-info src/*.egg-info

.venv/.klaar: requirements-ontwikkel.txt pyproject.toml requirements/app.in
	@scripts/omgeving.sh
	@touch $@

node_modules/.klaar: package.json package-lock.json requirements-voorkant.txt | .venv/.klaar
	@command -v npm >/dev/null || $(BIN)/pip install --quiet --require-hashes -r requirements-voorkant.txt
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --no-progress
	@touch $@

$(DERDEN)/.klaar: node_modules/.klaar scripts/voorkant.py $(wildcard src/jeugdregio/components/static/jeugdregio/*.css)
	@$(BIN)/python scripts/voorkant.py
	@touch $@
