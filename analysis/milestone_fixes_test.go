package analysis

import (
	"slices"
	"testing"
	"time"

	"secondwind/internal/tone"
	"secondwind/internal/training"
)

// TestFixesOfMilestones holds the plans that go with a milestone, and those of a
// runner's own year, to histories whose numbers are known.
func TestFixesOfMilestones(t *testing.T) {
	const tue, thu, sat = 1, 3, 5
	eight := jogged(training.Profile{}, someday+55, evenWeeks(someday, 8, 8000, tue, thu, sat)...)
	treats := jogged(training.Profile{Rewards: []string{"a new book", "a long lunch"}}, someday+55, evenWeeks(someday, 8, 8000, tue, thu, sat)...)
	// 12 runs, one a week: the next round number is 13 weeks off.
	slow := jogged(training.Profile{}, someday+83, evenWeeks(someday, 12, 2000, tue)...)
	silent := jogged(training.Profile{}, someday+69, evenWeeks(someday, 8, 8000, tue, thu, sat)...)
	monday := training.NewDate(2024, time.December, 30)
	// From 14 January 2025 on: 50 weeks of three runs.
	year := jogged(training.Profile{}, monday+7*52-1, evenWeeks(monday+14, 50, 8000, tue, thu, sat)...)
	// Every fourth week without a run is one in four too many, less one is not.
	gaps := func(n int) *Season {
		var jogs []jog
		for w := range 26 {
			if w%4 != 3 || w/4 >= n {
				jogs = append(jogs, evenWeeks(someday+training.Date(7*w), 1, 8000, tue, sat)...)
			}
		}
		return jogged(training.Profile{}, someday+26*7-1, jogs...)
	}
	broken := jogged(training.Profile{Breaks: []training.Break{{From: someday + 70, To: someday + 97}}}, someday+30*7-1,
		slices.Concat(evenWeeks(someday, 10, 8000, tue, sat), evenWeeks(someday+98, 16, 8000, tue, sat))...)

	for _, test := range []struct {
		name string
		fix  Fix
		s    *Season
		text string // of the plan; "" where it steps aside
		what string // that is missing
	}{
		{"no treats told", reward, eight, "If you reach 25 runs on record, then give yourself a small treat. Choose it now. At your present rate you are there about 2026-03-04.", ""},
		// The plan is for week 10: the first twelve weeks have the first treat.
		{"treats told", reward, treats, "If you reach 25 runs on record, then it is time for “a new book”. At your present rate you are there about 2026-03-04.", ""},
		{"a treat too far away", reward, slow, "", "a milestone within 12 weeks at your present rate"},
		{"a treat in a silence", reward, silent, "", "a milestone within 12 weeks at your present rate"},
		{"gear", newGear, eight, "If you reach 25 runs on record, then get something small and new to run in: socks, a cap, a light. At your present rate you are there about 2026-03-04.", ""},
		{"gear in a silence", newGear, silent, "Next time you go out, run in something small and new: socks, a cap, a light.", "a milestone within 12 weeks at your present rate"},
		{
			"three dates", milestoneCalendar, eight,
			"If you like a date to run toward, then put these on your calendar: 25 runs on record, about 2026-03-04; 10 weeks with a run, about 2026-03-15; 250km on record, about 2026-03-18.", "",
		},
		{
			"an anniversary among them", milestoneCalendar, year,
			"If you like a date to run toward, then put these on your calendar: 1 year since your first recorded run, on 2026-01-14; 200 runs on record, about 2026-04-24.", "",
		},
		{"dates in a silence", milestoneCalendar, silent, "", "a milestone within half a year at your present rate"},
		{"a year of weeks", identity, year, "If it is saturday at 18:00, then tell yourself as you set off: I am a runner, race or no race. You ran in each of the last 50 weeks.", ""},
		{"three of four weeks", identity, gaps(6), "If it is saturday at 18:00, then tell yourself as you set off: I am a runner, race or no race. You ran in 20 of the last 26 weeks.", ""},
		{"too few weeks with a run", identity, gaps(0).AsOf(someday + 25*7 - 1), "", "half a year with a run in three of four weeks"},
		{"a break counts nowhere", identity, broken, "If it is saturday at 18:00, then tell yourself as you set off: I am a runner, race or no race. You ran in each of the last 26 weeks outside your breaks.", ""},
		{
			"a cause", runForACause, eight,
			"If there is a cause or a person that you care for, then run this week for them, and tell them so. You have covered 192km in 2026 so far. A usual week adds about 24km.", "",
		},
		{
			"a cause on New Year's Day", runForACause, year.AsOf(training.NewDate(2025, time.January, 1)),
			"If there is a cause or a person that you care for, then run this week for them, and tell them so.", "a distance in 2025",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			plan, missing := test.fix.Personalise(test.s, Verdict{})
			if got := plan.Text.String(); got != test.text || missing.What.String() != test.what || missing.Aside != (test.text == "") {
				t.Errorf("got %q, missing %+v; want %q without %q", got, missing, test.text, test.what)
			}
			for _, text := range []training.Text{plan.Text, plan.Tiny, plan.Check, plan.Short} {
				if err := text.Check(); err != nil {
					t.Error(err)
				}
				if text.Empty() != missing.Aside {
					t.Errorf("got the text %q", text)
				}
				for _, complaint := range tone.Lint(text.String()) {
					t.Errorf("%s in %q", complaint, text)
				}
			}
			if skip := tone.Lint(test.fix.Skip); len(skip) > 0 {
				t.Errorf("got %q in %q", skip, test.fix.Skip)
			}
		})
	}
}

// The check and what is remembered are about the first milestone that running reaches.
func TestMilestoneCalendarWaitsForRuns(t *testing.T) {
	monday := training.NewDate(2025, time.January, 13)
	s := jogged(training.Profile{}, monday+7*50-1, evenWeeks(monday, 50, 8000, 1, 3, 5)...)
	plan, _ := milestoneCalendar.Personalise(s, Verdict{})
	if got := plan.Param("milestone"); got != "runs-200" {
		t.Errorf("got the milestone %q, want runs-200", got)
	}
	if got, want := plan.Check.String(), "200 runs on record by 2026-04-24. The next reports read it from your files."; got != want {
		t.Errorf("got the check %q, want %q", got, want)
	}
	if got, want := plan.Short.String(), "put the next date on your calendar: 1 year since your first recorded run, on 2026-01-14"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
