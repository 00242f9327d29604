package inbox

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"secondwind/internal/store"
	"secondwind/internal/training"
	"secondwind/parse"
)

// activitiesOf makes entries with one activity of so many records each.
func activitiesOf(records ...int) []*entry {
	var entries []*entry
	for _, n := range records {
		e := (&ingest{}).newEntry(found{}, content{})
		e.hold(&recording{}, measured{
			activity: &training.Activity{Records: make([]training.Record, n)},
			measures: &training.Measures{},
		}, false)
		entries = append(entries, e)
	}
	return entries
}

func TestFlushAvoidsTransactionsOfARowGroup(t *testing.T) {
	tests := []struct {
		name  string
		batch []*entry
		want  []int // activities in each transaction
	}{
		{"nothing", nil, nil},
		{"a few long ones", activitiesOf(slices.Repeat([]int{10_000}, 16)...), []int{16}},
		{"a bulk", activitiesOf(slices.Repeat([]int{5_000}, 50)...), []int{50}},
		{"about a row group", activitiesOf(slices.Repeat([]int{3_500}, 35)...), []int{16, 16, 3}},
		{"without activities", slices.Repeat([]*entry{(&ingest{}).newEntry(found{}, content{})}, 100), []int{0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []int
			in := newIngest(nil, forMe)
			in.write = func(_ context.Context, _ string, files []store.File) error {
				n := 0
				for _, f := range files {
					n += len(f.Activities)
				}
				got = append(got, n)
				return nil
			}
			in.batch = tt.batch
			if err := in.flush(t.Context()); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, tt.want) || len(in.batch) != 0 {
				t.Errorf("got %v activities a transaction, want %v", got, tt.want)
			}
		})
	}
}

func TestBatchFull(t *testing.T) {
	tests := []struct {
		name  string
		batch []*entry
		want  bool
	}{
		{"a row group", activitiesOf(122_880), false},
		{"a bulk", activitiesOf(125_000, 125_000), true},
		{"many files without records", slices.Repeat([]*entry{(&ingest{}).newEntry(found{}, content{})}, bulkFiles), true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := newIngest(nil, forMe)
			in.batch = tt.batch
			if got := in.batchFull(); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestIngestGivesUpWhatTheDatabaseRefuses(t *testing.T) {
	twin := outing{metres: 5000}
	dir := tree{"a.fit": twin.fit(), "b.gpx": twin.gpx()}.plant(t)
	in := newIngest(nil, forMe)
	in.write = func(_ context.Context, _ string, files []store.File) error {
		return &store.RejectedError{Files: []store.RejectedFile{{Path: files[0].Path, Err: errors.New("too long ago")}}}
	}
	a, b := in.read(foundAt(t, dir, "a.fit")), in.read(foundAt(t, dir, "b.gpx"))
	if err := in.judge(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	if err := in.flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	expect(t, in.receipt(), dir, `1 files: 0 stored, 0 known, 0 twins, 0 not activities, 0 waiting, 1 failed; 0 activities, 0 runs
failed a.fit: the database does not take it (too long ago)`)
	in.write = func(context.Context, string, []store.File) error { return nil }
	if err := in.judge(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	if err := in.flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := in.receipt().Stored; got != 1 {
		t.Errorf("got %d stored, want the copy of what was refused", got)
	}
}

// The twin of a run that the database refuses is the only one left.
func TestIngestTakesTheTwinOfWhatIsRefused(t *testing.T) {
	twin := outing{metres: 5000, heartRate: true}
	dir, db := tree{"a.fit": twin.fit(), "b.fit": twin.fit(), "c.gpx": twin.gpx(), "d.gpx": twin.gpx()}.plant(t), openDB(t)
	in := newIngest(db, forMe)
	in.write = func(ctx context.Context, athlete string, files []store.File) error {
		// Taken by another athlete's: the database refuses it.
		for _, f := range files {
			if filepath.Base(f.Path) == "a.fit" {
				other := store.File{Path: "other", ModTime: noon, Hash: "other", Outcome: training.FileStored, Activities: f.Activities}
				if err := db.Write(ctx, "other", []store.File{other}); err != nil {
					return err
				}
			}
		}
		return db.Write(ctx, athlete, files)
	}
	if err := in.run(t.Context(), []string{dir}); err != nil {
		t.Fatal(err)
	}
	r := in.receipt()
	checkSum(t, r)
	if r.Stored != 1 || r.Twins != 1 || r.Failed != 2 || len(r.TwinPairs) != 1 || filepath.Base(r.TwinPairs[0].Kept) != "c.gpx" {
		t.Errorf("got %s", outcomes(r, dir))
	}
	if n := len(history(t, db)); n != 1 {
		t.Errorf("the database has %d runs, want 1", n)
	}
	again := ingestTomorrow(t, db, dir)
	if again.Known != again.Files {
		t.Errorf("the next ingest says %s, want all known", outcomes(again, dir))
	}
}

func TestIngestEndsWhenTheDatabaseFails(t *testing.T) {
	dir, full := tree{"a.fit": outing{metres: 5000}.fit()}.plant(t), errors.New("disk full")
	in := newIngest(nil, forMe)
	in.write = func(context.Context, string, []store.File) error { return full }
	err := in.take(t.Context(), []found{foundAt(t, dir, "a.fit")})
	if !errors.Is(err, full) {
		t.Errorf("got %v, want %v", err, full)
	}
	if r := in.receipt(); r.Files != 0 {
		t.Errorf("the receipt speaks of %d files, none is in the database", r.Files)
	}
}

// A copy adds its name to the ledger and nothing else: telling the store more
// would make it replace the first.
func TestCopiesAreStoredByNameAlone(t *testing.T) {
	run := outing{metres: 5000}.fit()
	dir := tree{"a.fit": run, "b.fit": run}.plant(t)
	var got []training.FileOutcome
	in := newIngest(nil, forMe)
	in.write = func(_ context.Context, _ string, files []store.File) error {
		for _, f := range files {
			got = append(got, f.Outcome)
			if f.Parser != parse.Version {
				t.Errorf("%s was read by parser %d, want %d", filepath.Base(f.Path), f.Parser, parse.Version)
			}
		}
		return nil
	}
	if err := in.take(t.Context(), []found{foundAt(t, dir, "a.fit"), foundAt(t, dir, "b.fit")}); err != nil {
		t.Fatal(err)
	}
	if want := []training.FileOutcome{training.FileStored, training.FileKnown}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func foundAt(t *testing.T, dir, name string) found {
	t.Helper()
	files, err := walk(t.Context(), []string{filepath.Join(dir, name)}, nil)
	if err != nil || len(files) != 1 {
		t.Fatalf("found %d files (%v)", len(files), err)
	}
	return files[0]
}
