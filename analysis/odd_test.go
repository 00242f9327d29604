package analysis

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"secondwind/internal/training"
)

// TestOddHistories judges histories that real exports hold now and then. Each gives
// a sound judgement, and what is too little is neither a rut nor clear.
func TestOddHistories(t *testing.T) {
	const steady = "weekly x30 tue 18:00 river-loop 8km 46m | thu 18:00 hill-loop 9km 52m | sat 09:00 new-ground 13km 78m"
	tests := []struct {
		name    string
		lines   []string
		profile []string
		asOf    string
		little  bool // too little to judge any rut
	}{
		{name: "one run", lines: []string{"run 2026-03-28 09:00 river-loop 8km 46m"}, asOf: "2026-03-29", little: true},
		{name: "one run of no length", lines: []string{"run 2026-03-28 09:00 no-gps 0km 46m"}, asOf: "2026-03-29", little: true},
		{name: "one run of 300 km", lines: []string{"run 2026-03-28 09:00 river-loop 300km 2400m"}, asOf: "2026-03-29", little: true},
		{name: "a hundred runs in a day", lines: aHundredRuns(), asOf: "2026-03-29", little: true},
		{name: "300 km after steady weeks", lines: []string{"from 2026-01-05", steady, "run 2026-08-08 09:00 new-ground 300km 2400m"}, asOf: "2026-08-09"},
		{name: "runs of no length after steady weeks", lines: []string{"from 2026-01-05", steady, "weekly x10 tue 18:00 no-gps 0km 46m"}, asOf: "2026-10-11"},
		{name: "a gap of a decade", lines: []string{"from 2015-01-05", steady, "from 2026-01-05", "weekly x2 tue 18:00 river-loop 8km 46m"}, asOf: "2026-01-18"},
		{name: "a clock set to 1989", lines: []string{"run 1989-12-31 09:00 river-loop 8km 46m", "from 2026-01-05", "weekly x2 tue 18:00 river-loop 8km 46m"}, asOf: "2026-01-18"},
		{name: "heart rate in some", lines: []string{"from 2026-01-05", steady, "weekly x8 tue 18:00 river-loop 8km 46m hr=150 | sat 09:00 new-ground 13km 78m"}, asOf: "2026-09-27"},
		{
			name: "breaks that overlap and a goal that is over", lines: []string{"from 2026-01-05", steady}, asOf: "2026-08-02",
			profile: []string{"break 2026-06-01 2026-06-20 ill", "break 2026-06-10 2026-07-05 away", "goal 2026-05-01 42.2km"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h := historian{zone: time.UTC, routes: map[string]float64{}}
			if err := each(test.lines, h.line); err != nil {
				t.Fatal(err)
			}
			var in Input
			if err := each(test.profile, func(l string) error { return profileLine(&in.Profile, l) }); err != nil {
				t.Fatal(err)
			}
			day, err := training.ParseDate(test.asOf)
			if err != nil {
				t.Fatal(err)
			}
			in.History, in.AsOf, in.Today = h.history(), day, day
			j := Judge(in)
			checkJudgement(t, j)
			if err := numbersIn(reflect.ValueOf(j), "judgement"); err != nil {
				t.Error(err)
			}
			for _, v := range j.Verdicts {
				if r, _ := findRule(v.Rule); test.little && r.Kind == Rut && v.Outcome != NotEnoughData {
					t.Errorf("%s is %s: %s", v.Rule, v.Outcome, v.Reason)
				}
			}
		})
	}
}

func aHundredRuns() []string {
	lines := make([]string, 100)
	for i := range lines {
		lines[i] = fmt.Sprintf("run 2026-03-28 %02d:%02d river-loop 1km 6m", i/8+6, i%8*7)
	}
	return lines
}
