package analysis

import (
	"strings"
	"testing"
	"time"

	"secondwind/internal/training"
)

// endOfMarch is a Sunday, twelve weeks after the first Monday of its year.
var endOfMarch = training.NewDate(2026, time.March, 29)

// aboutDay is a verdict about a weekday that was lost; without a name, about none.
func aboutDay(name string) Verdict {
	if name == "" {
		return Verdict{}
	}
	return Verdict{Subject: []training.Param{{Name: "weekday", Value: name}, {Name: "clock", Value: "18:00"}}}
}

// TestFreeEvening holds which evening is free for a club or a track.
func TestFreeEvening(t *testing.T) {
	const withWednesday = "mon 18:00 loop 8km 46m | tue 18:00 loop 8km 46m | wed 18:00 loop 8km 46m | thu 18:00 loop 8km 46m | fri 18:00 loop 8km 46m"
	const without = "mon 18:00 loop 8km 46m | tue 18:00 loop 8km 46m | thu 18:00 loop 8km 46m | fri 18:00 loop 8km 46m"
	for _, c := range []struct {
		name string
		lost string
		want string // the day; "none" is free; "" where no week has a run
		log  []string
	}{
		{"farthest from the long run", "", "wednesday", []string{"weekly x12 tue 18:00 loop 8km 46m | thu 18:00 loop 8km 46m | sun 09:00 loop 14km 84m"}},
		{"the fewest runs first", "", "friday", []string{"weekly x11 tue 18:00 loop 8km 46m | thu 18:00 loop 8km 46m | sun 09:00 loop 14km 84m", "weekly x1 tue 18:00 loop 8km 46m | wed 18:00 loop 8km 46m | sun 09:00 loop 14km 84m"}},
		{"never beside the long run", "", "thursday", []string{"weekly x12 mon 18:00 loop 8km 46m | tue 18:00 loop 8km 46m | wed 18:00 loop 8km 46m | sat 09:00 loop 14km 84m"}},
		{"not the day that was lost", "wednesday", "friday", []string{"weekly x12 tue 18:00 loop 8km 46m | thu 18:00 loop 8km 46m | sun 09:00 loop 14km 84m"}},
		{"not beside a hard day", "", "thursday", []string{"weekly x12 tue 18:00 loop 8km 46m intervals | sun 09:00 loop 14km 84m"}},
		{"a usual day is not free", "", "none", []string{"weekly x6 " + without, "weekly x6 " + withWednesday}},
		{"a day of five weeks in eight is no usual one", "", "wednesday", []string{"weekly x7 " + without, "weekly x5 " + withWednesday}},
		{"eight weeks without a run", "", "", []string{"weekly x4 tue 18:00 loop 8km 46m"}},
		{"no run at all", "", "", nil},
	} {
		e := seasonOf(t, endOfMarch, append([]string{"from 2026-01-05"}, c.log...)...).freeEvening(aboutDay(c.lost))
		got := ""
		switch {
		case e.free:
			got = training.Weekday(e.day).String()
		case e.known:
			got = "none"
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestPlansOfCompany holds what the fixes name that bring someone, a track or music
// to a run, and what they say where the files do not show it.
func TestPlansOfCompany(t *testing.T) {
	const (
		usual     = "weekly x12 tue 18:00 river-loop 8km 48m | thu 18:00 park-loop 8km 48m | sun 09:00 new-ground 14km 84m"
		sixDays   = "weekly x12 mon 18:00 loop 8km 46m | tue 18:00 loop 8km 46m | wed 18:00 loop 8km 46m | thu 18:00 loop 8km 46m | fri 18:00 loop 8km 46m | sun 09:00 loop 14km 84m"
		noDays    = "weekly x12 tue 18:00 no-gps 0km 0m | thu 18:00 no-gps 0km 0m | sun 09:00 no-gps 0km 0m"
		onTracks  = "weekly x12 tue 18:00 river-loop 8km 48m track"
		treadmill = "weekly x12 tue 18:00 no-gps 8km 48m treadmill | sun 09:00 new-ground 14km 84m"
		noPlace   = "weekly x12 tue 18:00 no-gps 8km 48m"
	)
	for _, c := range []struct {
		name    string
		fix     Fix
		log     []string
		want    string
		params  string
		missing string
		aside   bool
	}{
		{"the free evening", joinClub, []string{usual}, "If it is wednesday evening, then go along to the open run of a club near you. 0 of the last 8 full weeks had a run on a wednesday.", "wednesday", "", false},
		{"no evening is free", joinClub, []string{sixDays}, "", "", "a free weekday evening", true},
		{"no run", joinClub, nil, "If a club near you has an open run this week, then go along once.", "", "which of your evenings are free", false},

		{"laps of a tenth faster", trackSession, []string{usual}, "If it is wednesday evening, then run 10 laps on a track, every other one in about 2m10s and the rest easy. 0 of the last 8 full weeks had a run on a wednesday.", "wednesday", "", false},
		{"laps at the best of a year", trackSession, []string{usual, "run 2026-03-27 18:00 loop 5km 20m"}, "every other one in about 1m35s and the rest easy.", "wednesday", "", false},
		{"no pace", trackSession, []string{noDays}, "then run 10 laps on a track, every other one fast. 0 of the last", "friday", "a pace that you run", false},
		{"no evening", trackSession, []string{sixDays}, "", "", "a free weekday evening", true},
		{"always on a track", trackSession, []string{onTracks}, "", "", "runs on other ground than a track", true},
		{"seldom on a track", trackSession, []string{"weekly x11 tue 18:00 river-loop 8km 48m", "weekly x1 tue 18:00 river-loop 8km 48m track"}, "run 10 laps on a track", "friday", "", false},
		{"no runs to tell", trackSession, nil, "Next time you go out, run 10 laps on a track, every other one fast.", "", "which of your evenings are free", false},

		{"a tenth slower than easy", mentor, []string{usual}, "If it is sunday at 09:00, then take a beginner along for twenty minutes, at 6:36/km or slower. Your own easy runs are usually at 6:00/km.", "sunday", "", false},
		{"hard runs are not easy", mentor, []string{"weekly x6 tue 18:00 loop 8km 48m", "weekly x6 tue 18:00 loop 8km 40m intervals | sun 09:00 loop 8km 48m"}, "at 6:36/km or slower.", "tuesday", "", false},
		{"in a long silence", mentor, []string{"from 2025-09-01", usual}, "at 6:36/km or slower.", "sunday", "", false},
		{"no easy pace", mentor, []string{noDays}, "If it is sunday at 09:00, then take a beginner along for twenty minutes, at their pace.", "sunday", "your easy pace", false},
		{"nobody's pace", mentor, nil, "Next time you go out, take a beginner along for twenty minutes, at their pace.", "", "your easy pace", false},

		{"one loop every Tuesday", newMusic, []string{usual}, "If it is tuesday at 18:00, then run to a new playlist, or in silence if you always listen. No run of yours is more alike: the 8km loop north-west in each of the last 8 weeks.", "tuesday", "", false},
		{"the loop of most weeks", newMusic, []string{"weekly x11 tue 18:00 river-loop 8km 48m | thu 18:00 park-loop 8km 48m", "weekly x1 thu 18:00 park-loop 8km 48m | sun 09:00 new-ground 14km 84m"}, "If it is thursday at 18:00", "thursday", "", false},
		{"lengths that differ", newMusic, []string{"weekly x6 tue 18:00 river-loop 8km 48m | thu 18:00 park-loop 8km 48m", "weekly x6 tue 18:00 river-loop 8.5km 51m | thu 18:00 park-loop 8.3km 50m"}, "If it is thursday at 18:00", "thursday", "", false},
		{"on a treadmill", newMusic, []string{treadmill}, "No run of yours is more alike: 8km on a treadmill in each of the last 8 weeks.", "tuesday", "", false},
		{"four weeks of eight", newMusic, []string{"weekly x8 tue 18:00 new-ground 8km 48m", "weekly x4 tue 18:00 river-loop 8km 48m"}, "more alike: the 8km loop north-west in 4 of the last 8 weeks.", "tuesday", "", false},
		{"three weeks of eight", newMusic, []string{"weekly x9 tue 18:00 new-ground 8km 48m", "weekly x3 tue 18:00 river-loop 8km 48m"}, "If it is tuesday at 18:00, then run to a new playlist, or in silence if you always listen.", "", "a run that is alike every week", false},
		{"no place", newMusic, []string{noPlace}, "", "", "a run that is alike every week", false},
		{"two weeks of silence", newMusic, []string{"weekly x10 tue 18:00 river-loop 8km 48m"}, "Next time you go out, run to a new playlist, or in silence if you always listen.", "", "a run that is alike every week", false},
	} {
		s := seasonOf(t, endOfMarch, append([]string{"from 2026-01-05"}, c.log...)...)
		plan, missing := c.fix.Personalise(s, Verdict{})
		if got := plan.Text.String(); !strings.Contains(got, c.want) {
			t.Errorf("%s, %s: got %q, want %q in it", c.fix.Name, c.name, got, c.want)
		}
		if got := paramValues(plan); got != c.params || missing.What.String() != c.missing || missing.Aside != c.aside {
			t.Errorf("%s, %s: names %q and misses %q, aside %t; want %q, %q, %t", c.fix.Name, c.name, got, missing.What, missing.Aside, c.params, c.missing, c.aside)
		}
	}
}
