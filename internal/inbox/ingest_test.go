package inbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"secondwind/internal/measure"
	"secondwind/internal/store"
	"secondwind/internal/training"
	"secondwind/parse"
)

// zones are shared by the tests: reading their table takes half a second.
var zones = measure.NewZones()

func atTomorrow() time.Time { return tomorrow }

// forMe are the options of most tests.
var forMe = Options{Athlete: "me", zones: zones, Now: atTomorrow}

// ingestTomorrow ingests a folder a day after its files were made.
func ingestTomorrow(t *testing.T, db *store.DB, paths ...string) training.Receipt {
	t.Helper()
	receipt, err := Ingest(t.Context(), db, paths, forMe)
	if err != nil {
		t.Fatal(err)
	}
	checkSum(t, receipt)
	return receipt
}

func checkSum(t *testing.T, r training.Receipt) {
	t.Helper()
	if sum := r.Stored + r.Known + r.Twins + r.NotActivities + r.Waiting + r.Failed; sum != r.Files {
		t.Errorf("the outcomes add up to %d, want %d files", sum, r.Files)
	}
}

// outcomes is a receipt without what the clock decides, with paths as they are
// inside the folder.
func outcomes(r training.Receipt, dir string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d files: %d stored, %d known, %d twins, %d not activities, %d waiting, %d failed; %d activities, %d runs",
		r.Files, r.Stored, r.Known, r.Twins, r.NotActivities, r.Waiting, r.Failed, r.Activities, r.Runs)
	for _, p := range r.TwinPairs {
		fmt.Fprintf(&b, "\ntwin %s of %s", inFolder(dir, p.Path), inFolder(dir, p.Kept))
	}
	for _, f := range r.Failures {
		fmt.Fprintf(&b, "\nfailed %s: %s", inFolder(dir, f.Path), f.Reason)
	}
	if len(r.Kinds) > 0 {
		fmt.Fprintf(&b, "\nkinds %v", r.Kinds)
	}
	return b.String()
}

func inFolder(dir, path string) string {
	return filepath.ToSlash(strings.TrimPrefix(path, dir+string(filepath.Separator)))
}

