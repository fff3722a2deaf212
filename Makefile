# What a person and CI do with a checkout. `make` alone prints the targets.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

SWIFT_NEEDED := $(shell sed -nE 's/^\/\/ swift-tools-version: *([0-9.]+).*/\1/p' Package.swift)
PREFIX ?= /usr/local
DESTDIR ?=
ARGS ?=

# The tests whose databases are a server's in a second run.
ON_A_SERVER := '^(BillingEngineTests|ConsoleTests|InstallationTests)\.'

# How many test cases run at the same time. All at once they would have hundreds of databases open, and each would take
# minutes of waiting for the others.
SIDE_BY_SIDE := --experimental-maximum-parallelization-width 16

# A fifth of the processor time, for a minute more of building; the manifest says which modules.
test repeat fuzz: export BALIE_OPTIMISED = 1

# An import that the manifest does not declare is an error, so that the modules' arrows hold.
CHECKS := --explicit-target-dependency-import-check error
# Swift has a program offer all its names to libraries that it loads. No library asks for one, and without them the
# console takes 3 to 8 MB less.
RELEASE := --configuration release --static-swift-stdlib -Xlinker -no-pie -Xlinker --no-export-dynamic \
	-Xlinker --build-id=sha1
BINARY := .build/release/balie
SERVER := .build/release/balied
BENCH_DATA := .build/bench
CLIENTS := .build/vendor-clients

BUILD_PACKAGES := g++ git libc6-dev libcrypt-dev libncurses-dev libsqlite3-dev
TEST_PACKAGES := fonts-noto-cjk locales ncurses-base openssl poppler-utils python3 python3-venv tmux weasyprint
SERVER_PACKAGES := libpq5 postgresql
BENCH_PACKAGES := gcc python3
PEER_PACKAGES := fzf less pspg visidata
CLUSTER_PACKAGES := etcd-server haproxy iproute2 patroni postgresql-15 python3 python3-etcd
PICTURE_PACKAGES := fontconfig fonts-dejavu-core fonts-noto-cjk imagemagick python3 tmux x11-utils xterm xvfb

