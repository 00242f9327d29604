package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"secondwind/internal/cli"
	"secondwind/internal/cli/clitest"
)

// A program that is killed at a random moment.

func ingestKilled(l *lab, r *round) {
	usual := r.must(cli.OK, r.ingest(r.copy(l.base, filepath.Join(r.dir, "usual.duckdb")), l.inbox)).took
	r.killed(usual, l.ingest, "--db", r.db, l.inbox)
	r.judge(r.db)
}

// A page is whole or absent, and the database is none the worse.
func reportKilled(l *lab, r *round) {
	page := filepath.Join(r.dir, "page.html")
	args := []string{"--db", r.db, "--out", page}
	usual := r.must(cli.OK, <-r.start(context.Background(), l.report, args...)).took
	if err := os.Remove(page); err != nil {
		r.t.Fatal(err)
	}
	r.killed(usual, l.report, args...)
	if data, err := os.ReadFile(page); err == nil && !strings.HasSuffix(strings.TrimSpace(string(data)), "</html>") {
		r.amiss("half a page of %d bytes", len(data))
	}
	r.must(cli.OK, <-r.start(context.Background(), l.report, args...))
	r.judge(r.db)
}

// The earlier backup is there until the new one is whole.
func backupKilled(l *lab, r *round) {
	kept := r.copy(l.whole, filepath.Join(r.dir, "kept.duckdb"))
	usual := r.must(cli.OK, r.ingest(r.db, "--backup", filepath.Join(r.dir, "usual.duckdb"))).took
	r.killed(usual, l.ingest, "--db", r.db, "--backup", kept)
	r.oldOrNew(kept, l.want.Activities, firstRuns)
	r.must(cli.OK, r.ingest(r.db, "--backup", kept))
	r.oldOrNew(kept, firstRuns, firstRuns)
	r.nothingLeft()
	r.judge(r.db)
}

// The database is that of before or that of the backup, and nothing of before is gone.
func restoreKilled(l *lab, r *round) {
	kept := r.copy(l.whole, filepath.Join(r.dir, "kept.duckdb"))
	usual := r.must(cli.OK, r.ingest(r.copy(l.base, filepath.Join(r.dir, "usual.duckdb")), "--restore", kept)).took
	r.killed(usual, l.ingest, "--db", r.db, "--restore", kept)
	if r.oldOrNew(r.db, firstRuns, l.want.Activities) == l.want.Activities {
		r.oldOrNew(r.db+".before-restore-"+time.Now().Format(time.DateOnly), firstRuns, firstRuns)
	}
	r.oldOrNew(kept, l.want.Activities, l.want.Activities)
	r.judge(r.db)
	r.must(cli.OK, r.ingest(r.db, "--restore", kept))
	r.nothingLeft()
}

// activitiesOfFirst is how many the stored database of the first schema holds.
const activitiesOfFirst = 3

// A database of the first schema is that or one of today.
func upgradeKilled(l *lab, r *round) {
	usual, old := filepath.Join(r.dir, "usual.duckdb"), filepath.Join(r.dir, "old.duckdb")
	for _, path := range []string{usual, old} {
		if err := clitest.FirstDatabase(path); err != nil {
			r.t.Fatal(err)
		}
	}
	r.killed(r.must(cli.OK, r.ingest(usual, "--status")).took, l.ingest, "--db", old, "--status")
	r.oldOrNew(old, activitiesOfFirst, activitiesOfFirst)
	r.must(cli.OK, r.ingest(old, l.first))
	r.oldOrNew(old, activitiesOfFirst+firstRuns, activitiesOfFirst+firstRuns)
	r.nothingLeft()
}
