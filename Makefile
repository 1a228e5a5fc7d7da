# Any Python from 3.9 on can start the launcher, which finds 3.11 and 3.10 by itself.
RUNS = $(if $(1),$(shell $(1) -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null && echo $(1)))
MISSING = $(error Python is missing: install Python 3.11 and 3.10, or name one, PYTHON311=/path/to/it)
LAUNCH = $(or $(call RUNS,$(PYTHON311)),$(call RUNS,python3.11),$(call RUNS,python3),$(MISSING)) -m bot.launch
PY = .venv/bin/python

PORT ?= 8000
RASA_PORT ?= 5005
ACTION_PORT ?= 5055
PORTS = --port $(PORT) --rasa-port $(RASA_PORT) --action-port $(ACTION_PORT)
CASES ?= tests/faq

.DEFAULT_GOAL := help
.PHONY: help serve chat web test looks mutants faq guard eval lint types setup index train bench-index \
	bench-calculator lock clean

help:
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

serve: ## set up what is missing, run the bot, open http://127.0.0.1:8000 (PORT=8001 for another)
	@$(LAUNCH) serve $(PORTS)

chat: ## the same in the terminal; joins the bot if it already runs
	@$(LAUNCH) chat $(PORTS)

web: ## check and build the chat widget; only after a change in bot/web (needs node 20 with npm)
	@command -v npm >/dev/null || { echo "npm is missing: install node 20, or leave bot/web as it is"; exit 1; }
	cd bot/web && npm ci --no-audit --no-fund && npm run check && npm run build

test: ## set up, check the training data, run every test, also through the real servers
	@$(LAUNCH) setup
	RASA_TELEMETRY_ENABLED=false .venv-rasa/bin/python -W ignore -m rasa data validate --fail-on-warnings
	$(PY) -m pytest

looks: ## take the pictures that the browser tests compare with anew; look at them before you commit
	@$(LAUNCH) setup service
	RENEW_LOOKS=1 $(PY) -m pytest tests/browser/test_looks.py

mutants: ## would the tests notice a wrong calculator? some minutes; what they do not is to be explained
	@$(LAUNCH) setup service
	$(PY) -m benchmarks.calculator.mutants

faq: ## ask a running bot the regression cases (CASES=file or folder, REPORT=folder, ACCEPT=1)
	@$(LAUNCH) setup service
	$(PY) -m tests.faq.run $(CASES) --url http://127.0.0.1:$(RASA_PORT) \
		$(if $(REPORT),--report $(REPORT)) $(if $(ACCEPT),--accept)

guard: ## hold seeded conversations with a running bot, check every figure (GUARD="--conversations 5000")
	@$(LAUNCH) setup service
	$(PY) -m tests.guard.run --url http://127.0.0.1:$(RASA_PORT) $(GUARD)

eval: ## measure the search; writes docs/retrieval.md and its pictures
	@$(LAUNCH) setup index
	$(PY) -m benchmarks.retrieval

lint: ## style and format
	@$(LAUNCH) setup service
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: ## static types
	@$(LAUNCH) setup service
	$(PY) -m mypy

setup: ## everything that serve needs, without running it
	@$(LAUNCH) setup

index: ## the search index over policies/
	@$(LAUNCH) setup index

train: ## the Rasa model
	@$(LAUNCH) setup train

bench-index: ## the index at sizes beside other engines; hours (BENCH="--sizes 1000 --quick" for less)
	@$(LAUNCH) setup index bench
	$(PY) -m benchmarks.index $(BENCH)

bench-calculator: ## the calculator beside OpenFisca; writes docs/calculator.md
	@$(LAUNCH) setup service openfisca
	$(PY) -m benchmarks.calculator

lock: ## pin requirements/*.txt anew from requirements/*.in
	@$(LAUNCH) lock

clean: ## remove everything that was made, except the embedding model in ~/.cache/policy-bot
	rm -rf .venv .venv-rasa .venv-bench .venv-openfisca .bench .index .setup .state .log .rasa models mutants \
		.mypy_cache .pytest_cache .ruff_cache
