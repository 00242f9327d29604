package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"secondwind/analysis"
	"secondwind/internal/inbox"
	"secondwind/internal/store"
	"secondwind/internal/training"
)

// TestOneRunIsNoRut judges every activity of the corpus as a history of its own, on
// its day and some weeks later: nothing is flagged for want of data.
func TestOneRunIsNoRut(t *testing.T) {
	if testing.Short() {
		t.Skip("takes in hundreds of real files")
	}
	corpus := filepath.Join("..", "..", "..", "shared", "corpus")
	if _, err := os.Stat(corpus); errors.Is(err, fs.ErrNotExist) {
		t.Skip("../shared is not beside the checkout")
	}
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "corpus.duckdb"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := inbox.Ingest(t.Context(), db, []string{corpus}, inbox.Options{Athlete: "me"}); err != nil {
		t.Fatal(err)
	}
	h, err := db.History(t.Context(), "me")
	if err != nil {
		t.Fatal(err)
	}
	if len(h.Runs) == 0 {
		t.Fatal("the corpus gives no activity")
	}
	for i := range h.Runs {
		alone := training.History{Athlete: "me", Runs: h.Runs[i : i+1 : i+1]}
		for _, later := range []training.Date{0, 6, 13, 20, 200} {
			day := alone.Runs[0].Date() + later
			alone.NewestFile = training.Some(day)
			for _, v := range analysis.Judge(analysis.Input{History: alone, AsOf: day, Today: day}).Verdicts {
				if v.Outcome == analysis.Flagged {
					t.Errorf("%s alone, %d days later: %s is flagged: %s", h.Runs[i].ID, later, v.Rule, v.Reason)
				}
			}
		}
	}
	t.Logf("%d activities", len(h.Runs))
}
