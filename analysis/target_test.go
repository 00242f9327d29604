package analysis

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"secondwind/internal/training"
)

const (
	fullWeek    = "tue 18:00 no-gps 10km 60m | thu 18:00 no-gps 10km 60m | sat 09:00 no-gps 8km 48m | sun 09:00 no-gps 12km 72m"
	lighterWeek = "tue 18:00 no-gps 10km 60m | sat 09:00 no-gps 8km 48m | sun 09:00 no-gps 12km 72m"
)

// eased are eleven weeks of 40 km and a lighter one, until Sunday, 29 March 2026.
var eased = []string{"from 2026-01-05", "weekly x11 " + fullWeek, "weekly x1 " + lighterWeek}

// writtenSeason reads a history and a profile in the language of the fixtures.
func writtenSeason(t *testing.T, lines, profile []string, day training.Date) *Season {
	t.Helper()
	h := historian{zone: time.UTC, routes: map[string]float64{}}
	if err := each(lines, h.line); err != nil {
		t.Fatal(err)
	}
	in := Input{History: h.history(), AsOf: day, Today: day}
	if err := each(profile, func(l string) error { return profileLine(&in.Profile, l) }); err != nil {
		t.Fatal(err)
	}
	history, _ := cutHistory(in)
	return newTimeline(history, in.Profile).asOf(day, in.Profile)
}

// tell writes targets as "W14 build 42/13.2": the week, its phase, its kilometres and
// the longest run.
func tell(targets *Targets) string {
	if targets == nil {
		return "none"
	}
	var told []string
	for _, w := range targets.Weeks {
		_, number := w.Week.Number()
		told = append(told, fmt.Sprintf("W%d %s %v/%v", number, w.Phase, w.DistanceM/1000, w.LongestM/1000))
	}
	return strings.Join(told, ", ")
}

