package analysis

import (
	"slices"
	"strings"
	"testing"
	"time"

	"secondwind/internal/training"
)

// threeAWeek is a made history of sixteen weeks that ends on Sunday 22 February 2026.
const threeAWeek = "weekly x16 tue 18:00 no-gps 8km 46m | thu 18:00 no-gps 8km 46m | sat 09:00 no-gps 10km 60m"

// toldSeason returns the season of a day in the history that some lines make from
// 3 November 2025 on.
func toldSeason(t *testing.T, day string, p training.Profile, lines ...string) *Season {
	t.Helper()
	h := historian{zone: time.UTC, routes: map[string]float64{}}
	if err := each(append([]string{"from 2025-11-03"}, lines...), h.line); err != nil {
		t.Fatal(err)
	}
	return newTimeline(h.history(), p).asOf(on(t, day), p)
}

func on(t *testing.T, day string) training.Date {
	t.Helper()
	d, err := training.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestSmallFixesPersonalised holds that plans name what the runner's files and profile
// hold, and say what they lack.
func TestSmallFixesPersonalised(t *testing.T) {
	wrote := training.Profile{Why: []string{"Air.", "Calm.", "Being kind."}, Gratitude: []string{"A friend.", "The river."}}
	begun := training.Profile{Why: []string{"Air.", "Calm."}}
	holiday := training.Profile{Breaks: []training.Break{{From: training.NewDate(2026, time.January, 6), To: training.NewDate(2026, time.January, 9)}}}
	for _, c := range []struct {
		name    string
		fix     Fix
		profile training.Profile
		lines   []string
		want    string // in the plan's text
		missing string
	}{
		{
			"weeks in a row", smallStreak,
			training.Profile{},
			[]string{threeAWeek},
			"If it is 09:00, your usual hour, then walk or run for ten minutes, day by day from 2026-02-23 to 2026-03-08. One day of each week is free. You have run in each of the last 16 weeks.", "",
		},
		{"weeks in a row over a holiday", smallStreak, holiday, []string{threeAWeek}, "You have run in 15 weeks in a row, your breaks left out.", ""},
		{
			"a row that broke is not shown", smallStreak,
			training.Profile{},
			[]string{"weekly x14 tue 18:00 no-gps 8km 46m", "skip x1", "weekly x1 tue 18:00 no-gps 8km 46m"},
			"You ran in 11 of the last 12 weeks.", "",
		},
		{
			"two weeks are a row", smallStreak,
			training.Profile{},
			[]string{"weekly x13 tue 18:00 no-gps 8km 46m", "skip x1", "weekly x2 tue 18:00 no-gps 8km 46m"},
			"You have run in each of the last 2 weeks.", "",
		},
		{
			"no run at all", smallStreak,
			training.Profile{},
			[]string{"run 2025-11-04 18:00 no-gps 20km 60m sport=cycling"},
			"If the day has ten free minutes, then walk or run for ten minutes, day by day from 2026-02-23 to 2026-03-08. One day of each week is free. If that", "an hour at which you usually run",
		},

		{
			"the sport recorded most often", addSwimOrBike,
			training.Profile{},
			[]string{threeAWeek, "run 2026-01-04 10:00 no-gps 1km 30m sport=swimming", "run 2026-01-11 10:00 no-gps 1km 30m sport=swimming", "run 2026-01-18 10:00 no-gps 20km 60m sport=cycling"},
			"If it is thursday at 18:00, then run as usual, and add a swim after it, 20 minutes at most. Your last one was on 2026-01-11.", "",
		},
		{"another sport alone", addSwimOrBike, training.Profile{}, []string{threeAWeek, "run 2026-01-04 10:00 no-gps 1km 30m sport=rowing"}, "add a swim or a ride after it", "a swim or a ride"},

		{"a memory begins the list", gratitudeList, training.Profile{}, []string{threeAWeek}, "The printed list begins for you: your first recorded run was 8km, on 2025-11-04.", ""},
		{"no memory", gratitudeList, training.Profile{}, []string{"run 2025-11-04 18:00 no-gps 0km 30m"}, "three things that running has given you.", "a run with a distance"},
		{"the list is there", gratitudeList, wrote, []string{threeAWeek}, "then read aloud what you wrote: “The river.”. Add one line", ""},

		{"a year of runs to ask about", fiveWhys, training.Profile{}, []string{threeAWeek}, "You went out 48 times in the last year: why?", ""},
		{"no run to ask about", fiveWhys, training.Profile{}, []string{"run 2024-11-04 18:00 no-gps 8km 46m"}, "then ask yourself why you run. Ask why", "a run in the last year"},
		{"two answers are there", fiveWhys, begun, []string{threeAWeek}, "then go on from your last answer: “Calm.”", ""},
		{"three answers are there", fiveWhys, wrote, []string{threeAWeek}, "then first read aloud why you run: “Being kind.”", ""},

		{"twelve weeks to show", coach, training.Profile{}, []string{threeAWeek}, "It has 36 runs and 312km of the last 12 weeks on one page", ""},
		{"fewer weeks to show", coach, training.Profile{}, []string{"skip x14", "weekly x2 tue 18:00 no-gps 8km 46m"}, "It has 2 runs and 16km of the last 2 weeks on one page", ""},
		{"no run in them", coach, training.Profile{}, []string{"weekly x2 tue 18:00 no-gps 8km 46m"}, "and hand over the summary.", "a run in the last 12 weeks"},
	} {
		t.Run(c.fix.Name+"/"+c.name, func(t *testing.T) {
			plan, missing := c.fix.Personalise(toldSeason(t, "2026-02-22", c.profile, c.lines...), Verdict{})
			if got := plan.Text.String(); !strings.Contains(got, c.want) {
				t.Errorf("got %q, want %q in it", got, c.want)
			}
			if got := missing.What.String(); got != c.missing || missing.Aside {
				t.Errorf("missing %q, aside %t; want %q", got, missing.Aside, c.missing)
			}
			for _, text := range []training.Text{plan.Text, plan.Tiny, plan.Check, plan.Short} {
				if err := text.Check(); err != nil || text.Empty() {
					t.Errorf("%q: %v", text.Form, err)
				}
			}
		})
	}
}

// TestSmallFixesTried holds what the files and the profile tell of a plan of Sunday
// 22 February 2026.
func TestSmallFixesTried(t *testing.T) {
	days := func(option string, days ...string) []string {
		lines := []string{threeAWeek}
		for _, d := range days {
			lines = append(lines, "run 2026-"+d+" 12:00 no-gps 3km 20m "+option)
		}
		return lines
	}
	firstWeek := []string{"02-23", "02-24", "02-25", "02-26", "02-27", "02-28"}
	whys := func(n int) training.Profile { return training.Profile{Why: make([]string, n)} }
	lists := func(n int) training.Profile { return training.Profile{Gratitude: make([]string, n)} }
	for _, c := range []struct {
		name          string
		fix           Fix
		before, after training.Profile
		lines         []string
		day           string
		want          training.Answer
	}{
		{name: "six days of walks", fix: smallStreak, lines: days("sport=walking", firstWeek...), day: "2026-03-01", want: training.Tried},
		{name: "six days of runs", fix: smallStreak, lines: days("", firstWeek...), day: "2026-03-01", want: training.Tried},
		{name: "the week is not over", fix: smallStreak, lines: days("", firstWeek...), day: "2026-02-28", want: training.CantTell},
		{name: "five days", fix: smallStreak, lines: days("", firstWeek[1:]...), day: "2026-03-01", want: training.NotTried},
		{name: "twice a day is one day", fix: smallStreak, lines: days("", append(firstWeek[1:], firstWeek[1])...), day: "2026-03-01", want: training.NotTried},
		{name: "the second week alone", fix: smallStreak, lines: days("", "03-02", "03-03", "03-04", "03-05", "03-06", "03-07"), day: "2026-03-08", want: training.Tried},
		{name: "the third week alone", fix: smallStreak, lines: days("", "03-09", "03-10", "03-11", "03-12", "03-13", "03-14"), day: "2026-03-15", want: training.CantTell},
		{name: "the second week less", fix: smallStreak, lines: days("", append(firstWeek, "03-02")...), day: "2026-03-08", want: training.Tried},
		{name: "nothing since", fix: smallStreak, lines: days(""), day: "2026-03-08", want: training.CantTell},

		{name: "a ride on the day of a run", fix: addSwimOrBike, lines: append(days("sport=cycling", "02-24"), days("", "02-24")[1:]...), day: "2026-03-01", want: training.Tried},
		{name: "a ride on another day", fix: addSwimOrBike, lines: append(days("sport=cycling", "02-25"), days("", "02-24")[1:]...), day: "2026-03-01", want: training.NotTried},
		{name: "both fifteen days on", fix: addSwimOrBike, lines: append(days("sport=cycling", "03-09"), days("", "02-24", "03-09")[1:]...), day: "2026-03-15", want: training.NotTried},
		{name: "a walk on the day of a run", fix: addSwimOrBike, lines: append(days("sport=walking", "02-24"), days("", "02-24")[1:]...), day: "2026-03-01", want: training.CantTell},
		{name: "no other sport on record", fix: addSwimOrBike, lines: days("", "02-24"), day: "2026-03-01", want: training.CantTell},
		{name: "no run since", fix: addSwimOrBike, lines: days("sport=cycling", "02-24"), day: "2026-03-01", want: training.CantTell},

		{name: "a first line", fix: gratitudeList, after: lists(1), want: training.Tried},
		{name: "no list yet", fix: gratitudeList, want: training.CantTell},
		{name: "one line more", fix: gratitudeList, before: lists(2), after: lists(3), want: training.Tried},
		{name: "the list as it was", fix: gratitudeList, before: lists(2), after: lists(2), want: training.CantTell},

		{name: "three answers", fix: fiveWhys, after: whys(3), want: training.Tried},
		{name: "two answers", fix: fiveWhys, after: whys(2), want: training.CantTell},
		{name: "one answer more", fix: fiveWhys, before: whys(3), after: whys(4), want: training.Tried},
		{name: "the answers as they were", fix: fiveWhys, before: whys(3), after: whys(3), want: training.CantTell},
		{name: "no answer", fix: fiveWhys, want: training.CantTell},

		{name: "whatever was run", fix: coach, lines: days("", firstWeek...), want: training.CantTell},
	} {
		t.Run(c.fix.Name+"/"+c.name, func(t *testing.T) {
			if c.lines == nil {
				c.lines = days("")
			}
			if c.day == "" {
				c.day = "2026-03-01"
			}
			before := toldSeason(t, "2026-02-22", c.before, c.lines...)
			plan, _ := c.fix.Personalise(before, Verdict{})
			after := toldSeason(t, c.day, c.after, c.lines...)
			if got := c.fix.Tried(Plan{Params: plan.Params}, before, after); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			if got := c.fix.Tried(Plan{}, before, after); plan.Params != nil && c.fix.Name != addSwimOrBike.Name && got != training.CantTell {
				t.Errorf("without its parameters got %s", got)
			}
		})
	}
}

// TestSmallFixesThatChallenge holds which of them ask for more.
func TestSmallFixesThatChallenge(t *testing.T) {
	for _, f := range []Fix{smallStreak, addSwimOrBike, gratitudeList, fiveWhys, coach} {
		want := slices.Contains([]string{"small-streak", "add-swim-or-bike"}, f.Name)
		if f.Challenge != want {
			t.Errorf("%s: a challenge %t, want %t", f.Name, f.Challenge, want)
		}
	}
}
