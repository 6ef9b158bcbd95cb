# Two commands are enough: `make run` and `make test`. The longer parts are in tests/support.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run dev build single-file test lint fuzz bench clean

# The first port tried; the next free one is used if it is taken. TIERWISE_HOST=0.0.0.0 serves to other machines too.
TIERWISE_PORT ?= 8080
TIERWISE_HOST ?= 127.0.0.1
export TIERWISE_HOST
# How long each fuzz target looks for an input that breaks it.
FUZZ_SECONDS ?= 60

# Everything that goes into the page, folders too: their date tells that a file was removed.
SOURCES := $(shell find src style public) $(wildcard build/* tests/support/*.sh tests/support/*.mjs) index.html Cargo.toml Cargo.lock build.rs Trunk.toml package-lock.json
ENV := . tests/support/env.sh;

help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

run: build ## Build the page (installing what is missing), serve it and print the address
	@exec node tests/support/serve.mjs dist $(TIERWISE_PORT)

dev: ## Serve a debug build that is rebuilt, and reloads, on every change
	@tests/support/install.sh build
	@$(ENV) port=$$(node tests/support/serve.mjs --free $(TIERWISE_PORT)); \
	exec trunk serve --release=false --dist target/dev --address $(TIERWISE_HOST) --port $$port

build: ## Build the page into dist/, ready for any static host
	@tests/support/install.sh build
	@$(MAKE) --silent --no-print-directory dist/index.html

single-file: build ## Build the page as one file, dist/tierwise.html, which opens by double-click
	@echo "» The single file is dist/tierwise.html ($$(( $$(wc -c < dist/tierwise.html) / 1000 )) KB)"

dist/index.html: $(SOURCES)
	@echo "» Building the page (the first time 3 to 5 minutes on two cores)"
	@$(ENV) trunk build --quiet
	@echo "» The page is in dist/"

test: ## Run every check and test (installing what is missing), in a real Chromium too
	@tests/support/install.sh test
	@tests/support/check.sh test

lint: ## Check the format and run Clippy
	@tests/support/install.sh test
	@tests/support/check.sh lint

fuzz: ## Look for input that breaks the engine, FUZZ_SECONDS (60) for each target
	@tests/support/install.sh fuzz
	@$(ENV) for target in data rules rates csv json route backup archive kept typed files; do \
	    mkdir -p fuzz/corpus/$$target; \
	    cargo +nightly fuzz run $$target fuzz/corpus/$$target tests/fixtures public/rules -- \
	        -dict=fuzz/words.dict -max_len=16384 -timeout=10 -max_total_time=$(FUZZ_SECONDS); \
	done

bench: ## Measure the engine natively and in Chromium, clicks on the page, and both beside other libraries
	@tests/support/install.sh test
	@$(ENV) cargo bench --locked --bench engine
	@$(ENV) CHROMIUM="$$(find_chromium)" node tests/bench/run.mjs
	@$(ENV) CHROMIUM="$$(find_chromium)" node tests/bench/beside-engine.mjs
	@$(MAKE) --silent --no-print-directory build
	@$(ENV) CHROMIUM="$$(find_chromium)" node tests/bench/clicks.mjs
	@$(ENV) CHROMIUM="$$(find_chromium)" node tests/bench/beside-table.mjs
	@$(ENV) CHROMIUM="$$(find_chromium)" node tests/bench/beside-reading.mjs

clean: ## Remove what was built (not the installed tools)
	rm -rf target dist fuzz/target
