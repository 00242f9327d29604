package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"secondwind/internal/training"
)

func TestActivityComesBack(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	files := madeFiles(40, 300)
	files = append(files, madeFile(1000, 0))
	if err := db.Write(ctx, me, files); err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		want := *f.Activities[0].Activity
		got, err := db.Activity(ctx, f.Activities[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got  %.600s\nwant %.600s", f.Path, fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want))
		}
		records, err := db.Records(ctx, f.Activities[0].ID)
		if err != nil || !slices.Equal(records, want.Records) {
			t.Errorf("%s: %d records, %v; want %d as they were", f.Path, len(records), err, len(want.Records))
		}
	}
}

func TestHistoryComesBack(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	files := madeFiles(50, 10)
	shuffled := slices.Clone(files)
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	if err := db.Write(ctx, me, shuffled); err != nil {
		t.Fatal(err)
	}
	want := training.History{Athlete: me, NewestFile: training.Some(training.NewDate(2024, time.February, 20))}
	for _, f := range files {
		want.Runs = append(want.Runs, runOf(f.Activities[0]))
	}
	got, err := db.History(ctx, me)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Runs) != len(want.Runs) {
		t.Fatalf("got %d runs, want %d", len(got.Runs), len(want.Runs))
	}
	for i := range got.Runs {
		if !reflect.DeepEqual(got.Runs[i], want.Runs[i]) {
			t.Errorf("run %d: got  %+v\nwant %+v", i, got.Runs[i], want.Runs[i])
		}
	}
	if got.NewestFile != want.NewestFile || got.Athlete != me {
		t.Errorf("got athlete %q and newest file %v, want %q and %v", got.Athlete, got.NewestFile, me, want.NewestFile)
	}
}

// runOf is how the analysis should see an activity.
func runOf(a Activity) training.Run {
	manual := 0
	for _, lap := range a.Activity.Laps {
		if lap.Manual {
			manual++
		}
	}
	return training.Run{
		ID: a.ID, Sport: a.Activity.Sport, SubSport: a.Activity.SubSport,
		SportSource: a.Activity.SportSource, SportConfidence: 1, Name: a.Activity.Name,
		Device: a.Activity.Device, Gear: a.Activity.Gear, Start: a.Activity.Start, Local: a.Local, Laps: manual,
		Totals: a.Activity.Totals, Measures: *a.Measures, Warnings: a.Activity.Warnings,
	}
}
