package inbox

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"secondwind/internal/store"
	"secondwind/internal/training"
	"secondwind/parse"
)

// learn returns an ingest whose parser is newer than the one that read all files so
// far, and reads them as change has it.
func learn(db *store.DB, change func(name string, activities []training.Activity)) *ingest {
	in := newIngest(db, forMe)
	in.version = parse.Version + 1
	in.parse = func(name string, data []byte) ([]training.Activity, error) {
		activities, err := parse.File(name, data)
		change(filepath.Base(name), activities)
		return activities, err
	}
	return in
}

func unchanged(string, []training.Activity) {}

func TestANewerParserReadsStoredFilesAgain(t *testing.T) {
	files := watchAndPhone(t)
	files["early.fit"] = outing{metres: 8000, start: noon.AddDate(0, 0, -3)}.fit()
	dir, db := files.plant(t), openDB(t)
	ingestTomorrow(t, db, dir)
	before := kept(t, db, "me")
	ids := map[string]bool{}
	for _, r := range history(t, db) {
		ids[r.ID] = true
	}
	excluded := history(t, db)[0].ID
	decide(t, db, excluded, training.ExcludeActivity)
	in := learn(db, func(_ string, activities []training.Activity) {
		for i := range activities {
			activities[i].Device = "known now"
		}
	})
	if err := in.run(t.Context(), []string{dir}); err != nil {
		t.Fatal(err)
	}
	expect(t, in.receipt(), dir, `3 files: 2 stored, 0 known, 1 twins, 0 not activities, 0 waiting, 0 failed; 0 activities, 0 runs
twin phone.gpx of watch.fit`)
	if got := kept(t, db, "me"); got != before {
		t.Errorf("the database holds:\n%s\nwant:\n%s", got, before)
	}
	runs := history(t, db)
	if len(runs) != 1 || runs[0].Device != "known now" || !ids[runs[0].ID] || runs[0].ID == excluded {
		t.Errorf("got %+v, want the run that is not excluded, with its id and what was learned", runs)
	}
	again := learn(db, unchanged)
	if err := again.run(t.Context(), []string{dir}); err != nil {
		t.Fatal(err)
	}
	if r := again.receipt(); r.Known != r.Files {
		t.Errorf("the next ingest says %s", outcomes(r, dir))
	}
}

// Twins are judged anew when a parser learns, whichever of them it learns about and
// whichever file comes first.
func TestANewerParserJudgesTwinsAnew(t *testing.T) {
	later := func(of string) func(string, []training.Activity) {
		return func(name string, activities []training.Activity) {
			if name == of {
				activities[0].Start = activities[0].Start.Add(20 * time.Minute)
			}
		}
	}
	tests := []struct {
		name   string
		files  tree
		before string
		change func(string, []training.Activity)
		after  string
	}{
		{"the kept one began later", watchAndPhone(t), phoneYields, later("watch.fit"), bothCount},
		{"the other one did", watchAndPhone(t), phoneYields, later("phone.gpx"), bothCount},
		{
			"they are twins after all",
			tree{"phone.gpx": outing{metres: 5100, start: noon.Add(-20 * time.Minute)}.gpx(), "watch.fit": outing{metres: 5000}.fit()},
			bothCount, later("phone.gpx"), phoneYields,
		},
		{
			"the kept one is a piece",
			watchAndPhone(t), phoneYields,
			func(name string, activities []training.Activity) {
				if name == "watch.fit" {
					activities[0].Warnings = []training.Warning{{Code: training.Truncated}}
				}
			},
			"phone.gpx #0 5100 m\nphone.gpx stored\nwatch.fit twin of phone.gpx",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, order := range permutations(2) {
				dir, db := tt.files.plant(t), openDB(t)
				ingestTomorrow(t, db, dir)
				if got := kept(t, db, "me"); got != tt.before {
					t.Errorf("before, the database holds:\n%s", got)
				}
				names := slices.Sorted(maps.Keys(tt.files))
				paths := []string{filepath.Join(dir, names[order[0]]), filepath.Join(dir, names[order[1]])}
				in := learn(db, tt.change)
				if err := in.run(t.Context(), paths); err != nil {
					t.Fatal(err)
				}
				checkSum(t, in.receipt())
				if got := kept(t, db, "me"); got != tt.after {
					t.Errorf("in the order %v, the database holds:\n%s\nwant:\n%s", order, got, tt.after)
				}
			}
		})
	}
}

