package analysis

import (
	"slices"
	"testing"
	"time"

	"secondwind/internal/tone"
	"secondwind/internal/training"
)

// TestReminder holds what the profile brings to mind, and where it does not.
func TestReminder(t *testing.T) {
	goal := func(day string, name string, metres float64) training.Profile {
		d, err := training.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		return training.Profile{Goal: training.Some(training.Race{Name: name, Date: d, DistanceM: metres})}
	}
	near := []Milestone{
		{Title: training.Say("a year of runs"), Left: training.Say("no run"), Day: training.NewDate(2026, time.February, 25), Dated: true},
		{Title: training.Say("{} on record", training.Distance(500_000)), Left: training.Say("{} to go", training.Distance(8000)), Day: training.NewDate(2026, time.March, 22)},
	}
	far := []Milestone{{Title: near[1].Title, Left: near[1].Left, Day: near[1].Day + 1}}
	treats := training.Profile{Rewards: []string{"New socks."}}
	why := training.Profile{Why: []string{"Air.", "Calm."}}
	given := training.Profile{Gratitude: []string{"A friend."}}
	for _, c := range []struct {
		name    string
		profile training.Profile
		rut     string // empty: none was found
		fix     string
		ahead   []Milestone
		want    string
	}{
		{name: "a why in a lapse", profile: why, rut: "lapse", want: "You once wrote why you run: “Calm.”."},
		{name: "a why in a fade", profile: why, rut: "fading-frequency", want: "You once wrote why you run: “Calm.”."},
		{name: "a why where a weekday slips", profile: why, rut: "missed-weekdays", want: "You once wrote why you run: “Calm.”."},
		{name: "a why after the race", profile: why, rut: "after-the-race", want: "You once wrote why you run: “Calm.”."},
		{name: "a why without a goal", profile: why, rut: "no-goal", want: "You once wrote why you run: “Calm.”."},
		{name: "a why on the way back", profile: why, rut: "return-after-break", want: "You once wrote why you run: “Calm.”."},
		{name: "no why where routes are stale", profile: why, rut: "stale-routes"},
		{name: "no why without a rut", profile: why},
		{name: "no why that the plan quotes", profile: why, rut: "lapse", fix: "five-whys"},
		{name: "gratitude in a lapse", profile: given, rut: "lapse", want: "You once wrote what running has given you: “A friend.”."},
		{name: "no gratitude where load is high", profile: given, rut: "weekly-jump"},
		{name: "no gratitude that the plan quotes", profile: given, rut: "lapse", fix: "gratitude-list"},
		{name: "a treat near a milestone", profile: treats, ahead: near, want: "500km on record is near: 8km to go. Your profile has a treat for such a day: “New socks.”."},
		{name: "no treat far from one", profile: treats, ahead: far},
		{name: "no treat for a date of the calendar", profile: treats, ahead: near[:1]},
		{name: "no treat that the plan names", profile: treats, ahead: near, fix: "reward"},
		{name: "a milestone without a treat", ahead: near},
		{name: "a race in weeks", profile: goal("2026-03-08", "City 10K", 10_000), want: "“City 10K”, 10km, is 2 weeks away, on 2026-03-08."},
		{name: "a race in days", profile: goal("2026-03-07", "City 10K", 0), want: "“City 10K” is 13 days away, on 2026-03-07."},
		{name: "a race without a name", profile: goal("2026-05-03", "", 10_000), want: "Your race, 10km, is 10 weeks away, on 2026-05-03."},
		{name: "a race today", profile: goal("2026-02-22", "", 0), want: "Your race is today."},
		{name: "a race that is over", profile: goal("2026-02-21", "City 10K", 10_000)},
		{name: "a note", profile: training.Profile{Notes: []string{"Left shoe worn."}}, want: "A note of yours: “Left shoe worn.”."},
		{name: "nothing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := toldSeason(t, "2026-02-22", c.profile, threeAWeek)
			j := Judgement{Week: s.LastWeek(), Milestones: c.ahead}
			if c.rut != "" {
				j.Headline = &Verdict{Rule: c.rut}
			}
			if c.fix != "" {
				j.Plan = &Plan{Fix: c.fix}
			}
			checkReminder(t, j.reminder(s, nil), c.want)
		})
	}
}