func expect(t *testing.T, got training.Receipt, dir, want string) {
	t.Helper()
	if got := outcomes(got, dir); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// mixed is a folder with something of everything.
func mixed(t *testing.T) tree {
	watch := outing{metres: 5000, heartRate: true}
	return tree{
		"a/watch.fit":        watch.fit(),
		"a/watch (1).fit":    watch.fit(),
		"b/packed.fit.gz":    gzipped(t, outing{start: noon.Add(-24 * time.Hour), metres: 8000}.fit()),
		"b/phone.gpx":        outing{start: noon.Add(30 * time.Second), metres: 5100}.gpx(),
		"c/Monitor/M1.FIT":   monitoring(noon),
		"c/Monitor/M2.FIT":   monitoring(noon.Add(time.Hour)),
		"c/activities.csv":   []byte("Activity ID,Activity Date\n1,yesterday\n"),
		"c/broken.fit":       []byte("this is no FIT file at all"),
		"c/broken again.fit": []byte("this is no FIT file at all"),
		"c/export.zip":       []byte("PK\x03\x04"),
		"c/old.tcx":          []byte(`<?xml version="1.0"?><TrainingCenterDatabase></TrainingCenterDatabase>`),
	}
}

const mixedOutcomes = `11 files: 2 stored, 0 known, 2 twins, 4 not activities, 0 waiting, 3 failed; 2 activities, 2 runs
twin a/watch.fit of a/watch (1).fit
twin b/phone.gpx of a/watch (1).fit
failed c/broken again.fit: neither FIT, GPX nor TCX
failed c/broken.fit: neither FIT, GPX nor TCX
failed c/export.zip: a zip archive that is cut off or damaged: its table of contents, which stands at the end, cannot be read
kinds map[empty:1 monitoring:2 unreadable activity list:1]`

func TestIngest(t *testing.T) {
	dir, db := mixed(t).plant(t), openDB(t)
	receipt := ingestTomorrow(t, db, dir)
	expect(t, receipt, dir, mixedOutcomes)
	for _, f := range receipt.Failures {
		if f.Hint == "" {
			t.Errorf("%s failed without a way out", f.Path)
		}
	}
	last, found, err := db.LastReceipt(t.Context(), "me")
	if err != nil || !found || outcomes(last, dir) != mixedOutcomes {
		t.Errorf("the database keeps the receipt %+v (%v, %v), want that of the ingest", last, found, err)
	}
	runs := history(t, db)
	if len(runs) != 2 || runs[0].Measures.DistanceM < 7900 || runs[1].Measures.HeartRateCoverage == 0 {
		t.Errorf("the database has %d runs, want the 8 km of the day before and the watch's", len(runs))
	}
}

func TestIngestAgain(t *testing.T) {
	dir, db := mixed(t).plant(t), openDB(t)
	ingestTomorrow(t, db, dir)
	// A file that was opened again would be seen to be another one.
	for name, data := range mixed(t) {
		put(t, filepath.Join(dir, filepath.FromSlash(name)), bytes.Repeat([]byte("x"), len(data)), noon)
	}
	expect(t, ingestTomorrow(t, db, dir), dir,
		"11 files: 0 stored, 11 known, 0 twins, 0 not activities, 0 waiting, 0 failed; 0 activities, 0 runs")
	if n := len(history(t, db)); n != 2 {
		t.Errorf("the database has %d runs, want the 2 of the first ingest", n)
	}
}

func TestIngestIsTheSameWithAnyNumberOfJobs(t *testing.T) {
	files := mixed(t)
	for day := range 40 {
		o := outing{start: noon.AddDate(0, 0, -2-day), metres: 3000 + 100*float64(day)}
		files[fmt.Sprintf("d/%02d.fit", day)] = o.fit()
		if day%3 == 0 {
			o.heartRate = true
			files[fmt.Sprintf("d/%02d rich.gpx", day)] = o.gpx()
		}
	}
	dir := files.plant(t)
	var first string
	for _, jobs := range []int{1, 2, 8} {
		db := openDB(t)
		receipt, err := Ingest(t.Context(), db, []string{dir}, Options{Athlete: "me", Jobs: jobs, zones: zones, Now: atTomorrow})
		if err != nil {
			t.Fatal(err)
		}
		got := outcomes(receipt, dir)
		for _, r := range history(t, db) {
			got += fmt.Sprintf("\n%s %s %.3f %d", r.ID, r.Start, r.Measures.DistanceM, len(r.Measures.HeartRateSeconds.Values))
		}
		if first == "" {
			first = got
			continue
		}
		if got != first {
			t.Errorf("with %d jobs got:\n%s\nwith one:\n%s", jobs, got, first)
		}
	}
}

func TestIngestKnowsMovedAndTouchedFiles(t *testing.T) {
	dir, db := tree{"in/a.fit": outing{metres: 5000}.fit(), "in/b.fit": []byte("no FIT file at all")}.plant(t), openDB(t)
	ingestTomorrow(t, db, dir)
	in, out := filepath.Join(dir, "in"), filepath.Join(dir, "out")
	if err := os.Rename(in, out); err != nil {
		t.Fatal(err)
	}
	const want = "2 files: 0 stored, 2 known, 0 twins, 0 not activities, 0 waiting, 0 failed; 0 activities, 0 runs"
	expect(t, ingestTomorrow(t, db, out), out, want)
	touched := noon.Add(time.Hour)
	for _, name := range []string{"a.fit", "b.fit"} {
		if err := os.Chtimes(filepath.Join(out, name), touched, touched); err != nil {
			t.Fatal(err)
		}
	}
	expect(t, ingestTomorrow(t, db, out), out, want)
	in2 := newIngest(db, Options{Athlete: "me"})
	if err := in2.recall(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.fit", "b.fit"} {
		path := filepath.Join(out, name)
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := in2.ledger.Seen(path, info.Size(), info.ModTime()); !ok {
			t.Errorf("%s would be opened again", name)
		}
	}
}

func TestIngestKeepsTheRicherTwin(t *testing.T) {
	poor, rich := outing{metres: 5000}, outing{metres: 5050, heartRate: true, start: noon.Add(time.Minute)}
	tests := []struct {
		name        string
		first, then tree
		want        string
	}{
		{
			"the poorer comes later",
			tree{"a.fit": rich.fit()},
			tree{"b.gpx": poor.gpx()},
			"1 files: 0 stored, 0 known, 1 twins, 0 not activities, 0 waiting, 0 failed; 0 activities, 0 runs\ntwin b.gpx of a.fit",
		},
		{
			"the richer comes later",
			tree{"b.gpx": poor.gpx()},
			tree{"a.fit": rich.fit()},
			"1 files: 1 stored, 0 known, 0 twins, 0 not activities, 0 waiting, 0 failed; 1 activities, 1 runs\ntwin b.gpx of a.fit",
		},
		{
			"both come at once, the poorer first", nil,
			tree{"a.gpx": poor.gpx(), "b.fit": rich.fit()},
			"2 files: 1 stored, 0 known, 1 twins, 0 not activities, 0 waiting, 0 failed; 1 activities, 1 runs\ntwin a.gpx of b.fit",
		},
		{
			"three, each richer than the one before", nil,
			tree{"a.gpx": outing{metres: 5000, every: 20 * time.Second}.gpx(), "b.gpx": poor.gpx(), "c.fit": rich.fit()},
			"3 files: 1 stored, 0 known, 2 twins, 0 not activities, 0 waiting, 0 failed; 1 activities, 1 runs\ntwin a.gpx of c.fit\ntwin b.gpx of c.fit",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir, db := tt.first.plant(t), openDB(t)
			ingestTomorrow(t, db, dir)
			for name := range tt.first {
				if err := os.Chtimes(filepath.Join(dir, name), noon, noon); err != nil {
					t.Fatal(err)
				}
			}
			later := t.TempDir()
			for name, data := range tt.then {
				put(t, filepath.Join(later, name), data, noon)
			}
			receipt := ingestTomorrow(t, db, later)
			got := strings.ReplaceAll(outcomes(receipt, later), dir+string(filepath.Separator), "")
			if got != tt.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, tt.want)
			}
			runs := history(t, db)
			if len(runs) != 1 || runs[0].Measures.HeartRateCoverage == 0 {
				t.Errorf("the database has %d runs, want the richer one alone", len(runs))
			}
			again := ingestTomorrow(t, db, dir, later)
			if again.Known != again.Files {
				t.Errorf("the next ingest says %s, want all known", outcomes(again, dir))
			}
		})
	}
}

