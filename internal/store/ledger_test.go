package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"secondwind/internal/training"
)

func TestWriteKnownAndWaiting(t *testing.T) {
	db := newDB(t)
	f := madeFile(1, 10)
	other := f
	other.Path, other.Outcome, other.Activities = "/export/copy.fit", training.FileKnown, nil
	waiting := madeFile(2, 10)
	waiting.Outcome = training.FileWaiting
	repeated := f
	repeated.Path = "/export/second copy.fit"
	write(t, db, f, waiting, repeated)
	write(t, db, other)

	wantCounts(t, db, map[string]int{"files": 1, "paths": 3, "activities": 1, "records": 10})
	l := ledger(t, db)
	for _, path := range []string{f.Path, other.Path, repeated.Path} {
		got, ok := l.Seen(path, f.Size, f.ModTime)
		if !ok || got.Outcome != training.FileStored || got.Path != f.Path || got.Hash != f.Hash {
			t.Errorf("%s: got %+v, %v", path, got, ok)
		}
	}
	if _, ok := l.Seen(waiting.Path, waiting.Size, waiting.ModTime); ok {
		t.Error("a waiting file is in the ledger")
	}
}

func TestLedger(t *testing.T) {
	db := newDB(t)
	stored := madeFile(1, 10)
	stored.ModTime = stored.ModTime.Add(123456789) // to the microsecond alone
	stored.Activities[0].Activity.Warnings = []training.Warning{{Code: training.NoSession}, {Code: training.Truncated, Detail: "after 12 bytes"}}
	failed := File{
		Path: "/export/bad.fit", Size: 12, ModTime: stored.ModTime, Hash: "bad", Parser: 3,
		Outcome: training.FileFailed, Reason: "cut off", Hint: "export it again",
	}
	unread := File{Path: "/export/locked.fit", Size: 5, ModTime: stored.ModTime, Outcome: training.FileFailed, Reason: "no right to read it"}
	monitoring := File{
		Path: "/export/mon.fit", Size: 7, ModTime: time.Date(2026, 11, 20, 23, 0, 0, 0, time.UTC), Hash: "mon",
		Outcome: training.FileNotActivity, Kind: "monitoring",
	}
	readme := File{
		Path: "/export/README.md", Size: 8, ModTime: monitoring.ModTime.AddDate(1, 0, 0), Hash: "readme",
		Outcome: training.FileNotActivity, Kind: "other",
	}
	archive := File{Path: "/export.zip", Size: 99, ModTime: stored.ModTime, Hash: "zip", Outcome: training.FileKnown}
	write(t, db, stored, failed, unread, monitoring, readme, archive)
	l := ledger(t, db)

	tests := []struct {
		name string
		path string
		size int64
		mod  time.Time
		want SeenFile
		ok   bool
	}{
		{"stored", stored.Path, stored.Size, stored.ModTime, SeenFile{Path: stored.Path, Hash: stored.Hash, Outcome: training.FileStored, Parser: 1}, true},
		{"another size", stored.Path, stored.Size + 1, stored.ModTime, SeenFile{}, false},
		{"another time", stored.Path, stored.Size, stored.ModTime.Add(time.Second), SeenFile{}, false},
		{"another path", "/export/1.FIT", stored.Size, stored.ModTime, SeenFile{}, false},
		{"another zone", stored.Path, stored.Size, stored.ModTime.In(time.FixedZone("", 7200)), SeenFile{Path: stored.Path, Hash: stored.Hash, Outcome: training.FileStored, Parser: 1}, true},
		{"failed", failed.Path, 12, failed.ModTime, SeenFile{Path: failed.Path, Hash: "bad", Outcome: training.FileFailed, Reason: "cut off", Hint: "export it again", Parser: 3}, true},
		{"unread", unread.Path, 5, unread.ModTime, SeenFile{Path: unread.Path, Outcome: training.FileFailed, Reason: "no right to read it"}, true},
		{"no activity", monitoring.Path, 7, monitoring.ModTime, SeenFile{Path: monitoring.Path, Hash: "mon", Outcome: training.FileNotActivity, Kind: "monitoring"}, true},
		{"archive", archive.Path, 99, archive.ModTime, SeenFile{Path: archive.Path, Hash: "zip", Outcome: training.FileKnown}, true},
	}
	for _, test := range tests {
		got, ok := l.Seen(test.path, test.size, test.mod)
		if got != test.want || ok != test.ok {
			t.Errorf("%s: got %+v, %v, want %+v, %v", test.name, got, ok, test.want, test.ok)
		}
	}
	if _, ok := l.Payload("nothing"); ok {
		t.Error("an unknown payload is known")
	}
	a, m := stored.Activities[0].Activity, stored.Activities[0].Measures
	want := []KnownActivity{{
		ID: stored.Activities[0].ID, Hash: stored.Hash, Path: stored.Path, Format: "fit", Sport: a.Sport, SubSport: a.SubSport,
		SportSource: a.SportSource, Start: a.Start, DistanceM: m.DistanceM,
		Elapsed: m.Elapsed, Records: 10, Channels: a.Records[0].Channels, Truncated: true,
	}}
	if got := l.Activities(); !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	h, err := db.History(context.Background(), me)
	if want := training.Some(training.NewDate(2026, 11, 20)); err != nil || h.NewestFile != want {
		t.Errorf("got newest file %v, %v, want %v", h.NewestFile, err, want)
	}
}

