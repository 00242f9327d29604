package analysis

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"secondwind/internal/training"
)

// jog is a made run of which a distance and a time are known.
type jog struct {
	day training.Date
	m   float64
	d   time.Duration
}

// evenWeeks are runs of one length, six minutes a kilometre, on the given days of
// n weeks; 0 is Monday.
func evenWeeks(monday training.Date, n int, m float64, days ...training.Date) []jog {
	var jogs []jog
	for w := range n {
		for _, d := range days {
			jogs = append(jogs, jog{monday + training.Date(7*w) + d, m, time.Duration(0.36 * m * float64(time.Second))})
		}
	}
	return jogs
}

// jogged returns the season of runs, oldest first, at the end of a day.
func jogged(p training.Profile, day training.Date, jogs ...jog) *Season {
	var h training.History
	for i, j := range jogs {
		h.Runs = append(h.Runs, training.Run{
			ID: fmt.Sprintf("r%d", i), Sport: training.Running, Start: j.day.Time().Add(18 * time.Hour),
			Local:    training.LocalOffset{Source: training.DeviceOffset},
			Measures: training.Measures{DistanceM: j.m, Moving: j.d, Elapsed: j.d, Quality: 1},
		})
	}
	return newTimeline(h, p).asOf(day, p)
}

// told says which milestones lie ahead and when, a line each.
func told(s *Season) []string {
	var lines []string
	for _, m := range s.milestones() {
		lines = append(lines, m.ID+" "+m.Day.String())
	}
	return lines
}

