# Developers' tasks. `./causeway` prepares the working copy first; CI and hooks run the same commands.
PYTHON = .venv/bin/python
SERVICES = matching messaging moderation notifications analytics

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/'

proto: ## write stubs and event classes from the .proto files
	$(PYTHON) proto/generate.py

lint: ## style, layers, contracts
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports
	.venv/bin/buf lint proto
	$(PYTHON) proto/generate.py --check

types: ## mypy, strict
	.venv/bin/mypy proto/python/causeway/event.py kit/causeway_kit cli/causeway_cli $(foreach s,$(SERVICES),services/$(s)/$(s))

test: ## everything, on real servers
	./causeway test

.PHONY: help proto lint types test
