package main

import (
	"path/filepath"
	"testing"

	"secondwind/internal/cli"
	"secondwind/internal/store"
	"secondwind/internal/training"
)

// The page asks of no twin that the runner has split off already.
func TestLoadLeavesOutWhatIsAnswered(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sample.duckdb")
	takeIn(t, path, "../../sample-data/export")
	f := flags{Flags: cli.Flags{DB: path, Athlete: cli.DefaultAthlete}}
	twins := func() []training.TwinPair {
		known, err := f.load(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		r, found := known.receipt.Get()
		if !found {
			t.Fatal("got no receipt")
		}
		return r.TwinPairs
	}
	before := twins()
	if len(before) != 1 || before[0].ID == "" {
		t.Fatalf("got %+v, want the one twin of the sample data with its id", before)
	}
	db, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Decide(t.Context(), f.Athlete, training.Decision{Activity: before[0].ID, Kind: training.SplitTwin}); err != nil {
		t.Error(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if after := twins(); len(after) != 0 {
		t.Errorf("got %+v, want none", after)
	}
}
