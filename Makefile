# Logit Lab. `make run` serves the app, `make test` checks everything.

PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin

.PHONY: run class lesson test endurance format accuracy bench load screenshot clean

run: .venv/run
	@$(BIN)/python -m ui.port "$(PORT)"
	$(BIN)/streamlit run app.py --server.port $(PORT)

# The same, with the way to it for a class: an address, and its QR code.
class: .venv/run
	@$(BIN)/python -m ui.port "$(PORT)"
	$(BIN)/python -m ui.invitation $(PORT)
	$(BIN)/streamlit run app.py --server.port $(PORT)

# A new lesson to begin with: make lesson NAME=my-lesson
lesson: .venv/run
	$(BIN)/python -m ui.new_lesson $(NAME)

test: .venv/test
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	DENO_DIR=.venv/deno DENO_NO_UPDATE_CHECK=1 $(BIN)/deno check --quiet --no-remote live/assets
	DENO_DIR=.venv/deno DENO_NO_UPDATE_CHECK=1 $(BIN)/deno lint --quiet live/assets tests/browser/modules
	@# All of them wait now and then, so two and two share two cores well.
	$(BIN)/pytest -n 2 --dist worksteal tests/browser > .venv/browser.log 2>&1 & \
	browser=$$!; \
	$(BIN)/pytest -n 2 --dist loadfile --ignore=tests/browser --ignore=tests/endurance; \
	rest=$$?; \
	wait $$browser; shown=$$?; cat .venv/browser.log; exit $$((rest + shown))

# What takes long: restarts, replicas, long visits, slow networks, a big fuzz.
endurance: .venv/test
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.endurance.nginx
	$(BIN)/python -m tests.endurance.firefox
	$(BIN)/pytest -n 2 --dist worksteal -m long tests/browser
	$(BIN)/pytest tests/endurance

format: .venv/test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

accuracy: .venv/test
	$(BIN)/python -m bench.accuracy

bench: .venv/test
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m bench.core_speed
	$(BIN)/python -m bench.digits
	$(BIN)/python -m bench.drag
	$(BIN)/python -m bench.lessons
	$(BIN)/python -m bench.free
	$(BIN)/python -m bench.slow

load: .venv/test
	$(BIN)/python -m bench.load
	$(BIN)/python -m bench.load --stock --seconds 20
	$(BIN)/python -m bench.load --attacks --seconds 20
	$(BIN)/python -m bench.classroom

screenshot: .venv/test
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m bench.screenshot

clean:
	rm -rf .venv

.venv/run: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/test: .venv/run requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@
