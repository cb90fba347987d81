# Exhibit's front door. `make` prints what there is.
SHELL := /bin/bash
HOST ?= 127.0.0.1
PORT ?= 8000
PYTHON ?= python3
# For pytest: every core by default, a module to a core, the longest modules first (tests/conftest.py); `make test PYTEST=` runs one test after the other.
PYTEST ?= -n auto --dist loadscope --no-loadscope-reorder
VENV := .venv
BIN := $(VENV)/bin
NPM_BIN := $(shell command -v npm 2>/dev/null)
export PATH := $(CURDIR)/$(BIN):$(PATH)

.DEFAULT_GOAL := help
.PHONY: help setup run test lint bench messages docs gallery goldens pictures

help: ## This list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/.ready build/.ready ## Set everything up; the command is then .venv/bin/exhibit

$(VENV)/.ready: requirements.lock requirements-node.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: install it, or run make PYTHON=/path/to/python3.11"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "The venv module is missing: install python3-venv."; exit 2; }
	@echo "Installing Python packages (locked by hash)..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements.lock || { echo "Python packages could not be installed: is the package registry reachable?"; exit 2; }
	@command -v npm >/dev/null && command -v node >/dev/null || bash tools/node_from_wheel.sh $(BIN)
	@echo "$(CURDIR)" > $$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')/exhibit.pth
	@printf '#!%s\nfrom exhibit.cli import main\nmain()\n' "$(CURDIR)/$(BIN)/python" > $(BIN)/exhibit && chmod +x $(BIN)/exhibit
	@touch $@

node_modules/.ready: $(VENV)/.ready package-lock.json
	@echo "Installing npm packages (locked)..."
	@npm ci --omit=dev --silent --no-audit --no-fund || { echo "npm packages could not be installed: is the package registry reachable?"; exit 2; }
	@touch $@

build/.ready: $(VENV)/.ready node_modules/.ready $(wildcard tools/build_*) tools/messages.py $(wildcard translations/*.po) exhibit/cutout/figures/figures.toml
	@mkdir -p build
	@echo "Building fonts, figures and styles..."
	@$(BIN)/python tools/build_fonts.py
	@$(BIN)/python tools/build_webfonts.py
	@node tools/build_figures.js build/figures
	@$(BIN)/python tools/build_silhouettes.py
	@$(BIN)/python tools/build_static.py
	@$(BIN)/python tools/messages.py build
	@touch $@

run: setup ## Set up, load the demo on the first start, serve (HOST=0.0.0.0 for phones in the room)
	@address=$${EXHIBIT_BASE_URL:-$$($(BIN)/python -c 'from exhibit.serving import address_of; print(address_of("$(HOST)", $(PORT)))')}; \
	export EXHIBIT_BASE_URL=$$address; \
	$(BIN)/exhibit demo --if-empty && exec $(BIN)/exhibit serve --host $(HOST) --port $(PORT)

$(VENV)/.tests: $(VENV)/.ready requirements-test.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-test.lock
	@touch $@

node_modules/.tests: build/.ready
	@echo "Installing the npm packages of the tests (locked)..."
	@npm ci --silent --no-audit --no-fund || { echo "npm packages could not be installed: is the package registry reachable?"; exit 2; }
	@touch -r build/.ready node_modules/.ready && touch $@

test: setup $(VENV)/.tests node_modules/.tests ## Everything: lint, arrows, types, tests in SQLite and PostgreSQL, pages in Chromium
	@bash tools/test_servers.sh
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m pytest $(PYTEST)

lint: $(VENV)/.tests ## ruff, import arrows, types of the pure rooms
	@$(BIN)/ruff check exhibit tests tools benchmarks
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports
	@$(BIN)/mypy

bench: setup $(VENV)/.tests ## Times and memory as ratios, in one run
	@$(BIN)/python -m benchmarks.boards
	@$(BIN)/python -m benchmarks.page
	@$(BIN)/python -m benchmarks.race
	@$(BIN)/python -m benchmarks.kill
	@$(BIN)/python -m benchmarks.anonymise

messages: setup ## Bring translations/*.po up to date with the desk's words
	@$(BIN)/python tools/messages.py

docs: setup ## Bring the pages of docs/ that are made from tables up to date
	@$(BIN)/python tools/docs.py

gallery: setup ## The pictures of docs/gallery.md
	@$(BIN)/python tools/gallery.py

goldens: setup $(VENV)/.tests node_modules/.tests ## The pictures that boards are compared with; look at each before it is kept
	@$(BIN)/python -m tests.cutout.board.renew

pictures: setup $(VENV)/.tests node_modules/.tests ## The pictures of the README
	@$(BIN)/python tools/pictures.py
