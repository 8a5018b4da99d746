# Two commands: `make run` serves the site, `make test` runs the whole suite. Both prepare what they need first.
# Settings go on the command line: make run PORT=8001 HOST=127.0.0.1 DEMO=0 PYTHON=python3.12; make test ARGS="-k ticker".

.PHONY: help run test lint screenshots

help:
	@echo "make run           the site on http://127.0.0.1:8000   (PORT=, HOST=, DEMO=0, PYTHON=)"
	@echo "make test          the whole suite                     (ARGS= goes to pytest, STEPPE_ALL=1 forbids skipping)"
	@echo "make lint          the style rules                     (ruff)"
	@echo "make screenshots   the pictures of the readme, taken anew"

run:
	@exec scripts/python.sh scripts/run.py

test:
	@exec scripts/python.sh scripts/test.py $(ARGS)

lint:
	@exec scripts/python.sh scripts/lint.py

screenshots:
	@exec scripts/python.sh scripts/screenshots.py
