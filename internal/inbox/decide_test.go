package inbox

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"secondwind/internal/store"
	"secondwind/internal/training"
)

// split splits an activity off tomorrow.
func split(t *testing.T, db *store.DB, id string) training.Receipt {
	t.Helper()
	r, err := Split(t.Context(), db, id, forMe)
	if err != nil {
		t.Fatal(err)
	}
	checkSum(t, r)
	return r
}

func decide(t *testing.T, db *store.DB, id string, kind training.DecisionKind) {
	t.Helper()
	if err := db.Decide(t.Context(), "me", training.Decision{Activity: id, Kind: kind}); err != nil {
		t.Fatal(err)
	}
}

// watchAndPhone are twins.
func watchAndPhone(t *testing.T) tree {
	return tree{
		"phone.gpx": outing{metres: 5100, start: noon.Add(time.Minute)}.gpx(),
		"watch.fit": outing{metres: 5000}.fit(),
	}
}

const (
	phoneYields = "phone.gpx twin of watch.fit\nwatch.fit #0 5000 m\nwatch.fit stored"
	bothCount   = "phone.gpx #0 5100 m\nphone.gpx stored\nwatch.fit #0 5000 m\nwatch.fit stored"
)

func TestSplitAndJoin(t *testing.T) {
	for _, part := range []string{"phone.gpx", "watch.fit"} {
		t.Run(part, func(t *testing.T) {
			dir, db := watchAndPhone(t).plant(t), openDB(t)
			twins := ingestTomorrow(t, db, dir).TwinPairs
			id := twins[0].ID
			if part == "watch.fit" {
				id = history(t, db)[0].ID
			}
			r := split(t, db, id)
			expect(t, r, dir, "1 files: 1 stored, 0 known, 0 twins, 0 not activities, 0 waiting, 0 failed; 1 activities, 1 runs")
			if got := kept(t, db, "me"); got != bothCount {
				t.Errorf("split, the database holds:\n%s", got)
			}
			if got := kept(t, db, "me"); split(t, db, id).Activities > 0 || kept(t, db, "me") != got {
				t.Errorf("split once more, the database holds:\n%s", kept(t, db, "me"))
			}
			again := ingestTomorrow(t, db, dir)
			if again.Known != again.Files {
				t.Errorf("the next ingest says %s", outcomes(again, dir))
			}
			r, err := Join(t.Context(), db, id, forMe)
			if err != nil {
				t.Fatal(err)
			}
			if len(r.TwinPairs) != 1 || filepath.Base(r.TwinPairs[0].Kept) != "watch.fit" {
				t.Errorf("joined, the receipt says %s", outcomes(r, dir))
			}
			if got := kept(t, db, "me"); got != phoneYields {
				t.Errorf("joined, the database holds:\n%s", got)
			}
			if _, err := Join(t.Context(), db, id, forMe); !errors.Is(err, ErrNotSplit) {
				t.Errorf("joined once more, got %v", err)
			}
		})
	}
}

// What was split off stays so in a later ingest, whichever file comes first, and for
// a parser that reads all of them again.
func TestWhatIsSplitStaysSplit(t *testing.T) {
	for _, first := range []string{"phone.gpx", "watch.fit"} {
		t.Run(first, func(t *testing.T) {
			dir, db := watchAndPhone(t).plant(t), openDB(t)
			scout := openDB(t)
			decide(t, db, ingestTomorrow(t, scout, dir).TwinPairs[0].ID, training.SplitTwin)
			ingestTomorrow(t, db, filepath.Join(dir, first))
			ingestTomorrow(t, db, dir)
			if got := kept(t, db, "me"); got != bothCount {
				t.Errorf("the database holds:\n%s", got)
			}
			learned := newIngest(db, forMe)
			learned.version++
			if err := learned.run(t.Context(), []string{dir}); err != nil {
				t.Fatal(err)
			}
			if got := kept(t, db, "me"); got != bothCount {
				t.Errorf("read again, the database holds:\n%s", got)
			}
		})
	}
}

func TestSplitRefuses(t *testing.T) {
	run := outing{metres: 8000, start: noon.AddDate(0, 0, -3)}.fit()
	files := watchAndPhone(t)
	files["a.fit"], files["b.fit"], files["c.fit"] = run, run, outing{metres: 9000, start: noon.AddDate(0, 0, -5)}.fit()
	dir, db := files.plant(t), openDB(t)
	twin := ingestTomorrow(t, db, dir).TwinPairs
	var phone string
	for _, p := range twin {
		if p.ID != "" {
			phone = p.ID
		}
	}
	runs := history(t, db) // c, a, the watch
	for _, tt := range []struct {
		name, id string
		want     error
	}{
		{"no such activity", "0123456789abcdef", store.ErrNoActivity},
		{"no twin at all", runs[0].ID, ErrNotTwin},
		{"the same to the byte", runs[1].ID, ErrIdentical},
	} {
		if _, err := Split(t.Context(), db, tt.id, forMe); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v", tt.name, err)
		}
	}
	path := filepath.Join(dir, "phone.gpx")
	if err := os.Rename(path, path+".away"); err != nil {
		t.Fatal(err)
	}
	var missing *MissingFileError
	if _, err := Split(t.Context(), db, phone, forMe); !errors.As(err, &missing) || missing.Path != path {
		t.Errorf("without its file, got %v", err)
	}
	if decisions, err := db.Decisions(t.Context(), "me"); err != nil || len(decisions) > 0 {
		t.Errorf("decided nevertheless: %v, %v", decisions, err)
	}
	put(t, path, outing{metres: 1000}.gpx(), noon)
	if _, err := Split(t.Context(), db, phone, forMe); !errors.As(err, &missing) {
		t.Errorf("with another file in its place, got %v", err)
	}
	if err := os.Rename(path+".away", path); err != nil {
		t.Fatal(err)
	}
	split(t, db, phone)
	if n := len(history(t, db)); n != len(runs)+1 {
		t.Errorf("with its file back, the database has %d runs", n)
	}
}

func TestSplitReadsArchives(t *testing.T) {
	files := watchAndPhone(t)
	dir, db := tree{"x.zip": zipOf(t, packed{name: "phone.gpx", data: files["phone.gpx"]}, packed{name: "watch.fit", data: files["watch.fit"]})}.plant(t), openDB(t)
	split(t, db, ingestTomorrow(t, db, dir).TwinPairs[0].ID)
	if got := kept(t, db, "me"); got != bothCount {
		t.Errorf("the database holds:\n%s", got)
	}
}

// A forgotten activity does not come back: not in another place, not with a newer
// parser.
func TestForgottenActivitiesStayAway(t *testing.T) {
	run := outing{metres: 5000}.fit()
	dir, db := tree{"a.fit": run}.plant(t), openDB(t)
	ingestTomorrow(t, db, dir)
	if err := db.Forget(t.Context(), "me", history(t, db)[0].ID); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "b.fit"), run, noon)
	expect(t, ingestTomorrow(t, db, dir), dir, `2 files: 0 stored, 1 known, 0 twins, 1 not activities, 0 waiting, 0 failed; 0 activities, 0 runs
kinds map[forgotten:1]`)
	learned := newIngest(db, forMe)
	learned.version++
	if err := learned.run(t.Context(), []string{dir}); err != nil {
		t.Fatal(err)
	}
	if n := len(history(t, db)); n != 0 {
		t.Errorf("the database has %d runs", n)
	}
	expect(t, learned.receipt(), dir, `2 files: 0 stored, 0 known, 0 twins, 2 not activities, 0 waiting, 0 failed; 0 activities, 0 runs
kinds map[forgotten:2]`)
}