# Installs those of the named Debian packages that are missing, and says so; silent when none is.
define need
	@missing=(); \
	if ! command -v dpkg-query > /dev/null; then \
		echo "This is not Debian: please see to it that these are installed: $(1)"; exit 0; \
	fi; \
	for package in $(1); do \
		state=$$(dpkg-query --show --showformat='$${db:Status-Status}\n' "$$package" 2> /dev/null || true); \
		grep -qx installed <<< "$$state" || missing+=("$$package"); \
	done; \
	if (( $${#missing[@]} == 0 )); then exit 0; fi; \
	echo "Installing the missing Debian packages: $${missing[*]}"; \
	as_root=(); (( $$(id -u) == 0 )) || as_root=(sudo); \
	install=("$${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 -o Dpkg::Use-Pty=0 \
		--no-install-recommends "$${missing[@]}"); \
	"$${install[@]}" || { "$${as_root[@]}" apt-get update --quiet && "$${install[@]}"; }
endef

# How many broken inputs each fuzz test gets, and which: another seed gives other ones.
INPUTS ?= 150000
SEED ?= 1

# How often the tests are repeated, beside how many busy processes, and which: FILTER as swift test --filter takes it.
RUNS ?= 20
BUSY ?= 0
FILTER ?=

# How often the console is broken at its work, and how often a balied under load is killed; which faults, by SEED.
TRIES ?= 2000
KILLS ?= 200
FAULTS := python3 -B Tests/Faults/faults.py

SUPPORT_DAY := python3 -B Tests/SupportDay/support_day.py

# What make test does beside the tests: the support day, and a part of make test-faults, within three minutes.
BUILT := --balie .build/debug/balie --balied .build/debug/balied
PLAYED := $(SUPPORT_DAY) $(BUILT)
BROKEN = $(FAULTS) $(BUILT) --tries 100 --kills 5 --seed $(SEED)

# How many debtors make bench measures with, and how often. Five million are 13 GB and twenty minutes before it begins.
SIZES ?= 500 100000 1000000
BENCH_RUNS ?= 9
# About a thousand services, and nearly as many as are changed at once, ten thousand.
BULK_SIZES ?= 550 5500

.PHONY: help run build server test support-day test-cluster test-faults repeat fuzz install bench bench-console bench-bulk bench-server bench-postgres bench-remote bench-data screenshots clean swift utf8 packages postgres programs clients

help: ## Print this list
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 24

run: build ## Build the console and open it; options go in ARGS, as in make run ARGS="--language nl"
	@exec $(BINARY) $(ARGS)

build: swift packages ## Build the console as it is shipped: optimised, the Swift libraries inside
	swift build $(RELEASE) --product balie $(CHECKS)

server: swift packages ## Build the API server, balied, in the same way
	swift build $(RELEASE) --product balied $(CHECKS)

test: swift packages utf8 programs clients postgres ## Check the formatting, build everything, run all tests, break it 100 times
	swift format lint --strict --recursive Sources Tests Package.swift
	swift build --build-tests $(CHECKS)
	Tests/PostgresTesting/server.sh swift test --skip-build --disable-xctest $(SIDE_BY_SIDE)
	@# What the engine does, it does on a server as well.
	BALIE_TEST_ENGINE=postgres Tests/PostgresTesting/server.sh --needed \
		swift test --skip-build --disable-xctest $(SIDE_BY_SIDE) --filter $(ON_A_SERVER)
	@# A support day by keys, each job in no more of them than it may take.
	$(PLAYED)
	$(BROKEN)

support-day: build server ## Play the jobs of a support day by keys, and print how many each takes
	$(call need,python3)
	$(SUPPORT_DAY) --balie $(BINARY) --balied $(SERVER)

test-cluster: server postgres ## Kill servers and cut networks under load, and count what became of the writes
	$(call need,$(CLUSTER_PACKAGES))
	python3 -B Tests/Cluster/cluster.py --balied $(SERVER)

test-faults: build server ## Kill, stop, fill, lock and cut off at every step of the work, and count what was lost or done twice
	$(call need,python3)
	$(FAULTS) --balie $(BINARY) --balied $(SERVER) --tries $(TRIES) --kills $(KILLS) --seed $(SEED)

repeat: swift packages utf8 clients postgres ## Do what make test does RUNS times and count failures; beside busy processes with BUSY=4
	swift build --build-tests $(CHECKS)
	@Tests/Repeating/repeat.sh $(RUNS) $(BUSY) '$(FILTER)' $(ON_A_SERVER) '$(PLAYED)' '$(BROKEN)'

fuzz: swift packages ## Give decoders, clients and endpoints a million broken inputs and more; other ones with SEED=2
	swift build --build-tests $(CHECKS)
	BALIE_MUTATIONS=$(INPUTS) BALIE_SEED=$(SEED) timeout --kill-after=10 6h \
		swift test --skip-build --disable-xctest --filter 'MutationTests/'
	BALIE_MUTATIONS=$$(( $(INPUTS) / 8 )) timeout --kill-after=10 2h \
		swift test --skip-build --disable-xctest --filter 'TOMLSourceTests/noText'

install: ## Install the console, its themes and the server if built, below PREFIX (/usr/local), inside DESTDIR if given
	@[[ -x $(BINARY) ]] || $(MAKE) build
	install -D --mode=755 $(BINARY) "$(DESTDIR)$(PREFIX)/bin/balie"
	@if [[ -x $(SERVER) ]]; then \
		install -v -D --mode=755 $(SERVER) "$(DESTDIR)$(PREFIX)/bin/balied"; \
	else \
		echo "balied is not built and so not installed; make server builds it."; \
	fi
	install -d "$(DESTDIR)$(PREFIX)/share/balie/themes"
	@for theme in Themes/*.toml; do \
		[[ ! -e $$theme ]] || install --mode=644 "$$theme" "$(DESTDIR)$(PREFIX)/share/balie/themes/"; \
	done

bench: bench-console bench-bulk bench-server bench-postgres ## Measure everything; with other numbers of debtors by SIZES="500 5000000"

bench-console: build bench-data ## Measure the console beside a plain C program, fzf, VisiData, pspg and less
	$(call need,$(BENCH_PACKAGES))
	@# Those that cannot be had are left out.
	-$(call need,$(PEER_PACKAGES))
	gcc -O2 -Wall -Wextra -o $(BENCH_DATA)/baseline Tests/Benchmarks/baseline.c -lncursesw -ltinfo
	python3 -B Tests/Benchmarks/bench.py --runs $(BENCH_RUNS) --baseline $(BENCH_DATA)/baseline --balie $(BINARY) \
		$(SIZES:%=$(BENCH_DATA)/%.sqlite)

bench-bulk: build ## Measure many changes at once beside SQLite alone
	$(call need,$(BENCH_PACKAGES))
	@mkdir -p $(BENCH_DATA)
	@for debtors in $(BULK_SIZES); do \
		data=$(BENCH_DATA)/$$debtors.sqlite; \
		[[ -e $$data ]] || $(BINARY) demo --debtors $$debtors --database "sqlite:$$data"; \
	done
	python3 -B Tests/Benchmarks/bulk.py --balie $(BINARY) $(BULK_SIZES:%=$(BENCH_DATA)/%.sqlite)

bench-server: build server ## Measure balied beside a bare handler, and the engine beside SQLite alone
	$(call need,python3 wrk)
	@mkdir -p $(BENCH_DATA)
	@data=$(BENCH_DATA)/500.sqlite; [[ -e $$data ]] || $(BINARY) demo --debtors 500 --database "sqlite:$$data"
	swift build $(RELEASE) --product bareserver
	swift build $(RELEASE) --product enginebench
	python3 -B Tests/Benchmarks/server.py --balied $(SERVER) --bare .build/release/bareserver $(BENCH_DATA)/500.sqlite
	.build/release/enginebench $(BENCH_DATA)/500.sqlite

bench-postgres: build server postgres ## Measure balied on PostgreSQL beside the same statements by pgbench
	$(call need,python3 wrk)
	Tests/PostgresTesting/server.sh --needed python3 -B Tests/Benchmarks/postgres.py --runs $(BENCH_RUNS) \
		--balie $(BINARY) --balied $(SERVER)

bench-remote: build ## Measure the console at a system elsewhere, and count what an hour of work asks of it
	$(call need,$(BENCH_PACKAGES))
	python3 -B Tests/Benchmarks/remote.py --balie $(BINARY)
	swift build --build-tests $(CHECKS)
	BALIE_PRINT_HOUR=1 swift test --skip-build --disable-xctest --filter HourOfWorkTests

screenshots: build ## Take the pictures in screenshots/ from the running console
	$(call need,$(PICTURE_PACKAGES))
	screenshots/make.sh $(BINARY)

clean: ## Remove everything that was built
	swift package clean
	rm -rf $(BENCH_DATA) $(CLIENTS)

# The steps below serve those above.

# Made once; what was broken off is begun anew.
bench-data: build
	@mkdir -p $(BENCH_DATA)
	@for debtors in $(SIZES); do \
		data=$(BENCH_DATA)/$$debtors.sqlite; \
		[[ ! -e $$data ]] || continue; \
		echo "Making a data set of $$debtors debtors"; \
		rm -f "$$data.part"*; \
		$(BINARY) demo --debtors $$debtors --database "sqlite:$$data.part"; \
		mv "$$data.part" "$$data"; \
	done

swift:
	@found=$$(swift --version 2> /dev/null | sed -nE 's/.*Swift version ([0-9]+\.[0-9]+).*/\1/p' | head -n 1 || true); \
	if [[ -z $$found || $$(printf '%s\n' $(SWIFT_NEEDED) "$$found" | sort --version-sort | head -n 1) != $(SWIFT_NEEDED) ]]; then \
		echo "Balie is built with Swift $(SWIFT_NEEDED) or later; found: $${found:-none}." \
			"Install it as https://www.swift.org/install/linux/ says, then try again." >&2; \
		exit 1; \
	fi

packages:
	$(call need,$(BUILD_PACKAGES))

# Debian's server without the database that it would start for itself; where none can be had, its tests are skipped.
postgres:
	@if [[ ! -e /etc/postgresql-common/createcluster.conf ]] && command -v dpkg-query > /dev/null; then \
		as_root=(); (( $$(id -u) == 0 )) || as_root=(sudo); \
		"$${as_root[@]}" install -d /etc/postgresql-common && \
			"$${as_root[@]}" tee /etc/postgresql-common/createcluster.conf <<< 'create_main_cluster = false' > /dev/null || true; \
	fi
	-$(call need,$(SERVER_PACKAGES))

utf8:
	@if ! locale --all-locales 2> /dev/null | grep -iqE '^C\.utf-?8$$'; then \
		echo "The tests run the console in the locale C.UTF-8, which this system lacks." \
			"Debian has it in libc-bin; elsewhere, generate it." >&2; \
		exit 1; \
	fi

# Foundation's Process reads beyond the end of a directory entry (swift-corelibs-foundation 5472), and what has two ways
# to start programs has two sets of faults.
programs:
	@found=$$(grep -rnE --include='*.swift' '\bProcess(\(|\.run)|\bposix_spawnp?\(|\bwaitpid\(|\bpopen\(' \
		Sources Tests Package.swift | grep -v '^Sources/Programs/' || true); \
	if [[ -n $$found ]]; then \
		echo "$$found" >&2; \
		echo "Programs are run in one place: use ProgramRun of the module Programs," \
			"or in a test run() and RunningProgram of ProgramTesting." >&2; \
		exit 1; \
	fi

# The published clients of the vendors, unmodified, in a Python of their own. Fetched once; then no network is needed.
clients:
	$(call need,$(TEST_PACKAGES))
	@wanted=Tests/VendorClients/requirements.txt; \
	if ! cmp --quiet $$wanted $(CLIENTS)/requirements.txt; then \
		rm -rf $(CLIENTS); \
		python3 -m venv $(CLIENTS); \
		$(CLIENTS)/bin/pip install --quiet --disable-pip-version-check --no-input --requirement $$wanted || { \
			echo "The clients in $$wanted could not be fetched from PyPI (the reason stands above)." \
				"Run make test once with a network; after that it needs none for them." >&2; \
			exit 1; \
		}; \
		cp $$wanted $(CLIENTS)/requirements.txt; \
	fi