// TestMilestones holds the dates to what was counted by hand. Three runs of 8 km and 48
// minutes a week are 24 km and 2.4 hours.
func TestMilestones(t *testing.T) {
	const tue, thu, sat = 1, 3, 5
	away := func(from, to int) training.Profile {
		return training.Profile{Breaks: []training.Break{{From: someday + training.Date(from), To: someday + training.Date(to)}}}
	}
	eight := evenWeeks(someday, 8, 8000, tue, thu, sat)
	// Twelve weeks, four weeks off, four weeks.
	around := slices.Concat(eight, evenWeeks(someday+7*12, 4, 8000, tue, thu, sat))
	tests := []struct {
		name    string
		profile training.Profile
		day     int // after someday
		jogs    []jog
		want    []string
	}{
		{
			// 24 runs, 192 km, 19.2 h, 8 weeks: 1 run is 2⅓ days, 2 weeks are 14, 58 km
			// and 5.8 h are 16.9.
			"eight even weeks",
			training.Profile{},
			55, eight,
			[]string{"runs-25 2026-03-04", "weeks-10 2026-03-15", "distance-250km 2026-03-18", "hours-25 2026-03-18"},
		},
		{
			"a week away ahead", away(56, 62), 55, eight,
			[]string{"runs-25 2026-03-11", "weeks-10 2026-03-22", "distance-250km 2026-03-25", "hours-25 2026-03-25"},
		},
		{
			// From the fourth day on the week away puts them off.
			"a week away later", away(59, 65), 55, eight,
			[]string{"runs-25 2026-03-04", "weeks-10 2026-03-22", "distance-250km 2026-03-25", "hours-25 2026-03-25"},
		},
		{"on a break", away(55, 57), 55, eight, nil},
		{
			// 36 runs, 12 weeks, 288 km, 28.8 h at the rate of before: 14 runs are 32⅔
			// days, 212 km and 21.2 h 61.8, 13 weeks 91.
			"a break behind", away(56, 83), 111, around,
			[]string{"runs-50 2026-05-29", "distance-500km 2026-06-27", "hours-50 2026-06-27", "weeks-25 2026-07-26"},
		},
		{
			// The empty weeks count: half the rate. 14 runs are 65⅓ days, 212 km 123.7;
			// 13 weeks with a run in half of them are 182, the last day that is told.
			"as long without a word",
			training.Profile{},
			111, around,
			[]string{"runs-50 2026-07-01", "distance-500km 2026-08-28", "hours-50 2026-08-28", "weeks-25 2026-10-25"},
		},
		{
			"thirteen days without a run",
			training.Profile{},
			67, eight,
			[]string{"runs-25 2026-03-16", "weeks-10 2026-03-29", "distance-250km 2026-03-30", "hours-25 2026-03-30"},
		},
		{"fourteen days without a run", training.Profile{}, 68, eight, nil},
		{"back from a break", training.Profile{}, 82, slices.Concat(eight, evenWeeks(someday+7*11, 1, 8000, tue)), nil},
		{"three complete weeks", training.Profile{}, 20, eight[:9], nil},
		{
			// 12 runs, 96 km, 9.6 h.
			"four complete weeks",
			training.Profile{},
			27, eight[:12],
			[]string{"distance-100km 2026-02-03", "hours-10 2026-02-03", "runs-25 2026-03-04", "weeks-10 2026-03-15"},
		},
		{"one week in three", training.Profile{}, 65, slices.Concat(
			evenWeeks(someday, 1, 8000, sat), evenWeeks(someday+21, 1, 8000, sat), evenWeeks(someday+42, 1, 8000, sat), evenWeeks(someday+63, 1, 8000, tue),
		), nil},
		{
			// 24 runs, 48 km, 4.8 h: 52 km and 5.2 h are 26 weeks, all that is told.
			"slow",
			training.Profile{},
			167, evenWeeks(someday, 24, 2000, tue),
			[]string{"runs-25 2026-06-28", "weeks-25 2026-06-28", "distance-100km 2026-12-20", "hours-10 2026-12-20"},
		},
		{
			// 23 runs, 46 km: 54 km would be 27 weeks.
			"too slow",
			training.Profile{},
			160, evenWeeks(someday, 23, 2000, tue),
			[]string{"runs-25 2026-06-28", "weeks-25 2026-06-28"},
		},
		{
			// The month's longest grew by 1.5 km in 30 days; 0.5 km more are 10.
			"a first distance near",
			training.Profile{},
			62, slices.Concat(eight, evenWeeks(someday+56, 1, 9500, tue, thu, sat)),
			[]string{"distance-250km 2026-03-17", "first-10km 2026-03-18", "weeks-10 2026-03-15", "hours-25 2026-03-17", "runs-50 2026-05-01"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := jogged(test.profile, someday+training.Date(test.day), test.jogs...)
			got := told(s)
			if slices.Sort(test.want); !slices.Equal(sorted(got), test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
			checkMilestones(t, s.milestones(), s.read)
		})
	}
}

func sorted(lines []string) []string {
	slices.Sort(lines)
	return lines
}

// checkMilestones holds what is true of all milestones that a report tells.
func checkMilestones(t *testing.T, all []Milestone, read training.Date) {
	t.Helper()
	if len(all) > mostMilestones {
		t.Errorf("%d milestones are told", len(all))
	}
	before, seen := read+1, map[string]bool{}
	for _, m := range all {
		_, counted := tally{}.of(m.ID)
		switch {
		case m.Day < before:
			t.Errorf("%s of %s stands after %s", m.ID, m.Day, before)
		case m.Day > read+182:
			t.Errorf("%s of %s is told on %s", m.ID, m.Day, read)
		case seen[m.ID]:
			t.Errorf("%s is told twice", m.ID)
		case counted == m.Dated:
			t.Errorf("%s: dated %v, and reached by running %v", m.ID, m.Dated, counted)
		}
		before, seen[m.ID] = m.Day, true
	}
}

// A year's distance is told in its own year, beside that of all years, and begins anew.
func TestMilestonesOfTheYear(t *testing.T) {
	monday := training.NewDate(2024, time.June, 3)
	for _, test := range []struct {
		name string
		day  training.Date
		m    float64
		want string // "" for none of the year
	}{
		// 50 Saturdays and 49 Tuesdays of 2025: 990 km, and 20 a week.
		{"before New Year", training.NewDate(2025, time.December, 14), 10_000, "year-2025-1000km 2025-12-18"},
		// 940.5 km, and 19 a week: the year ends first.
		{"not before New Year", training.NewDate(2025, time.December, 14), 9500, ""},
		{"the last day of the year", training.NewDate(2025, time.December, 31), 10_000, ""},
		// One Saturday: 90 km are 31½ days.
		{"after New Year", training.NewDate(2026, time.January, 4), 10_000, "year-2026-100km 2026-02-05"},
		{"the year of the first run", training.NewDate(2024, time.December, 1), 10_000, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			weeks := int(test.day.Week()-monday.Week())/7 + 1
			got := told(jogged(training.Profile{}, test.day, evenWeeks(monday, weeks, test.m, 1, 5)...))
			of := slices.IndexFunc(got, func(line string) bool { return line[:4] == "year" })
			if test.want == "" && of >= 0 || test.want != "" && !slices.Contains(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// Of six ahead the five next are told.
func TestMostMilestones(t *testing.T) {
	monday, day := training.NewDate(2024, time.June, 3), training.NewDate(2026, time.January, 4)
	s := jogged(training.Profile{}, day, evenWeeks(monday, 83, 10_000, 1, 5)...)
	if anniversary := s.nextAnniversary(); anniversary.Day > s.lastAhead() {
		t.Fatalf("%s is too far ahead to be left out", anniversary.ID)
	}
	// 166 runs, 1660 km, 166 h and 83 weeks: 34 runs, 340 km, 34 h and 17 weeks are 119 days.
	want := []string{"year-2026-100km 2026-02-05", "runs-200 2026-05-03", "distance-2000km 2026-05-03", "hours-200 2026-05-03", "weeks-100 2026-05-03"}
	if got := told(s); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A sum that stands still or shrinks never gets there.
func TestFallsOnNoDay(t *testing.T) {
	s := jogged(training.Profile{}, someday, jog{someday, 5000, 30 * time.Minute})
	for _, weekly := range []float64{0, -100} {
		if day, ok := s.fallsOn(500, weekly); ok {
			t.Errorf("at %v a week 500 fall on %s", weekly, day)
		}
	}
}

func TestAnniversaries(t *testing.T) {
	for _, test := range []struct {
		name             string
		first, read, day training.Date
		id               string
	}{
		{"the eve", training.NewDate(2025, time.June, 3), training.NewDate(2026, time.June, 2), training.NewDate(2026, time.June, 3), "anniversary-1"},
		{"the day itself", training.NewDate(2025, time.June, 3), training.NewDate(2026, time.June, 3), training.NewDate(2027, time.June, 3), "anniversary-2"},
		{"over New Year", training.NewDate(2020, time.January, 2), training.NewDate(2025, time.December, 30), training.NewDate(2026, time.January, 2), "anniversary-6"},
		{"a leap day", training.NewDate(2024, time.February, 29), training.NewDate(2025, time.February, 28), training.NewDate(2025, time.March, 1), "anniversary-1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := jogged(training.Profile{}, test.read, jog{day: test.first, m: 5000, d: 30 * time.Minute}).nextAnniversary()
			if m.ID != test.id || m.Day != test.day {
				t.Errorf("got %s on %s, want %s on %s", m.ID, m.Day, test.id, test.day)
			}
		})
	}
}

// A first distance is told where the long run grows toward it, and not beside a rut of
// too much.
func TestFirstsAhead(t *testing.T) {
	ten := evenWeeks(someday, 10, 8000, 1, 3, 5)
	for _, test := range []struct {
		name string
		jogs []jog
		want string
	}{
		{"a step away", evenWeeks(someday+70, 1, 9500, 5), "first-10km"},
		{"a tenth away", evenWeeks(someday+70, 1, 9100, 5), "first-10km"},
		{"more than a tenth", evenWeeks(someday+70, 1, 9000, 5), ""},
		{"no longer than before", evenWeeks(someday+70, 1, 8000, 5), ""},
		{"covered", evenWeeks(someday+70, 1, 10_000, 5), ""},
		{"too much in the week", evenWeeks(someday+70, 1, 9500, 0, 1, 2, 3, 4, 5), ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := ""
			s := jogged(training.Profile{}, someday+76, slices.Concat(ten, test.jogs)...)
			for _, m := range s.ahead() {
				if m.ID[:5] == "first" {
					got = m.ID
				}
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
	long := slices.Concat(evenWeeks(someday, 10, 19_000, 5), evenWeeks(someday+70, 1, 20_000, 5))
	if m := jogged(training.Profile{}, someday+76, long...).firstsAhead(); len(m) != 1 || m[0].id != "first-21.1km" || m[0].left.String() != "1.1km beyond your longest run so far" {
		t.Errorf("after 20 km got %+v", m)
	}
}

// What lies ahead is a milestone when it is passed: there is one list of round numbers.
func TestRoundNumbersAreThoseOfProgress(t *testing.T) {
	for n := range 1200 {
		next := nextCount(float64(n))
		for k := n + 1; k < next; k++ {
			if isMilestone(k) {
				t.Fatalf("after %d: %d, and %d is round", n, next, k)
			}
		}
		if next <= n || !isMilestone(next) {
			t.Fatalf("after %d: %d", n, next)
		}
	}
	for km := range 4200 {
		m := float64(km)*1000 + 0.5
		next := nextKm(m)
		if passedKm(m, float64(next)*1000) != next || passedKm(m, float64(next)*1000-1) != 0 {
			t.Fatalf("after %d km: %d km", km, next)
		}
	}
}

// Whether a milestone was reached is told by the runs up to its day.
func TestAnswerMilestone(t *testing.T) {
	eight := evenWeeks(someday, 8, 8000, 1, 3, 5) // 24 runs
	const read = 55
	plan := func(id, target, day string) Plan {
		return Plan{Params: []training.Param{{Name: "milestone", Value: id}, {Name: "target", Value: target}, {Name: "day", Value: day}}}
	}
	runs := plan("runs-25", "25", "2026-03-04")
	for _, test := range []struct {
		name             string
		plan             Plan
		days             []training.Date // of runs since, after someday
		now              int
		reward, calendar training.Answer
	}{
		{"reached", runs, []training.Date{57}, 62, training.Tried, training.Tried},
		{"reached on the day", runs, []training.Date{58}, 62, training.Tried, training.Tried},
		{"reached a day late", runs, []training.Date{59}, 62, training.Tried, training.NotTried},
		{"not yet", plan("runs-50", "50", "2026-05-01"), []training.Date{57}, 62, training.CantTell, training.CantTell},
		{"not by its day", plan("runs-50", "50", "2026-03-04"), []training.Date{57}, 62, training.NotTried, training.NotTried},
		{"no run since", runs, nil, 69, training.CantTell, training.CantTell},
		{"distance", plan("distance-200km", "200000", "2026-03-04"), []training.Date{57}, 62, training.Tried, training.Tried},
		{"a metre short", plan("distance-200km", "200001", "2026-03-04"), []training.Date{57}, 62, training.NotTried, training.NotTried},
		{"hours", plan("hours-20", "20", "2026-03-04"), []training.Date{57}, 62, training.Tried, training.Tried},
		{"weeks", plan("weeks-9", "9", "2026-03-04"), []training.Date{57}, 62, training.Tried, training.Tried},
		{"weeks to come", plan("weeks-10", "10", "2026-03-04"), []training.Date{57}, 62, training.NotTried, training.NotTried},
		{"the year", plan("year-2026-200km", "200000", "2026-03-04"), []training.Date{57}, 62, training.Tried, training.Tried},
		{"a first distance", plan("first-10km", "10000", "2026-03-04"), []training.Date{57}, 62, training.NotTried, training.NotTried},
		{"no milestone that runs reach", plan("anniversary-1", "1", "2026-03-04"), []training.Date{57}, 62, training.CantTell, training.CantTell},
		{"no number", plan("runs-25", "many", "2026-03-04"), []training.Date{57}, 62, training.CantTell, training.CantTell},
		{"nothing named", Plan{}, []training.Date{57}, 62, training.CantTell, training.CantTell},
	} {
		t.Run(test.name, func(t *testing.T) {
			jogs := slices.Clone(eight)
			for _, d := range test.days {
				jogs = append(jogs, evenWeeks(someday+d, 1, 8000, 0)...)
			}
			after := jogged(training.Profile{}, someday+training.Date(test.now), jogs...)
			before := after.AsOf(someday + read)
			if got := reward.Tried(test.plan, before, after); got != test.reward {
				t.Errorf("reward: got %s, want %s", got, test.reward)
			}
			if got := milestoneCalendar.Tried(test.plan, before, after); got != test.calendar {
				t.Errorf("milestone-calendar: got %s, want %s", got, test.calendar)
			}
		})
	}
}
