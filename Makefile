# The commands of this project. `make deps` installs what the others need and does nothing when nothing is missing.
.DEFAULT_GOAL := help
.PHONY: help deps build test test-clean lint bench faults install demo fuzz sanitize screenshots

PREFIX ?= /usr/local
DESTDIR ?=

help: ## say what there is
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

deps: ## install Debian packages, the Python environment and the sources that tests read
	@tools/deps

build: deps ## build elastatus for use
	swift build -c release --no-color-diagnostics --product elastatus

demo: deps ## show elastatus over a simulated AWS on http://127.0.0.1:5000
	@demo/run

lint: ## check the form of the tree
	@tools/lint

test: deps ## lint, build, and run every test
	@tools/test

test-clean: ## clone into an empty home and run the tests there
	@tools/test-clean

faults: deps ## play some 850 failures of AWS and the network and 2,700 of clients, fail on any that is hidden or does harm
	@tools/faults

bench: deps ## measure, write bench/RESULTS.md, fail on a missed bar
	@bench/run

screenshots: build ## take each main page in both themes at 1280 and 360 px
	@.venv/bin/python tools/screenshots

fuzz: deps ## fuzz every parser for ten minutes each
	@tools/fuzz --seconds 600

sanitize: deps ## run the Swift tests under AddressSanitizer and ThreadSanitizer
	@tools/sanitize

install: build ## install into PREFIX (/usr/local)
	@tools/install "$(DESTDIR)$(PREFIX)"
