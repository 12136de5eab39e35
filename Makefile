# The menu. Each entry says what it runs; CMake does the work.

BUILD ?= build
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
FUZZ_SECONDS ?= 60
DEMO = fixtures/demo/template.yaml

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help run test conformance peer bench plots fuzz lint format generate spec coverage install deb static \
	clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 14

# The program alone needs less than the tests do, so the first configuration leaves them out.
run: ## install what is missing, build, print the CloudFormation JSON of a sample
	@cmake/setup.sh run
	@{ [ -e $(BUILD)/CMakeCache.txt ] || cmake --preset release -B $(BUILD) -DBUILD_TESTING=OFF; \
	  cmake --build $(BUILD) -j$(JOBS) --target samc; } >&2
	@$(BUILD)/samc transform $(DEMO)

# Release, with tests. What the build prints is shown when it fails.
.PHONY: release
release:
	@cmake/setup.sh test
	@mkdir -p $(BUILD) && echo "building in $(BUILD)" >&2
	@{ cmake --preset release -B $(BUILD) -DBUILD_TESTING=ON && \
	  cmake --build $(BUILD) -j$(JOBS); } >$(BUILD)/build.log 2>&1 || \
	  { cat $(BUILD)/build.log >&2; exit 1; }

test: release ## install what is missing, build, run all tests
	@tests/conformance/run.sh --where
	@ctest --test-dir $(BUILD) -j$(JOBS) --output-on-failure

conformance: release ## compare with the corpus beside the clone; V=1 names failures, UPDATE=1 records
	@tests/conformance/run.sh $(BUILD)/tests/conformance/conformance \
	  $(if $(V),-v) $(if $(UPDATE),-u) $(if $(FILTER),-f $(FILTER))

peer: release ## compare with aws-sam-translator from PyPI
	@cmake/setup.sh development
	@SAMC=$(CURDIR)/$(BUILD)/samc tests/peer/run.sh
	@SAMC=$(CURDIR)/$(BUILD)/samc tests/peer/reports.sh

bench: release ## speed, stage by stage, growth, -j; PEERS=1 others, too; RECORD=1 into docs; PART=name
	@cmake/setup.sh development
	@tests/bench/bench.py $(BUILD) $(if $(PEERS),--peers) $(if $(RECORD),--record) $(PART)

plots: ## draw docs/plots anew from the numbers beside them
	@cmake/setup.sh development
	@tests/bench/plots.py

fuzz: ## run each fuzzer for FUZZ_SECONDS
	@cmake/setup.sh development
	@cmake --preset fuzz && cmake --build --preset fuzz -j$(JOBS)
	@tests/fuzz/run.sh build-fuzz $(FUZZ_SECONDS)

lint: ## clang-tidy and the checks of the sources
	@cmake/setup.sh development
	@cmake --preset dev >/dev/null
	@tests/checks/tidy.py build-dev
	@tests/checks/all.sh

format: ## bring the sources into the common format
	@cmake/setup.sh development
	@tests/checks/format.sh --fix

generate: ## make the generated files anew
	@cmake/setup.sh development
	@cmake/generate.sh

spec: ## make the tables of resource types and values anew from their pinned packages (PyPI, npm)
	@cmake/setup.sh development
	@[ -x $(BUILD)/spec/python/bin/python ] || { python3 -m venv $(BUILD)/spec/python && \
	  $(BUILD)/spec/python/bin/pip install -q pydantic==2.13.5; }
	@for table in resource_types value_tables; do \
	  $(BUILD)/spec/python/bin/python spec/tools/$$table.py --inputs $(BUILD)/spec || exit 1; done

coverage: ## which lines the tests run
	@cmake/setup.sh coverage
	@cmake --preset coverage >/dev/null && cmake --build --preset coverage -j$(JOBS)
	@-ctest --preset coverage -j$(JOBS)
	@gcovr --root . --object-directory build-coverage --exclude tests/ --sort-percentage

install: ## install into PREFIX (default /usr/local); DESTDIR is heeded
	@cmake/setup.sh run
	@[ -e $(BUILD)/CMakeCache.txt ] || cmake --preset release -B $(BUILD) -DBUILD_TESTING=OFF
	@cmake --build $(BUILD) -j$(JOBS)
	@cmake --install $(BUILD) $(if $(PREFIX),--prefix $(PREFIX))

deb: ## a Debian package of the program, in build/packages
	@cmake/setup.sh package
	@[ -e $(BUILD)/CMakeCache.txt ] || cmake --preset release -B $(BUILD) -DBUILD_TESTING=OFF
	@cmake --build $(BUILD) -j$(JOBS) --target samc
	@cpack --config $(BUILD)/CPackConfig.cmake -B $(BUILD)/packages
	@dpkg-deb --info $(BUILD)/packages/samc_*.deb

static: ## the program without libraries, and without requests to AWS, as build-static/samc
	@cmake/setup.sh run
	@cmake --preset static && cmake --build --preset static -j$(JOBS)

clean: ## remove all build folders
	@rm -rf build build-static build-dev build-thread build-fuzz build-coverage
