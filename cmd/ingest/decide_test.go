package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondwind/internal/cli"
	"secondwind/internal/store"
	"secondwind/internal/training"
)

// command runs the program on a database and returns what it says.
func command(t *testing.T, want int, db string, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	if got := run(t.Context(), append([]string{"--db", db}, args...), nil, &out, &errs); got != want {
		t.Fatalf("%v: got exit code %d, want %d: %s%s", args, got, want, out.String(), errs.String())
	}
	return out.String(), errs.String()
}

// withStore opens a database for the time of use.
func withStore(t *testing.T, path string, use func(context.Context, *store.DB) error) {
	t.Helper()
	db, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := use(t.Context(), db); err != nil {
		t.Error(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestAmbiguousID(t *testing.T) {
	path := filepath.Join(t.TempDir(), "runs.duckdb")
	withStore(t, path, func(ctx context.Context, db *store.DB) error {
		var files []store.File
		for _, id := range []string{"abcdef0123456789", "abcdef1123456789"} {
			files = append(files, store.File{
				Path: "/" + id, Hash: id, Outcome: training.FileStored,
				Activities: []store.Activity{{
					ID: id, Activity: &training.Activity{Sport: training.Running, Start: time.Date(2026, 3, 7, 12, 0, 0, 0, time.UTC)},
				}},
			})
		}
		return db.Write(ctx, "me", files)
	})
	const both = "ingest: abcdef could be any of 2 activities: abcdef0123456789"
	for _, flag := range []string{"--exclude", "--include", "--forget", "--split", "--join"} {
		if _, said := command(t, cli.Usage, path, flag, "abcdef"); !strings.HasPrefix(said, both) || !strings.Contains(said, "; name more of the id") {
			t.Errorf("%s: got %q", flag, said)
		}
	}
	command(t, cli.OK, path, "--exclude", "abcdef1")
}

// A run as a file, at a time of a day in March 2026.
func madeGPX(day int, clock string) string {
	const form = `<gpx version="1.1" creator="made"><trk><type>running</type><trkseg>
<trkpt lat="10.00" lon="-140"><time>2026-03-DAYTCLOCKZ</time></trkpt>
<trkpt lat="10.01" lon="-140"><time>2026-03-DAYT12:05:00Z</time></trkpt>
<trkpt lat="10.02" lon="-140"><time>2026-03-DAYT12:10:00Z</time></trkpt>
<trkpt lat="10.03" lon="-140"><time>2026-03-DAYT12:15:00Z</time></trkpt>
</trkseg></trk></gpx>`
	return strings.NewReplacer("DAY", time.Date(2026, 3, day, 0, 0, 0, 0, time.UTC).Format("02"), "CLOCK", clock).Replace(form)
}

// What the runner decided stands when a newer parser reads all files again.
func TestDecisionsSurviveANewParse(t *testing.T) {
	dir := t.TempDir()
	inbox := filepath.Join(dir, "inbox")
	for name, content := range map[string]string{
		"a-excluded.gpx":  madeGPX(5, "12:00:00"),
		"b-forgotten.gpx": madeGPX(6, "12:00:00"),
		"c-watch.gpx":     madeGPX(7, "12:00:00"),
		"d-phone.gpx":     madeGPX(7, "12:00:20"),
		"e-run.gpx":       madeGPX(8, "12:00:00"),
	} {
		if err := os.MkdirAll(inbox, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(inbox, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := age(inbox); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "runs.duckdb")
	first := ingestJSON(t, cli.OK, "--db", path, inbox)
	if first.Stored != 4 || first.Twins != 1 {
		t.Fatalf("got %+v, want four new and a twin", first)
	}
	ids := map[string]string{"d-phone.gpx": first.TwinPairs[0].ID}
	withStore(t, path, func(ctx context.Context, db *store.DB) error {
		labels, err := db.Labels(ctx, "me", "")
		for _, l := range labels {
			ids[filepath.Base(l.Path)] = l.ID
		}
		return err
	})
	command(t, cli.OK, path, "--exclude", ids["a-excluded.gpx"])
	command(t, cli.OK, path, "--forget", ids["b-forgotten.gpx"])
	command(t, cli.OK, path, "--split", ids["d-phone.gpx"])
	asIfByAnOlderParser(t, path)

	const want = "Known: 3 runs, March 2026"
	for _, args := range [][]string{{inbox}, {"--status"}} {
		if got, _ := command(t, cli.OK, path, args...); !strings.Contains(got, want) {
			t.Errorf("%v: got %s, want %s", args, got, want)
		}
	}
	withStore(t, path, func(ctx context.Context, db *store.DB) error {
		ledger, err := db.Ledger(ctx, "me")
		if err != nil {
			return err
		}
		for _, f := range ledger.Files() {
			if f.Parser == 0 {
				t.Errorf("%s was not read again", f.Path)
			}
		}
		return nil
	})
}

// asIfByAnOlderParser makes the database one of an older program.
func asIfByAnOlderParser(t *testing.T, path string) {
	t.Helper()
	withStore(t, path, func(ctx context.Context, db *store.DB) error {
		ledger, err := db.Ledger(ctx, "me")
		if err != nil {
			return err
		}
		held := map[string][]store.Activity{}
		for _, a := range ledger.Activities() {
			activity, err := db.Activity(ctx, a.ID)
			if err != nil {
				return err
			}
			held[a.Hash] = append(held[a.Hash], store.Activity{ID: a.ID, Session: a.Session, Activity: &activity})
		}
		var files []store.File
		for _, f := range ledger.Files() {
			info, err := os.Stat(f.Path)
			if err != nil {
				return err
			}
			files = append(files, store.File{
				Path: f.Path, Size: info.Size(), ModTime: info.ModTime(), Hash: f.Hash,
				Outcome: f.Outcome, Kept: f.Kept, Activities: held[f.Hash],
			})
		}
		return db.Write(ctx, "me", files)
	})
}
