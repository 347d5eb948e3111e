# make site    set up, check and build the sample county into output/
# make test    set up (browser included) and run every check and test
# make help    the rest

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 8000
WORKERS ?= 2
MINUTES ?= 5

.DEFAULT_GOAL := help
.PHONY: audit-site components help site check build serve test quick lint browser resign words docs bench soak lock clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

# One stamp a set-up: the lock file and the build description decide whether it is stale. Pip compiles what it installs, but
# not what stays in its place; where Python may not write that down, every start would pay for it.
$(VENV)/.site: requirements.lock pyproject.toml tooling/pelican/plugins/gongkai_guard/__init__.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name it with PYTHON=python3.x")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q tooling
	@touch $@

$(VENV)/.test: requirements-dev.lock $(VENV)/.site
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

site: $(VENV)/.site ## check the sample county and build it into output/
	$(BIN)/gongkai build
	@echo "网站在 output/；运行 make serve 后浏览 http://127.0.0.1:$(PORT)/"

check: $(VENV)/.site ## check without building
	$(BIN)/gongkai check

build: site

serve: $(VENV)/.site ## serve output/ on http://127.0.0.1:8000/ (PORT=...)
	@test -f output/index.html || { echo "还没有网站，请先运行 make site"; exit 2; }
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory output $(PORT)

lint: $(VENV)/.test ## ruff and mypy
	$(BIN)/ruff check tooling tests pelicanconf.py
	$(BIN)/ruff format --check tooling tests pelicanconf.py
	$(BIN)/mypy

browser: $(VENV)/.test ## a browser for the tests: the system's Chromium, else Playwright's
	@BIN=$(BIN) sh tests/set_up_browser.sh

QUICK = architecture confined detectors envelope explain interface markup markup_addresses marks people_told places profile_2 \
	rule_declarations rules scan_context simple_yaml standing strict_reading waivers workdays
quick: lint ## lint, types, and the tests to run after each change: a minute and a half
	$(BIN)/python -m pytest -q -n $(WORKERS) $(QUICK:%=tests/unit/test_%.py)

test: lint browser ## everything: lint, types, all tests
	$(BIN)/gongkai check
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

resign: $(VENV)/.test ## sign the sample county again after an edit
	PYTHONPATH=tests $(BIN)/python tests/sample_county.py

words: $(VENV)/.test ## collect the theme's words for translation and compile theme/locale
	PYTHONPATH=tests $(BIN)/python tests/theme_words.py

components: $(VENV)/.test ## show every component of the theme by itself, in build/components
	PYTHONPATH=tests $(BIN)/python tests/components.py

docs: $(VENV)/.test ## write docs/reference from the code
	PYTHONPATH=tests $(BIN)/python tests/reference_docs.py

bench: $(VENV)/.test ## measure against other generators (ITEMS=1000,10000 PEERS=hugo,eleventy,mkdocs,pelican ROUNDS=3)
	$(BIN)/python tests/bench $(if $(ITEMS),--items $(ITEMS)) $(if $(PEERS),--peers $(PEERS)) $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(CHARS),--chars $(CHARS)) $(if $(WRITE),--write)

audit-site: browser ## judge the sample's site by the Nu HTML validator and Lighthouse (ROUNDS=3); needs Node.js, Java and nginx
	PYTHONPATH=tests $(BIN)/python tests/audit_site $(if $(ROUNDS),--rounds $(ROUNDS))

soak: $(VENV)/.test ## property tests and fuzzers for a while (MINUTES=5)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: "atheris>=3" || echo "no atheris for this platform: property tests only"
	PYTHONPATH=tests $(BIN)/python tests/soak.py --minutes $(MINUTES)

lock: ## renew the lock files
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host -o requirements.lock pyproject.toml --build-deps-for wheel
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml

clean: ## remove what was built
	rm -rf output build $(VENV)
