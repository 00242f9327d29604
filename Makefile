# Second Wind. "make demo" shows it, "make test" checks it; both need Go, gcc, g++ and make.

GO        ?= go
DEMO      := out/demo
AS_OF     := 2026-11-15
TESTFLAGS ?=

.PHONY: build demo test lint bench bench-ruts faults fuzz golden vuln sample-data echarts clean

build:
	$(GO) build -o bin/ ./cmd/...

# The demo's folder holds a broken file on purpose, so exit code 3 is fine. Files
# younger than ten seconds could still be being copied, and wait; in a checkout
# made a moment ago all are, so they are given an older date first.
demo: build
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	@find sample-data/export -type f -exec touch -d '1 minute ago' {} +
	@bin/ingest --db $(DEMO)/demo.duckdb sample-data/export || [ $$? -eq 3 ]
	@bin/report --db $(DEMO)/demo.duckdb --as-of $(AS_OF) --out $(DEMO)/report.html

test:
	$(GO) test $(TESTFLAGS) ./...
	@command -v chromium >/dev/null || echo "NOT TESTED in a browser: there is no chromium here"

lint:
	@unformatted=$$($(GO) tool gofumpt -l .); [ -z "$$unformatted" ] || { echo "gofumpt would change:"; echo "$$unformatted"; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./parse ./internal/... ./analysis

# What the rules find in made runners with a planted rut, and in those without one.
RUTSEEDS ?= 40
bench-ruts:
	@cd analysis && $(GO) test -run 'MadeRunners$$' -count 1 -timeout 60m -ruts $(RUTSEEDS)

# Brings about each fault so many times (kills at random moments, full and read-only
# disks, too few file handles, two programs at once) and prints what was lost or wrong.
# Disks of its own need root; without it these are skipped aloud.
FAULTROUNDS ?= 200
faults:
	@cd internal/store && $(GO) test -run 'TestKilledWhile' -count 1 -timeout 4h -rounds $(FAULTROUNDS)
	@cd cmd/ingest && $(GO) test -run 'TestFaults$$' -count 1 -timeout 12h -rounds $(FAULTROUNDS)

# Each fuzz target for a while; crashers land in testdata and are to be committed.
FUZZTIME ?= 30s
fuzz:
	@for package in ./parse ./internal/inbox ./internal/measure ./internal/profile ./internal/store; do \
		for target in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz'); do \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x $$package || exit 1; \
		done; \
	done

# Writes the golden files anew. Read every difference before you commit it.
golden:
	$(GO) test ./reports ./cmd/report -update
	$(GO) test ./analysis -run 'Choices|PlansOfMadeRunners' -update

# Needs a network; the tool comes from the module proxy.
vuln:
	$(GO) run golang.org/x/vuln/cmd/govulncheck@v1.9.0 ./...

sample-data:
	$(GO) run ./sample-data/generate

# Bundles ECharts anew from npm; the result is committed, with its licences.
echarts:
	sh reports/echarts/build.sh

clean:
	rm -rf bin out
