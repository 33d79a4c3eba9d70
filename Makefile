# The commands of this project. `make deps` installs what the others need and does nothing when nothing is missing.
.DEFAULT_GOAL := help
.PHONY: help deps

help: ## say what there is
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

deps: ## install Debian packages, the Python environment and the sources that tests read
	@tools/deps
