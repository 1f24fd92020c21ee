# Duecourse 信序. `make help` lists the targets; `make run` and `make test` need nothing done before.
SHELL := /bin/bash
.DEFAULT_GOAL := help
HOUSE := .venv/bin/duecourse
PYTHON := .venv/bin/python

.PHONY: help setup tools lock run test lint types check-given explore lives bench nightly backup restore remind watch rebuild

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: ## make .venv with the console command .venv/bin/duecourse
	@deploy/setup/environment.sh

tools: setup ## bring Java, Maven, PostgreSQL, Chromium, Go, Temporal and fonts
	@deploy/setup/tools.sh

lock: setup ## write requirements.lock anew from pyproject.toml
	@deploy/setup/lock.sh

run: tools ## start the whole house and print its address; Ctrl-C stops it
	@exec $(HOUSE) run $(ARGS)

test: tools ## all tests on two cores, with ruff, mypy and the import contracts among them
	@$(PYTHON) -m pytest -n 3 --dist loadfile --no-loadscope-reorder $(ARGS)

lint: setup ## ruff and the import contracts
	@.venv/bin/ruff check . && .venv/bin/lint-imports

types: setup ## mypy --strict
	@.venv/bin/mypy

check-given: ## compare tests/given/ with its digests, and with ../shared where present
	@deploy/setup/check-given.sh

explore: setup ## every act by every role in every reachable state
	@$(HOUSE) explore $(ARGS)

lives: setup ## random lives with faults at every step: ARGS="--lives 1000 --seed 7"
	@$(HOUSE) lives $(ARGS)

bench: tools ## acts a second beside a bare workflow
	@$(HOUSE) bench $(ARGS)

nightly: tools ## the long checks
	@$(HOUSE) nightly $(ARGS)

backup: setup ## copy record and documents while the house is open
	@$(HOUSE) backup $(ARGS)

restore: setup ## put a backup back in place
	@$(HOUSE) restore $(ARGS)

remind: setup ## tell once what is due soon and was not told yet
	@$(HOUSE) remind $(ARGS)

watch: setup ## name what should not be in an open house; ARGS=--once for one look
	@$(HOUSE) watch $(ARGS)

rebuild: setup ## workflows of open cases from the record: ARGS=--all, or case ids
	@$(HOUSE) rebuild $(ARGS)