func TestIngestRemembersFailuresUntilTheParserLearns(t *testing.T) {
	dir, db := tree{"a.fit": []byte("no FIT file at all"), "b.fit": monitoring(noon)}.plant(t), openDB(t)
	older := func(ctx context.Context, athlete string, files []store.File) error {
		for i := range files {
			files[i].Parser = parse.Version - 1
		}
		return db.Write(ctx, athlete, files)
	}
	in := newIngest(db, forMe)
	in.write = older
	if err := in.run(t.Context(), []string{dir}); err != nil {
		t.Fatal(err)
	}
	expect(t, ingestTomorrow(t, db, dir), dir, `2 files: 0 stored, 0 known, 0 twins, 1 not activities, 0 waiting, 1 failed; 0 activities, 0 runs
failed a.fit: neither FIT, GPX nor TCX
kinds map[monitoring:1]`)
	expect(t, ingestTomorrow(t, db, dir), dir,
		"2 files: 0 stored, 2 known, 0 twins, 0 not activities, 0 waiting, 0 failed; 0 activities, 0 runs")
}

func TestIngestForgetsFailuresOfTheDisk(t *testing.T) {
	db := openDB(t)
	gone := found{path: filepath.Join(t.TempDir(), "gone.fit"), size: 1, mod: noon}
	unlisted := found{path: "locked", err: diskFailure(os.ErrPermission)}
	in := newIngest(db, forMe)
	in.write = func(context.Context, string, []store.File) error {
		t.Error("a failure of the disk was remembered")
		return nil
	}
	if err := in.take(t.Context(), []found{gone, unlisted}); err != nil {
		t.Fatal(err)
	}
	expect(t, in.receipt(), filepath.Dir(gone.path), `2 files: 0 stored, 0 known, 0 twins, 0 not activities, 0 waiting, 2 failed; 0 activities, 0 runs
failed gone.fit: gone before it could be read
failed locked: permission denied`)
}

func TestIngestSurvivesPanics(t *testing.T) {
	dir, db := tree{"a.fit": outing{metres: 5000}.fit(), "b.fit": outing{metres: 6000, start: noon.Add(time.Hour)}.fit()}.plant(t), openDB(t)
	in := newIngest(db, forMe)
	in.parse = func(name string, data []byte) ([]training.Activity, error) {
		if filepath.Base(name) == "a.fit" {
			panic("out of tune")
		}
		return parse.File(name, data)
	}
	if err := in.run(t.Context(), []string{dir}); err != nil {
		t.Fatal(err)
	}
	expect(t, in.receipt(), dir, `2 files: 1 stored, 0 known, 0 twins, 0 not activities, 0 waiting, 1 failed; 1 activities, 1 runs
failed a.fit: the reader broke on it (out of tune)`)
}

