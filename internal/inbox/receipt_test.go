package inbox

import (
	"encoding/json"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"secondwind/internal/training"
	"secondwind/parse"
)

// The receipt names what was kept with a doubt and whose sport nobody stated, with
// the ids that the runner's decisions take.
func TestReceiptTellsDoubtsAndGuesses(t *testing.T) {
	dir, db := tree{"a.fit": outing{metres: 5000}.fit(), "b.gpx": outing{metres: 5100, heartRate: true}.gpx()}.plant(t), openDB(t)
	in := newIngest(db, forMe)
	in.parse = func(name string, data []byte) ([]training.Activity, error) {
		activities, err := parse.File(name, data)
		if filepath.Base(name) == "a.fit" {
			activities[0].Sport, activities[0].SportSource = "", training.SportUnknown
			activities[0].Warnings = []training.Warning{{Code: training.BadChecksum, Detail: "one byte"}}
		}
		return activities, err
	}
	of := in.of
	in.of = func(a *training.Activity) training.Measures {
		m := of(a)
		m.Warnings = []training.Warning{{Code: training.GPSOutliers, Detail: "two points"}}
		m.Sport = training.SportCall{Sport: training.Running, Source: training.SportFromMovement, Confidence: 0.7}
		return m
	}
	if err := in.run(t.Context(), []string{dir}); err != nil {
		t.Fatal(err)
	}
	r, path := in.receipt(), filepath.Join(dir, "a.fit")
	doubts := []training.Doubt{{Path: path, Code: training.BadChecksum, Detail: "one byte"}, {Path: path, Code: training.GPSOutliers, Detail: "two points"}}
	run := history(t, db)[0]
	guesses := []training.Guess{{Path: path, ID: run.ID, Sport: training.Running, Source: training.SportFromMovement, Confidence: 0.7}}
	if !reflect.DeepEqual(r.Doubts, doubts) || !reflect.DeepEqual(r.Guesses, guesses) || r.Warnings != len(doubts) {
		t.Errorf("got the doubts %v and the guesses %v", r.Doubts, r.Guesses)
	}
	if r.Runs != 1 || len(r.TwinPairs) != 1 || r.TwinPairs[0].ID == "" || r.TwinPairs[0].ID == run.ID {
		t.Errorf("got %d runs and the twins %v", r.Runs, r.TwinPairs)
	}
}

func TestSportOf(t *testing.T) {
	file := &training.Activity{Sport: training.Cycling, SportSource: training.SportFromFile}
	told := training.SportCall{Sport: training.Running, Source: training.SportFromRunner, Confidence: 1}
	for _, tt := range []struct {
		name     string
		measures training.Measures
		want     training.Sport
	}{
		{"as its measures say", training.Measures{Sport: told}, training.Running},
		{"as its file says, where they say nothing", training.Measures{}, training.Cycling},
	} {
		if got := sportOf(measured{activity: file, measures: &tt.measures}); got.Sport != tt.want {
			t.Errorf("%s: got %q", tt.name, got.Sport)
		}
	}
}

func TestReceiptHasNoNullsInJSON(t *testing.T) {
	for name, r := range map[string]training.Receipt{
		"of no files": NewReceipt(),
		"of a run":    ingestTomorrow(t, openDB(t), tree{"a.fit": outing{metres: 5000}.fit()}.plant(t)),
	} {
		data, err := json.Marshal(r)
		if err != nil || strings.Contains(string(data), "null") {
			t.Errorf("%s: got %s, %v", name, data, err)
		}
	}
}

// A session that is written twice in one file counts once.
func TestSessionsThatRepeat(t *testing.T) {
	dir, db := tree{"a.fit": outing{metres: 5000}.fit()}.plant(t), openDB(t)
	in := newIngest(db, forMe)
	run, later := device{course: lake, day: 1}, device{course: lake, day: 1, start: hours(1)}
	in.parse = func(string, []byte) ([]training.Activity, error) {
		return []training.Activity{*run.activity(), *run.activity(), *later.activity()}, nil
	}
	if err := in.run(t.Context(), []string{dir}); err != nil {
		t.Fatal(err)
	}
	expect(t, in.receipt(), dir, "1 files: 1 stored, 0 known, 0 twins, 0 not activities, 0 waiting, 0 failed; 2 activities, 2 runs\ntwin a.fit of a.fit")
}
