package inbox

import (
	"encoding/csv"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"secondwind/internal/store"
)

// totalShare is how far a stored distance may lie from the total that the device
// states.
const totalShare = 0.01

// TestRealRunsAreStored takes in every real run of the corpus, each as an athlete
// of its own, so that no twin hides another, and compares distances with those
// that the devices state.
func TestRealRunsAreStored(t *testing.T) {
	if testing.Short() {
		t.Skip("takes in some forty real files")
	}
	corpus := filepath.Join("..", "..", "..", "shared", "corpus")
	names := runsOf(t, filepath.Join(corpus, "MANIFEST.tsv"))
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "runs.duckdb"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	compared := 0
	for _, name := range names {
		options := forMe
		options.Athlete = name
		receipt, err := Ingest(t.Context(), db, []string{filepath.Join(corpus, name)}, options)
		if err != nil || receipt.Runs == 0 {
			t.Errorf("%s: stored %d runs, failures %v, error %v", name, receipt.Runs, receipt.Failures, err)
		}
		history, err := db.History(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range history.Runs {
			total, stated := r.Totals.DistanceM.Get()
			if !r.IsRun() || !stated || total <= 0 {
				continue
			}
			compared++
			if off := math.Abs(r.Measures.DistanceM-total) / total; off > totalShare {
				t.Errorf("%s: %.0f m are stored and the device states %.0f", name, r.Measures.DistanceM, total)
			}
		}
	}
	if compared == 0 {
		t.Error("no device stated a distance: the comparison compared nothing")
	}
}

// runsOf returns the FIT and GPX files that a manifest calls runs.
func runsOf(t *testing.T, manifest string) []string {
	t.Helper()
	file, err := os.Open(manifest)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("../shared is not beside the checkout")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.Comma, reader.LazyQuotes = '\t', true
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	path, run := slices.Index(rows[0], "path"), slices.Index(rows[0], "run")
	var names []string
	for _, row := range rows[1:] {
		kind := strings.TrimSuffix(strings.ToLower(row[path]), ".gz")
		if row[run] == "1" && (strings.HasSuffix(kind, ".fit") || strings.HasSuffix(kind, ".gpx")) {
			names = append(names, row[path])
		}
	}
	if len(names) == 0 {
		t.Fatal("the manifest names no run")
	}
	return names
}