// What is excluded stays so where its file turns out to be another one's twin.
func TestDecisionsPassToTheTwinThatCounts(t *testing.T) {
	dir, db := tree{
		"phone.gpx": outing{metres: 5100, start: noon.Add(-20 * time.Minute)}.gpx(), "watch.fit": outing{metres: 5000}.fit(),
	}.plant(t), openDB(t)
	ingestTomorrow(t, db, dir)
	decide(t, db, history(t, db)[0].ID, training.ExcludeActivity)
	in := learn(db, func(name string, activities []training.Activity) {
		if name == "phone.gpx" {
			activities[0].Start = activities[0].Start.Add(20 * time.Minute)
		}
	})
	if err := in.run(t.Context(), []string{dir}); err != nil {
		t.Fatal(err)
	}
	if got := kept(t, db, "me"); got != phoneYields || len(history(t, db)) != 0 {
		t.Errorf("%d runs count of:\n%s", len(history(t, db)), got)
	}
}

// A parser that refuses what an older one read takes nothing away.
func TestANewerParserThatRefusesTakesNothingAway(t *testing.T) {
	dir, db := watchAndPhone(t).plant(t), openDB(t)
	ingestTomorrow(t, db, dir)
	in := newIngest(db, forMe)
	in.version = parse.Version + 1
	in.parse = func(string, []byte) ([]training.Activity, error) { return nil, errors.New("out of tune") }
	if err := in.run(t.Context(), []string{dir}); err != nil {
		t.Fatal(err)
	}
	expect(t, in.receipt(), dir, `2 files: 0 stored, 2 known, 0 twins, 0 not activities, 0 waiting, 0 failed; 0 activities, 0 runs
failed phone.gpx: it was read before and cannot be read now (out of tune); what is stored of it stands
failed watch.fit: it was read before and cannot be read now (out of tune); what is stored of it stands`)
	if got := kept(t, db, "me"); got != phoneYields {
		t.Errorf("the database holds:\n%s", got)
	}
}

// An ingest that ends before it has read everything again goes on the next time.
func TestReadingAgainSurvivesACrash(t *testing.T) {
	dir, db := watchAndPhone(t).plant(t), openDB(t)
	ingestTomorrow(t, db, dir)
	crashed := learn(db, unchanged)
	full := errors.New("disk full")
	crashed.write = func(context.Context, string, []store.File) error { return full }
	if err := crashed.run(t.Context(), []string{dir}); !errors.Is(err, full) {
		t.Fatalf("got %v", err)
	}
	if got := kept(t, db, "me"); got != phoneYields {
		t.Errorf("after the crash, the database holds:\n%s", got)
	}
	next := learn(db, unchanged)
	if err := next.run(t.Context(), []string{dir}); err != nil {
		t.Fatal(err)
	}
	if r := next.receipt(); r.Known > 0 || kept(t, db, "me") != phoneYields {
		t.Errorf("the next one says %s", outcomes(r, dir))
	}
}

func TestRetryFailed(t *testing.T) {
	dir, db := tree{
		"a.fit": []byte("no FIT file at all"), "b.fit": []byte("neither"), "c.fit": outing{metres: 5000}.fit(),
		"x.zip": zipOf(t, packed{name: "d.fit", data: []byte("none")}, packed{name: "e.fit", data: outing{metres: 8000, start: noon.AddDate(0, 0, -2)}.fit()}),
	}.plant(t), openDB(t)
	ingestTomorrow(t, db, dir)
	if err := os.Remove(filepath.Join(dir, "b.fit")); err != nil {
		t.Fatal(err)
	}
	options := forMe
	options.RetryFailed = true
	for name, paths := range map[string][]string{"without paths": nil, "with the folder": {dir}} {
		in := newIngest(db, options)
		in.parse = func(name string, data []byte) ([]training.Activity, error) {
			if base := filepath.Base(name); base == "c.fit" || base == "e.fit" {
				t.Errorf("%s was read again", base)
			}
			return parse.File(name, data)
		}
		if err := in.run(t.Context(), paths); err != nil {
			t.Fatal(err)
		}
		var failed []string
		for _, f := range in.receipt().Failures {
			failed = append(failed, filepath.Base(f.Path))
		}
		if want := []string{"a.fit", "d.fit"}; !slices.Equal(failed, want) {
			t.Errorf("%s, got %q, want %q", name, failed, want)
		}
	}
	in := newIngest(db, options)
	in.parse = func(string, []byte) ([]training.Activity, error) {
		return []training.Activity{*device{course: lake, start: noon.AddDate(0, 0, -8)}.activity()}, nil
	}
	if err := in.run(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if r := in.receipt(); r.Stored != 1 || r.Twins != 1 || r.Failed != 0 {
		t.Errorf("with a reader that takes anything, got %s", outcomes(r, dir))
	}
}
