package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"secondwind/internal/cli"
	"secondwind/internal/receipt"
	"secondwind/internal/store"
	"secondwind/internal/training"
)

// decision carries out what the runner says about the activity that an id names,
// and returns what to tell of it.
type decision func(ctx context.Context, db *store.DB, f *flags, id string) (decided, error)

// decided is what became of a decision.
type decided struct {
	flag     string // that the runner gave
	activity store.Label
	said     string // in a sentence
}

// run returns the act that carries a decision out and tells of it.
func (d decision) run(id string) func(context.Context, *flags, io.Writer, io.Writer) (int, error) {
	return func(ctx context.Context, f *flags, stdout, _ io.Writer) (code int, err error) {
		db, err := f.open(ctx)
		if err != nil {
			return 0, err
		}
		defer func() { err = errors.Join(err, db.Close()) }()
		done, err := d(ctx, db, f, id)
		if err != nil {
			return 0, err
		}
		return cli.OK, f.tell(stdout, done.json(), done.said+"\nNext: "+f.Command("report"))
	}
}

// decidedJSON is the contract of --split, --join, --exclude, --include and --forget.
type decidedJSON struct {
	Schema   int          `json:"schema"`
	Decision string       `json:"decision"` // the flag without its dashes
	Activity activityJSON `json:"activity"`
}

type activityJSON struct {
	ID        string         `json:"id"`
	Date      string         `json:"date"` // on the runner's own clock
	Sport     training.Sport `json:"sport"`
	DistanceM float64        `json:"distance_m"`
	Path      string         `json:"path"`
}

func (d decided) json() decidedJSON {
	a := d.activity
	return decidedJSON{Schema: 1, Decision: d.flag, Activity: activityJSON{
		ID: a.ID, Date: training.DateOf(a.Start).String(), Sport: a.Sport, DistanceM: a.DistanceM, Path: a.Path,
	}}
}

// exclude keeps an activity and counts it nowhere.
func exclude(ctx context.Context, db *store.DB, f *flags, id string) (decided, error) {
	a, err := find(ctx, db, f, id)
	if err == nil {
		err = db.Decide(ctx, f.Athlete, training.Decision{Activity: a.ID, Kind: training.ExcludeActivity})
	}
	return decided{"exclude", a, fmt.Sprintf("Excluded: the %s counts nowhere from now on. To count it again: %s",
		describe(a), f.Command("ingest", "--include", a.ID))}, err
}

// include counts an activity that was excluded.
func include(ctx context.Context, db *store.DB, f *flags, id string) (decided, error) {
	a, err := find(ctx, db, f, id)
	if err != nil {
		return decided{}, err
	}
	found, err := db.Undecide(ctx, f.Athlete, a.ID, training.ExcludeActivity)
	said := "Included: the " + describe(a) + " counts again"
	if !found {
		said = "Nothing to do: the " + describe(a) + " was not excluded"
	}
	return decided{"include", a, said}, err
}

// forget removes an activity.
func forget(ctx context.Context, db *store.DB, f *flags, id string) (decided, error) {
	a, err := find(ctx, db, f, id)
	if err == nil {
		err = db.Forget(ctx, f.Athlete, a.ID)
	}
	return decided{"forget", a, fmt.Sprintf("Forgotten: the %s is removed for good and does not come back from %s, which stays where it is",
		describe(a), f.short(a.Path))}, err
}

// describe calls an activity by its sport, day and distance: "run of 7 March 2026,
// 10.0 km".
func describe(a store.Label) string {
	words := receipt.Noun(a.Sport) + " of " + day(a.Start)
	if a.DistanceM > 0 {
		words += fmt.Sprintf(", %.1f km", a.DistanceM/1000)
	}
	return words
}

func day(t time.Time) string { return t.Format("2 January 2006") }
