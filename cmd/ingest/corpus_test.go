package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"secondwind/internal/cli"
	"secondwind/internal/training"
)

// TestCorpus ingests other people's test files: odd, broken and hostile ones.
func TestCorpus(t *testing.T) {
	t.Parallel()
	corpus := shared(t, "corpus")
	db := filepath.Join(t.TempDir(), "corpus.duckdb")
	first := ingestJSON(t, cli.Partial, "--db", db, corpus)
	if first.Stored == 0 || first.Known != 0 || first.Waiting != 0 {
		t.Errorf("got %+v, want new files alone", first)
	}
	for _, f := range first.Failures {
		if f.Reason == "" || f.Hint == "" {
			t.Errorf("%s failed with the reason %q and the hint %q, want both", f.Path, f.Reason, f.Hint)
		}
		t.Logf("%s: %s", f.Path, f.Reason)
	}
	if again := ingestJSON(t, cli.OK, "--db", db, corpus); again.Known != first.Files {
		t.Errorf("the second time got %+v, want %d known", again, first.Files)
	}
}

// TestArchive ingests two and a half years of a real runner.
func TestArchive(t *testing.T) {
	t.Parallel()
	files := filepath.Join(shared(t, "archive"), "files")
	const (
		recorded = 1106
		repeated = 2 // byte for byte under another name
	)
	r := ingestJSON(t, cli.OK, "--db", filepath.Join(t.TempDir(), "archive.duckdb"), files)
	if r.Files != recorded || r.Stored != recorded-repeated || r.Twins != repeated {
		t.Errorf("got %d files, %d stored, %d twins, want %d, %d, %d",
			r.Files, r.Stored, r.Twins, recorded, recorded-repeated, repeated)
	}
}

// shared returns a folder of real files that lies beside the checkout.
func shared(t *testing.T, name string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("takes seconds")
	}
	dir := filepath.Join("..", "..", "..", "shared", name)
	if _, err := os.Stat(dir); err != nil {
		t.Skip("../shared is not beside the checkout")
	}
	return dir
}

// ingestJSON runs the program with --json and returns its receipt, whose
// outcomes must add up.
func ingestJSON(t *testing.T, want int, args ...string) training.Receipt {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if got := run(t.Context(), append([]string{"--json"}, args...), nil, &stdout, &stderr); got != want {
		t.Fatalf("got exit code %d, want %d: %s", got, want, stderr.String())
	}
	var r struct {
		Schema int
		training.Receipt
	}
	if err := json.Unmarshal(stdout.Bytes(), &r); err != nil {
		t.Fatalf("%v in %s", err, stdout.String())
	}
	if r.Schema != 1 {
		t.Errorf("got schema %d, want 1", r.Schema)
	}
	if sum := r.Stored + r.Known + r.Twins + r.NotActivities + r.Waiting + r.Failed; sum != r.Files {
		t.Errorf("the outcomes add up to %d, want %d files", sum, r.Files)
	}
	return r.Receipt
}
