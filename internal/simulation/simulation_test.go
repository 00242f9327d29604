package simulation

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"secondwind/internal/training"
)

func TestMonday(t *testing.T) {
	for _, week := range []int{-3, 0, 60} {
		if day := Monday(week); day.Weekday() != time.Monday {
			t.Errorf("week %d begins on %s, a %s", week, day, day.Weekday())
		}
	}
	if got, want := Monday(0), training.NewDate(2023, time.January, 2); got != want {
		t.Errorf("the first Monday is %s, want %s", got, want)
	}
}

// someWeeks lets a runner run for three months.
func someWeeks(seed uint64, r Runner) training.History {
	s := New(seed, Monday(0))
	s.Weeks(r, Monday(0), 13)
	return s.History()
}

func TestSeeds(t *testing.T) {
	for _, r := range Healthy() {
		h := someWeeks(1, r)
		if !reflect.DeepEqual(h, someWeeks(1, r)) {
			t.Errorf("%s: equal seeds make different histories", r.Name)
		}
		if reflect.DeepEqual(h, someWeeks(2, r)) {
			t.Errorf("%s: different seeds make equal histories", r.Name)
		}
		if !slices.IsSortedFunc(h.Runs, func(a, b training.Run) int { return a.Start.Compare(b.Start) }) {
			t.Errorf("%s: the history is not in order", r.Name)
		}
	}
}

func TestTurn(t *testing.T) {
	for _, c := range []struct {
		turn                     Turn
		clockwise, anticlockwise bool
	}{{EitherTurn, true, true}, {Anticlockwise, false, true}, {Clockwise, true, false}} {
		r := Healthy()[0]
		r.Turn = c.turn
		clockwise, anticlockwise := 0, 0
		for _, run := range someWeeks(3, r).Runs {
			switch area := run.Measures.Ground.TurnM2; {
			case area < 0:
				clockwise++
			case area > 0:
				anticlockwise++
			}
		}
		if clockwise > 0 != c.clockwise || anticlockwise > 0 != c.anticlockwise {
			t.Errorf("turn %d: %d clockwise, %d anticlockwise", c.turn, clockwise, anticlockwise)
		}
	}
}

func TestPlants(t *testing.T) {
	for _, p := range Plants() {
		i := slices.IndexFunc(Healthy(), p.Suits)
		if i < 0 {
			t.Errorf("%s suits no runner", p.Rule)
			continue
		}
		fall := p.Plant(Healthy()[i], 1, Strong)
		if eve := fall.Eve.Runs[len(fall.Eve.Runs)-1].Date(); eve >= fall.Planted {
			t.Errorf("%s: the eve has a run on %s, and the rut begins on %s", p.Rule, eve, fall.Planted)
		}
		if fall.Until != fall.Planted+training.Date(7*p.Weeks(Strong)) {
			t.Errorf("%s: to be found by %s", p.Rule, fall.Until)
		}
		last := fall.History.Runs[len(fall.History.Runs)-1].Date()
		if p.Rule != "lapse" && last < fall.Until-14 {
			t.Errorf("%s: the history ends on %s, before %s", p.Rule, last, fall.Until)
		}
	}
}

func TestUpTo(t *testing.T) {
	h := someWeeks(4, Healthy()[0])
	all := len(h.Runs)
	day := h.Runs[10].Date()
	cut := UpTo(h, day)
	if newest := cut.NewestFile.Or(0); cut.Runs[len(cut.Runs)-1].Date() != day || newest != day {
		t.Errorf("ends on %s with a file of %s, want %s", cut.Runs[len(cut.Runs)-1].Date(), newest, day)
	}
	if len(h.Runs) != all {
		t.Error("the history was shortened itself")
	}
}

func TestKinds(t *testing.T) {
	kinds := Kinds()
	if len(kinds) != 12 {
		t.Errorf("%d kinds", len(kinds))
	}
	named := map[string]Kind{}
	for _, k := range kinds {
		named[k.Name] = k
		if k.Day.Weekday() != time.Monday {
			t.Errorf("%s reads on a %s", k.Name, k.Day.Weekday())
		}
		if last := k.History.Runs[len(k.History.Runs)-1].Date(); last >= k.Day {
			t.Errorf("%s has a run on %s, and reads on %s", k.Name, last, k.Day)
		}
		ids := map[string]bool{}
		for _, r := range k.History.Runs {
			if ids[r.ID] {
				t.Errorf("%s has two activities %s", k.Name, r.ID)
			}
			ids[r.ID] = true
		}
	}
	if n := len(named["fourteen-years"].History.Runs); n < 2600 || n > 2800 {
		t.Errorf("fourteen years hold %d activities", n)
	}
	if n := len(named["beginner"].History.Runs); n != 4 {
		t.Errorf("a beginner has %d runs", n)
	}
	if !reflect.DeepEqual(named["share"].History, named["full-load"].History) || !named["share"].Share {
		t.Error("the page to share is another runner's")
	}
}