func checkReminder(t *testing.T, got training.Text, want string) {
	t.Helper()
	if got.String() != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if err := got.Check(); err != nil {
		t.Error(err)
	}
	for _, complaint := range tone.Lint(got.String()) {
		t.Errorf("%s in %q", complaint, got)
	}
}

// TestReminderOfABreak holds that the reason of a break comes back with the runner: at
// first before all else, then in turn with the rest, and never without a return.
func TestReminderOfABreak(t *testing.T) {
	const reason = "Your profile says what the break was for: “flu”. Coming back from it is what counts now."
	weeks := "weekly x12 tue 18:00 no-gps 8km 46m | sat 09:00 no-gps 10km 60m" // to 25 January
	told := training.Profile{
		Breaks: []training.Break{{From: training.NewDate(2026, time.January, 26), To: training.NewDate(2026, time.February, 14), Reason: "flu"}},
		Notes:  []string{"Left shoe worn."},
	}
	unnamed := training.Profile{Breaks: []training.Break{{From: told.Breaks[0].From, To: told.Breaks[0].To}}}
	for _, c := range []struct {
		name    string
		profile training.Profile
		day     string
		want    []string // of two weeks in a row
	}{
		{"the first days back", told, "2026-02-22", []string{reason, reason}},
		{"a week later", told, "2026-02-23", []string{"A note of yours: “Left shoe worn.”.", reason}},
		{"no reason given", unnamed, "2026-02-22", []string{"", ""}},
		{"not back yet", told, "2026-02-15", []string{"A note of yours: “Left shoe worn.”.", "A note of yours: “Left shoe worn.”."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := toldSeason(t, c.day, c.profile, weeks, "run 2026-02-16 18:00 no-gps 4km 24m", "run 2026-02-19 18:00 no-gps 4km 24m")
			j := Judgement{Week: training.NewDate(2026, time.February, 9).Week()}
			got := []string{j.reminder(s, nil).String()}
			j.Week = j.Week.Add(1)
			got = append(got, j.reminder(s, nil).String())
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestReminderTakesTurns holds that every line comes round, none twice in a row, over
// the end of a year as well.
func TestReminderTakesTurns(t *testing.T) {
	p := training.Profile{Why: []string{"Air."}, Gratitude: []string{"A friend.", "The river."}, Notes: []string{"One.", "Two.", "Three."}}
	s := toldSeason(t, "2026-02-22", p, threeAWeek)
	j := Judgement{Week: training.NewDate(2026, time.November, 2).Week(), Headline: &Verdict{Rule: fadingFrequency.Name}}
	seen, last := map[string]int{}, ""
	const weeks = 18 // three kinds, of up to three lines, twice
	for range weeks {
		line := j.reminder(s, nil).String()
		if line == last {
			t.Errorf("%s says again: %q", j.Week, line)
		}
		seen[line]++
		last, j.Week = line, j.Week.Add(1)
	}
	if want := len(p.Why) + len(p.Gratitude) + len(p.Notes); len(seen) != want {
		t.Errorf("got %d lines in %d weeks, want %d: %v", len(seen), weeks, want, seen)
	}
}

// TestNoReminderBesideAToldLapse holds that a lapse which has been told stays one
// quiet line.
func TestNoReminderBesideAToldLapse(t *testing.T) {
	s := toldSeason(t, "2026-03-22", training.Profile{Notes: []string{"One."}}, threeAWeek)
	j := Judgement{Week: s.LastWeek(), Headline: &Verdict{Rule: lapse.Name}}
	told := []training.Suggestion{{Rule: lapse.Name, Read: training.NewDate(2026, time.March, 15)}}
	checkReminder(t, j.reminder(s, nil), "A note of yours: “One.”.")
	checkReminder(t, j.reminder(s, told), "")
}

// A day long before any watch has a reminder like any other.
func TestReminderBefore1970(t *testing.T) {
	p := training.Profile{Notes: []string{"first", "second", "third"}}
	for day := training.NewDate(1969, time.November, 24); day < 14; day += 7 {
		j := Judgement{Week: day.Week()}
		s := newTimeline(training.History{}, p).asOf(day, p)
		if j.reminder(s, nil).Empty() {
			t.Errorf("no reminder on %s", day)
		}
	}
}