func TestReadableFileReplacesUnreadable(t *testing.T) {
	good := madeFile(1, 10)
	known := File{Path: "/export/known.fit", Outcome: training.FileKnown, Hash: good.Hash}
	tests := []struct {
		name  string
		after []File
		files int
	}{
		{"by a new file", []File{good}, 2}, // beside the other unreadable one
		{"by a copy", []File{good, known}, 1},
		{"by one that cannot be read either", []File{{Path: good.Path, Outcome: training.FileFailed, Reason: "still locked"}}, 2},
	}
	for _, test := range tests {
		db := newDB(t)
		write(t, db, File{Path: good.Path, Outcome: training.FileFailed}, File{Path: known.Path, Outcome: training.FileFailed})
		write(t, db, test.after...)
		wantCounts(t, db, map[string]int{"files": test.files, "paths": 2})
	}
}

func TestSuperseded(t *testing.T) {
	db := newDB(t)
	f, twice := madeFile(1, 10), madeFile(2, 10)
	again := twice
	again.Path, again.Outcome, again.Activities = "/export/copy.fit", training.FileKnown, nil
	f.Activities[0].Activity.Warnings = []training.Warning{{Code: training.Repaired, Detail: `["truncated",`}}
	write(t, db, f, twice, again)
	l := ledger(t, db)
	tests := []struct {
		name, path, hash string
		want             []string
	}{
		{"another payload", f.Path, "other", []string{f.Activities[0].ID}},
		{"the same payload", f.Path, f.Hash, nil},
		{"held by another path too", twice.Path, "other", nil},
		{"an unknown path", "/export/new.fit", "other", nil},
	}
	for _, test := range tests {
		if got := l.Superseded(test.path, test.hash); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
	if l.Activities()[0].Truncated {
		t.Error("a mention in a detail was taken for the warning")
	}
}

func TestAthletesAreApart(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	mine := madeFile(1, 10)
	theirs := mine
	theirs.Activities = slices.Clone(mine.Activities)
	theirs.Activities[0].ID = training.ActivityID("you", mine.Hash, 0)
	write(t, db, mine)
	if err := db.Write(ctx, "you", []File{theirs}); err != nil {
		t.Fatal(err)
	}
	for _, athlete := range []string{me, "you", "nobody"} {
		want := 1
		if athlete == "nobody" {
			want = 0
		}
		h, err := db.History(ctx, athlete)
		l, lErr := db.Ledger(ctx, athlete)
		s, sErr := db.Status(ctx, athlete)
		if err := errors.Join(err, lErr, sErr); err != nil {
			t.Fatal(err)
		}
		got := fmt.Sprint(len(h.Runs), len(l.Activities()), s.Activities, s.Files[training.FileStored])
		if want := fmt.Sprint(want, want, want, want); got != want {
			t.Errorf("%s: got %s, want %s", athlete, got, want)
		}
	}
}
