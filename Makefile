# Two commands are all it takes: `make run` serves, `make test` tests everything.
# The rest keeps generated files true; `.ci/run` calls what a change must pass.

.PHONY: help run test bench tools web web-test sdk-test sql sql-check openapi openapi-check lint

help:
	@echo "make run            install what is missing, build, and serve at http://127.0.0.1:8080"
	@echo "make test           install what is missing, and run every test"
	@echo "make web-test       the tests of the widget and the console alone"
	@echo "make sdk-test       the vendors' published SDKs alone"
	@echo "make bench          measure beside Postgres alone, some 40 minutes; QUICK=1 for a look, ONLY=intake, answers or scale for a part"
	@echo "make lint           formatting and clippy"
	@echo "make sql            renew .sqlx after a change of SQL or migrations"
	@echo "make openapi        renew docs/openapi.json after a change of the API"

run: tools web
	cargo build --release --locked
	exec ./target/release/verbatim serve

test: tools web sql-check openapi-check
	cargo test --locked
	$(MAKE) sdk-test
	$(MAKE) web-test

# The published SDKs against the program, with a model of our own.
sdk-test:
	@scripts/sdks.sh install
	cargo test --locked --test it -- --ignored sdk::

bench: tools
	cargo bench --locked --bench bench

tools:
	@scripts/postgres.sh install

# The widget and the console. What they are built with is stamped where it lies, so that whoever removes that begins anew.
web: web/dist/widget.js

web/node_modules/.installed: web/package.json web/package-lock.json web/.npmrc
	@scripts/node.sh install
	cd web && npm ci --no-audit --no-fund
	@touch $@

web/dist/widget.js: web/node_modules/.installed web/build.mjs web/index.html $(shell find web/src -type f)
	cd web && npm run --silent build
	@touch $@

# Types, units, sizes, and a real browser against the real program, which `cargo test` has built.
web-test: web
	@scripts/chromium.sh install
	cargo build --locked
	cd web && npm run --silent check
	cd web && npm run --silent test
	cd web && npm run --silent e2e

lint:
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings

sql: tools
	scripts/sql.sh renew

sql-check: tools
	scripts/sql.sh check

openapi: web/node_modules/.installed
	cargo run --quiet --locked -- openapi > docs/openapi.json.new
	mv docs/openapi.json.new docs/openapi.json
	cd web && npm run --silent types

openapi-check:
	@mkdir -p target
	@cargo run --quiet --locked -- openapi > target/openapi.json
	@diff docs/openapi.json target/openapi.json || \
		{ echo "docs/openapi.json is not what the program serves: run \`make openapi\` and commit it." >&2; exit 1; }