func TestIngestStopsWhenToldTo(t *testing.T) {
	files := tree{}
	for day := range 60 {
		files[fmt.Sprintf("%02d.fit", day)] = outing{start: noon.AddDate(0, 0, day-60), metres: 5000}.fit()
	}
	dir, db := files.plant(t), openDB(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	receipt, err := Ingest(ctx, db, []string{dir}, Options{Athlete: "me", Jobs: 2, zones: zones, Now: atTomorrow, Progress: func(p Progress) {
		if p.Done == 20 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	checkSum(t, receipt)
	if receipt.Stored < 20 || receipt.Stored == 60 {
		t.Errorf("got %d files stored, want the 20 until the interruption and few more", receipt.Stored)
	}
	if n := len(history(t, db)); n != receipt.Stored {
		t.Errorf("the database has %d runs, want the %d of the receipt", n, receipt.Stored)
	}
	rest := ingestTomorrow(t, db, dir)
	if rest.Known != receipt.Stored || rest.Stored != 60-receipt.Stored {
		t.Errorf("the next ingest says %s, want it to go on", outcomes(rest, dir))
	}
}

func TestDryRun(t *testing.T) {
	dir, db := mixed(t).plant(t), openDB(t)
	dry := Options{Athlete: "me", DryRun: true, zones: zones, Now: atTomorrow}
	for name, db := range map[string]*store.DB{"without a database": nil, "with an empty one": db} {
		receipt, err := Ingest(t.Context(), db, []string{dir}, dry)
		if err != nil {
			t.Fatal(err)
		}
		if got := outcomes(receipt, dir); got != mixedOutcomes {
			t.Errorf("%s got:\n%s\nwant:\n%s", name, got, mixedOutcomes)
		}
	}
	if _, found, err := db.LastReceipt(t.Context(), "me"); found || err != nil || len(history(t, db)) != 0 {
		t.Errorf("something was written (%v)", err)
	}
	ingestTomorrow(t, db, dir)
	receipt, err := Ingest(t.Context(), db, []string{dir}, dry)
	if err != nil || receipt.Known != receipt.Files {
		t.Errorf("got %s (%v) on a database that knows the files, want all known", outcomes(receipt, dir), err)
	}
}

func TestIngestMeasuresAgain(t *testing.T) {
	db := openDB(t)
	activities, err := parse.File("a.fit", outing{metres: 5000}.fit())
	if err != nil {
		t.Fatal(err)
	}
	stale := training.Measures{Version: measure.Version - 1, DistanceM: 1}
	id := training.ActivityID("me", "hash", 0)
	if err := db.Write(t.Context(), "me", []store.File{{
		Path: "gone.fit", ModTime: noon, Hash: "hash", Outcome: training.FileStored,
		Activities: []store.Activity{{ID: id, Activity: &activities[0], Measures: &stale}},
	}}); err != nil {
		t.Fatal(err)
	}
	ingestTomorrow(t, db)
	run := history(t, db)[0]
	if run.Measures.Version != measure.Version || run.Measures.DistanceM < 4900 || run.Local.Source == training.UnknownOffset {
		t.Errorf("got version %d, %.0f m and the local time of %q, want them worked out anew",
			run.Measures.Version, run.Measures.DistanceM, run.Local.Source)
	}
}

func TestIngestSurvivesPanicsWhileMeasuringAgain(t *testing.T) {
	db := openDB(t)
	var files []store.File
	for i := range 3 {
		activities, err := parse.File("a.fit", outing{metres: 5000, start: noon.AddDate(0, 0, i)}.fit())
		if err != nil {
			t.Fatal(err)
		}
		hash := fmt.Sprint("hash ", i)
		files = append(files, store.File{
			Path: fmt.Sprintf("%d.fit", i), ModTime: noon, Hash: hash, Outcome: training.FileStored,
			Activities: []store.Activity{{ID: training.ActivityID("me", hash, 0), Activity: &activities[0]}},
		})
	}
	if err := db.Write(t.Context(), "me", files); err != nil {
		t.Fatal(err)
	}
	in := newIngest(db, forMe)
	in.of = func(a *training.Activity) training.Measures {
		if a.Start.Equal(noon.AddDate(0, 0, 1)) {
			panic("out of tune")
		}
		return measure.Of(a)
	}
	if err := in.run(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	var versions []int
	for _, r := range history(t, db) {
		versions = append(versions, r.Measures.Version)
	}
	if want := []int{measure.Version, 0, measure.Version}; !slices.Equal(versions, want) {
		t.Errorf("got the versions %d, want %d", versions, want)
	}
	expect(t, in.receipt(), "", `0 files: 0 stored, 0 known, 0 twins, 0 not activities, 0 waiting, 0 failed; 0 activities, 0 runs
failed 1.fit: what is stored of it cannot be measured again (out of tune); its older figures stand`)
}

func TestReceiptHasNoNulls(t *testing.T) {
	r := ingestTomorrow(t, openDB(t))
	if r.Failures == nil || r.TwinPairs == nil || r.Kinds == nil {
		t.Errorf("got %+v, want empty lists that are not nil", r)
	}
	if !r.At.Equal(tomorrow) || !reflect.DeepEqual(r.Failures, []training.Failure{}) {
		t.Errorf("got %+v, want the time of the call", r)
	}
}

func history(t *testing.T, db *store.DB) []training.Run {
	t.Helper()
	h, err := db.History(t.Context(), "me")
	if err != nil {
		t.Fatal(err)
	}
	return h.Runs
}
