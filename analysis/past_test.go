package analysis

import (
	"fmt"
	"slices"
	"testing"

	"secondwind/internal/training"
)

// describePast writes what became of the suggestions, by the weeks of their reports.
func describePast(all []Advised) []string {
	var lines []string
	for _, a := range all {
		_, week := a.Report().Number()
		line := fmt.Sprintf("week %d %s %s", week, a.Fix, a.Answer)
		if a.Open {
			line += ", open"
		}
		lines = append(lines, line)
	}
	return lines
}

// TestPastByHandCount holds the list against what handCount says of the same runner.
func TestPastByHandCount(t *testing.T) {
	f := newReader("half", true, everyOther)
	f.reports(t)
	want := []string{
		"week 14 new-route tried", "week 15 new-route not-tried", "week 16 reverse-route tried", "week 17 reverse-route not-tried",
		"week 18 five-whys tried", "week 19 new-route tried", "week 20 reverse-route tried", "week 21 new-route not-tried",
		"week 23 reverse-route not-tried", "week 24 new-route tried", "week 25 new-route not-tried", "week 26 reverse-route tried",
		"week 27 reverse-route not-tried", "week 28 reverse-route tried", "week 29 reverse-route not-tried, open",
	}
	got := describePast(f.last.Past)
	if now := f.last.Plan.Fix; len(got) == 0 || got[len(got)-1] != "week 30 "+now+" cant-tell, open" {
		t.Errorf("got %q, want the suggestion of this report, %s, at the end", got, now)
	} else if got = got[:len(got)-1]; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestPastOfThisReport holds what stands for the week of a report that is made again.
func TestPastOfThisReport(t *testing.T) {
	read := training.NewDate(2026, 11, 18)
	week := read.Week().Add(-1)
	first := training.Suggestion{Week: week, Read: read - 1, Rule: staleRoutes.Name, Fix: newRoute.Name}
	other := training.Suggestion{Week: week, Read: read, Rule: staleRoutes.Name, Fix: reverseRoute.Name}
	say := func(answer training.Answer) []training.Saying {
		return []training.Saying{{Fix: first.Fix, Answer: answer, Day: read}}
	}
	tests := []struct {
		name     string
		advised  []training.Suggestion
		said     []training.Saying
		muted    string
		now      training.Suggestion
		made     bool
		wantFix  string
		wantOpen bool
	}{
		{name: "none", now: other},
		{name: "first of the week", now: other, made: true, wantFix: other.Fix, wantOpen: true},
		{name: "the first stands", advised: []training.Suggestion{first}, now: other, made: true, wantFix: first.Fix, wantOpen: true},
		{name: "the first stands where nothing is suggested now", advised: []training.Suggestion{first}, wantFix: first.Fix, wantOpen: true},
		{name: "the first was left out", advised: []training.Suggestion{first}, said: say(training.NotTried), now: other, made: true, wantFix: other.Fix, wantOpen: true},
		{name: "left out, and nothing in its place", advised: []training.Suggestion{first}, said: say(training.NotTried), wantFix: first.Fix},
		{name: "the first was muted", advised: []training.Suggestion{first}, muted: first.Fix, now: other, made: true, wantFix: other.Fix, wantOpen: true},
		{name: "its rule was muted", advised: []training.Suggestion{first}, muted: first.Rule, now: other, made: true, wantFix: other.Fix, wantOpen: true},
		{name: "the first was done", advised: []training.Suggestion{first}, said: say(training.Tried), now: other, made: true, wantFix: first.Fix},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			season := newTimeline(training.History{}, training.Profile{}).asOf(read, training.Profile{Mute: []string{test.muted}})
			season.advice = advice{advised: test.advised, said: test.said}
			switch got := season.past(test.now, test.made); {
			case len(got) == 0 && test.wantFix == "":
			case len(got) != 1 || got[0].Fix != test.wantFix || got[0].Open != test.wantOpen:
				t.Errorf("got %+v, want %s, open %t", got, test.wantFix, test.wantOpen)
			}
		})
	}
}

// TestAdvisedReport holds which page a suggestion stands on.
func TestAdvisedReport(t *testing.T) {
	week := training.NewDate(2026, 11, 15).Week()
	tests := []struct {
		name string
		read training.Date
		want training.Week
	}{
		{"on Monday", week.Sunday() + 1, week},
		{"on Sunday", week.Sunday() + 7, week},
		{"of files that ended weeks before", week.Sunday() + 29, week.Add(4)},
		{"on no known day", 0, week},
	}
	for _, test := range tests {
		a := Advised{Suggestion: training.Suggestion{Week: week, Read: test.read}}
		if got := a.Report(); got != test.want {
			t.Errorf("read %s: got %s, want %s", test.name, got, test.want)
		}
	}
}