// TestTargets compares with targets that were counted by hand.
func TestTargets(t *testing.T) {
	after := func(lines ...string) []string { return slices.Concat(eased, lines) }
	for _, c := range []struct {
		name    string
		lines   []string
		profile []string
		asOf    string // 2026-03-29, a Sunday, unless said
		want    string
	}{
		{
			name: "no goal", lines: eased,
			// 40; 1.05 × the median of 40, 40, 30, 40; 1.10 × that of 40, 30, 40, 42;
			// 0.8 × the mean of 40, 42, 44.
			want: "W14 build 40/13.2, W15 build 42/13.2, W16 build 44/13.2, W17 ease 33/10.5",
		},
		{
			name: "a marathon in 30 weeks", lines: eased, profile: []string{"goal 2026-10-25 42.2km"},
			// 1.05 × 40; 1.10 × the median of 40, 40, 30, 42; 1.15 × that of 40, 30, 42,
			// 44; 0.8 × the mean of 42, 44, 47.
			want: "W14 build 42/13.2, W15 build 44/13.2, W16 build 47/13.2, W17 ease 35/10.5",
		},
		{name: "a marathon in 10 weeks", lines: eased, profile: []string{"goal 2026-06-07 42.2km"}, want: "W14 build 42/13.2, W15 build 44/13.2, W16 build 47/13.2, W17 ease 35/10.5"},
		{
			name: "a marathon in 4 weeks", lines: eased, profile: []string{"goal 2026-04-26 42.2km"},
			// Of 40 km: (6 × 0.80 + 0.59) ÷ 7, (6 × 0.59 + 0.40) ÷ 7 and 6 × 0.40 ÷ 7.
			want: "W14 build 42/13.2, W15 taper 31/10.1, W16 taper 23/7.4, W17 race 14/4.5",
		},
		{
			name: "a marathon in a week", lines: eased, profile: []string{"goal 2026-04-05 42.2km"},
			// The level of the weeks before the taper, 40 km; after it 40 and 59 % of that.
			want: "W14 race 14/4.1, W15 ease 16/4.8, W16 ease 24/7, W17 build 21/12",
		},
		{name: "a goal that is carried", lines: eased, profile: []string{"goal 2026-10-25 21.1km"}, want: "W14 hold 40/12, W15 hold 40/12, W16 hold 40/12, W17 ease 32/9.6"},
		{name: "a goal that is nearly carried", lines: eased, profile: []string{"goal 2026-10-25 28km"}, want: "W14 build 42/13.2, W15 build 42/13.2, W16 build 42/13.2, W17 ease 33/10.5"},
		{
			name: "a short race", lines: eased, profile: []string{"goal 2026-04-26 5km"},
			want: "W14 hold 40/12, W15 hold 40/12, W16 hold 40/12, W17 race 20/6", // 6 × 0.59 ÷ 7
		},
		{name: "a goal that is over", lines: eased, profile: []string{"goal 2026-03-01 21.1km"}, want: "W14 build 40/13.2, W15 build 42/13.2, W16 build 44/13.2, W17 ease 33/10.5"},
		{name: "wants to hold", lines: eased, profile: []string{"wants maintain"}, want: "W14 hold 40/12, W15 hold 40/12, W16 hold 40/12, W17 ease 32/9.6"},
		{name: "wants no goal", lines: eased, profile: []string{"wants no-goal"}, want: "W14 hold 40/12, W15 hold 40/12, W16 hold 40/12, W17 ease 32/9.6"},
		{name: "two weeks after a lighter one", lines: after("weekly x2 " + fullWeek), asOf: "2026-04-12", want: "W16 build 44/13.2, W17 ease 33/10.5, W18 build 40/13.2, W19 build 42/13.2"},
		{
			name: "two weeks after a lighter one, toward a marathon", lines: after("weekly x2 " + fullWeek), profile: []string{"goal 2026-10-25 42.2km"}, asOf: "2026-04-12",
			want: "W16 build 44/13.2, W17 ease 33/10.5, W18 build 42/13.2, W19 build 45/13.2", // 1.15 × 40 is more than a tenth
		},
		{name: "five weeks after a lighter one", lines: after("weekly x5 " + lighterWeek), asOf: "2026-05-03", want: "W19 ease 24/9.6, W20 build 30/13.2, W21 build 32/13.2, W22 build 33/13.2"},
		{name: "never a lighter one", lines: []string{"from 2026-01-05", "weekly x12 " + fullWeek}, want: "W14 ease 32/9.6, W15 hold 40/12, W16 hold 40/12, W17 hold 40/12"},
		{name: "never a lighter one, and muted", lines: []string{"from 2026-01-05", "weekly x12 " + fullWeek}, profile: []string{"mute no-recovery-week"}, want: "W14 ease 32/9.6, W15 hold 40/12, W16 hold 40/12, W17 hold 40/12"},
		{
			name: "a weekly jump", lines: after("weekly x1 " + fullWeek + " | mon 18:00 no-gps 12km 72m | wed 18:00 no-gps 12km 72m"), asOf: "2026-04-05",
			want: "W15 ease 35/9.6, W16 hold 38/12, W17 hold 37/12, W18 hold 38/12", // 0.8 × the mean of 40, 30, 64
		},
		{name: "in mid-week", lines: eased, asOf: "2026-04-01", want: "W15 build 42/13.2, W16 build 44/13.2, W17 ease 33/10.5, W18 build 41/13.2"},
		{
			name: "in mid-week, more run than the target", lines: after("weekly x1 mon 09:00 no-gps 12km 72m | tue 09:00 no-gps 12km 72m | wed 09:00 no-gps 12km 72m | thu 09:00 no-gps 12km 72m"), asOf: "2026-04-02",
			want: "W15 build 42/13.2, W16 build 45/13.2, W17 ease 36/10.5, W18 build 44/13.2",
		},
		{name: "a break ahead", lines: eased, profile: []string{"break 2026-04-08 2026-04-10 away"}, want: "W14 build 40/13.2, W16 build 40/13.2, W17 build 42/13.2"},
		{name: "a long break ahead", lines: eased, profile: []string{"break 2026-04-06 2026-04-19 away"}, want: "W14 build 40/13.2, W17 hold 35/13.2"},
		{name: "a break that leaves no level", lines: eased, profile: []string{"break 2026-03-30 2026-04-19 away"}, want: "none"},
		{name: "a break now", lines: eased, profile: []string{"break 2026-03-28 2026-04-10 ill"}, want: "none"},
		{name: "a break of all weeks ahead", lines: eased, profile: []string{"break 2026-03-30 2026-05-10 away"}, want: "none"},
		{name: "a lapse", lines: eased, asOf: "2026-04-12", want: "none"},
		{name: "one week", lines: []string{"from 2026-03-23", "weekly x1 " + fullWeek}, want: "none"},
		{name: "two weeks", lines: []string{"from 2026-03-16", "weekly x2 " + fullWeek}, want: "W14 hold 40/12, W15 build 42/13.2, W16 build 44/13.2, W17 ease 33/10.5"},
		{name: "no distance", lines: []string{"from 2026-01-05", "weekly x12 tue 18:00 no-gps 0km 60m | sun 09:00 no-gps 0km 60m"}, want: "none"},
		{
			name: "a return", lines: after("skip x3", "weekly x2 tue 18:00 no-gps 4km 24m | sun 09:00 no-gps 5km 30m"), asOf: "2026-05-03",
			want: "W19 hold 9/5, W20 hold 9/5, W21 ease 7/4, W22 hold 9/5",
		},
		{
			name: "a return with a full week in sight", lines: after("run 2026-04-12 09:00 no-gps 5km 30m", "run 2026-04-14 18:00 no-gps 4km 24m", "run 2026-04-19 09:00 no-gps 5km 30m"), asOf: "2026-04-19",
			want: "W17 hold 7/5, W18 hold 7/5, W19 hold 7/5, W20 ease 5/4", // the median of 5 and 9, and of what follows
		},
		{
			name: "three weeks of a return", lines: after("skip x5", "weekly x3 tue 18:00 no-gps 4km 24m | sun 09:00 no-gps 5km 30m"), asOf: "2026-05-24",
			want: "W22 ease 7/4, W23 hold 9/5, W24 hold 9/5, W25 hold 9/5",
		},
		{
			name: "after a marathon", lines: after("weekly x1 sun 09:00 new-ground 42.2km 240m race"), asOf: "2026-04-05",
			want: "W15 ease 16/4.8, W16 ease 24/7, W17 build 27/13.2, W18 build 27/13.2",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			day := training.NewDate(2026, time.March, 29)
			if c.asOf != "" {
				var err error
				if day, err = training.ParseDate(c.asOf); err != nil {
					t.Fatal(err)
				}
			}
			if got := tell(writtenSeason(t, c.lines, c.profile, day).targets()); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestRaceTimeHolds holds which weeks belong to a long race: from the first that begins
// within the taper to the last with most of its days in the recovery.
func TestRaceTimeHolds(t *testing.T) {
	for race, want := range map[string][2]string{
		"2026-04-13": {"2026-W13", "2026-W17"}, // a Monday
		"2026-04-15": {"2026-W14", "2026-W17"},
		"2026-04-16": {"2026-W14", "2026-W18"}, // a Thursday
		"2026-04-19": {"2026-W14", "2026-W18"},
	} {
		day, err := training.ParseDate(race)
		if err != nil {
			t.Fatal(err)
		}
		r := raceTime{day, longTaper[:], longRecovery[:]}
		var held []string
		for w := day.Week().Add(-8); w <= day.Week().Add(8); w = w.Add(1) {
			if r.holds(w) {
				held = append(held, w.String())
			}
		}
		if len(held) == 0 || held[0] != want[0] || held[len(held)-1] != want[1] {
			t.Errorf("%s: got %v, want %s to %s", race, held, want[0], want[1])
		}
	}
}
