package analysis

import (
	"fmt"
	"maps"
	"math"
	"strings"
	"testing"
	"time"

	"secondwind/internal/training"
)

func TestStaleOutcome(t *testing.T) {
	for _, c := range []struct {
		name                     string
		top, topThree, explorers float64
		want                     Outcome
	}{
		{"both limits belong to the rut", 0.60, 0.60, 0.20, Flagged},
		{"a little less of the top place", 0.59, 0.60, 0.20, Watch},
		{"the top three alone", 0.30, 0.80, 0.20, Flagged},
		{"a little less of the top three", 0.30, 0.79, 0.20, Watch},
		{"a few explorers more", 0.90, 1, 0.201, Watch},
		{"explorers between the limits", 0.90, 1, 0.25, Watch},
		{"enough explorers", 0.90, 1, 0.26, Clear},
		{"the limits of the watch", 0.50, 0.50, 0.25, Watch},
		{"the top three of the watch alone", 0.30, 0.70, 0.25, Watch},
		{"three places below the watch", 0.49, 0.69, 0, Clear},
	} {
		if got := staleOutcome(c.top, c.topThree, c.explorers); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

// TestBinomialAtMost holds the chances that decide on missed weekdays (oracle
// O17 and science B.1).
func TestBinomialAtMost(t *testing.T) {
	for _, c := range []struct {
		kept, n int
		p       float64
		want    string
	}{
		{7, 12, 0.85, "0.0239"},
		{8, 12, 0.85, "0.0922"},
		{11, 16, 0.9, "0.0170"},
		{5, 8, 0.9, "0.0381"},
		{1, 4, 9.0 / 10, "0.0037"}, // 8 of 8 kept before
		{1, 4, 8.0 / 10, "0.0272"}, // 7 of 8
		{0, 4, 7.0 / 10, "0.0081"}, // 6 of 8
		{1, 4, 7.0 / 10, "0.0837"},
		{4, 4, 0.5, "1.0000"},
	} {
		if got := fmt.Sprintf("%.4f", binomialAtMost(c.kept, c.n, c.p)); got != c.want {
			t.Errorf("P(X ≤ %d) of %d at %.2f: got %s, want %s", c.kept, c.n, c.p, got, c.want)
		}
	}
}

// TestPoissonAtMost holds the chances that decide on a fall in the count of runs
// (oracle O17).
func TestPoissonAtMost(t *testing.T) {
	for _, c := range []struct {
		n    int
		mean float64
		want string
	}{
		{9, 16, "0.0433"}, {6, 12, "0.0458"}, {3, 8, "0.0424"}, {10, 16, "0.0774"},
	} {
		if got := fmt.Sprintf("%.4f", poissonAtMost(c.n, c.mean)); got != c.want {
			t.Errorf("P(X ≤ %d) of a mean of %v: got %s, want %s", c.n, c.mean, got, c.want)
		}
	}
}

// TestUsualDay holds from how many weeks a weekday is a habit: from those whose
// Wilson interval of 80 % lies above a coin's half (oracle O17).
func TestUsualDay(t *testing.T) {
	const z, weeks = 1.2815515655446004, 8 // of 80 %, two-sided
	wilson := func(kept int) float64 {
		p := float64(kept) / weeks
		return (p + z*z/(2*weeks) - z*math.Sqrt(p*(1-p)/weeks+z*z/(4*weeks*weeks))) / (1 + z*z/weeks)
	}
	for kept, want := range map[int]string{5: "0.403", 6: "0.524", 7: "0.660", 8: "0.830"} {
		if got := fmt.Sprintf("%.3f", wilson(kept)); got != want {
			t.Errorf("%d of 8: the lower bound is %s, want %s", kept, got, want)
		}
		h := Habit{Weeks: weeks}
		h.Days[mondayFirst(time.Thursday)].Kept = kept
		if got := h.Usual(time.Thursday); got != (wilson(kept) > 0.5) {
			t.Errorf("%d of 8: a habit %t", kept, got)
		}
	}
}

// TestFadeOutcome holds the limits of a fall: its chance, its size, and how many
// of its weeks are as full as usual.
func TestFadeOutcome(t *testing.T) {
	slots := func(kept int, chance float64) fade {
		return fade{slots: 12, kept: kept, usualSlots: 24, usualKept: 23, slotChance: chance, countChance: 1}
	}
	number := func(runDays int, chance float64) fade {
		return fade{weeks: 4, runDays: runDays, rate: 4, slotChance: 1, countChance: chance}
	}
	full := slots(6, 0.01)
	full.fullWeeks = 2
	for _, c := range []struct {
		name string
		fade fade
		want Outcome
	}{
		{"slots at the limit of chance", slots(6, 0.05), Flagged},
		{"slots above it", slots(6, 0.0501), Watch},
		{"slots at the limit of the watch", slots(6, 0.10), Watch},
		{"slots above that", slots(6, 0.1001), Clear},
		{"slots that fell by little", slots(9, 0.01), Watch}, // 0.75 of 12 × 24/26 are 8.3
		{"slots that fell enough", slots(8, 0.01), Flagged},
		{"two weeks as full as usual", full, Watch},
		{"nine of sixteen", number(9, 0.05), Flagged},
		{"ten of sixteen", number(10, 0.05), Watch}, // three fifths are 9.6
		{"the count above the limit of chance", number(9, 0.0501), Watch},
	} {
		if got := c.fade.outcome(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

// TestSpikeBands holds the bands of the session spike in whole metres (oracle
// O14): in floats 6.6 ÷ 6.0 is less than 1.1.
func TestSpikeBands(t *testing.T) {
	for _, c := range []struct {
		distanceM float64
		want      Outcome
	}{
		{11_000, Clear}, {11_001, Watch}, {13_000, Watch}, {13_001, Flagged}, {20_010, Flagged},
	} {
		p := spike{session: &Session{DistanceM: c.distanceM}, longestM: 10_000, seasonM: 10_000}
		if got := p.outcome(); got != c.want {
			t.Errorf("%.0f m after 10 km: got %s, want %s", c.distanceM, got, c.want)
		}
	}
	p := spike{session: &Session{DistanceM: 6600}, longestM: 6000, seasonM: 6000}
	if got := p.outcome(); got != Clear {
		t.Errorf("6.6 km after 6: got %s, want %s", got, Clear)
	}
}

func TestMeanClock(t *testing.T) {
	for _, c := range []struct {
		name   string
		clocks []training.Clock
		want   training.Clock
		wantR  string
	}{
		{"across midnight", []training.Clock{23*60 + 30, 30}, 0, "0.99144"}, // oracle O16
		{"opposite", []training.Clock{6 * 60, 18 * 60}, 0, "0.00000"},
		{"rounded to five minutes", []training.Clock{18*60 + 8, 18*60 + 11}, 18*60 + 10, "0.99998"},
	} {
		got, r := meanClock(c.clocks)
		if gotR := fmt.Sprintf("%.5f", r); gotR != c.wantR {
			t.Errorf("%s: got R %s, want %s", c.name, gotR, c.wantR)
		}
		if c.name != "opposite" && got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestPassedKm(t *testing.T) {
	for _, c := range []struct {
		beforeM, afterM float64
		want            int
	}{
		{99_000, 101_000, 100}, {101_000, 110_000, 0}, {0, 3000, 0}, {995_000, 1_005_000, 1000}, {1_995_000, 2_004_000, 2000}, {2_400_000, 2_600_000, 0},
	} {
		if got := passedKm(c.beforeM, c.afterM); got != c.want {
			t.Errorf("from %.0f to %.0f m: got %d, want %d", c.beforeM, c.afterM, got, c.want)
		}
	}
}

// TestSuits holds whom a fix is for: by the profile, else by turns.
func TestSuits(t *testing.T) {
	for _, c := range []struct {
		name        string
		suits, says training.Motivation
		last        string // fix of the newest suggestion
		want        bool
	}{
		{name: "a fix for either kind", says: training.Extrinsic, want: true},
		{name: "of the runner's kind", suits: training.Intrinsic, says: training.Intrinsic, want: true},
		{name: "of the other kind", suits: training.Intrinsic, says: training.Extrinsic},
		{name: "the profile is silent", suits: training.Intrinsic, want: true},
		{name: "the same kind as last time", suits: training.Intrinsic, last: "look-back"},
		{name: "the other kind than last time", suits: training.Extrinsic, last: "look-back", want: true},
		{name: "last time a fix for either kind", suits: training.Intrinsic, last: "new-route", want: true},
		{name: "the profile outweighs last time", suits: training.Intrinsic, says: training.Intrinsic, last: "look-back", want: true},
	} {
		in := Input{Profile: training.Profile{Motivation: c.says}}
		if c.last != "" {
			in.Past = []training.Suggestion{{Fix: c.last}}
		}
		if got := suits(Fix{Suits: c.suits}, in); got != c.want {
			t.Errorf("%s: got %t, want %t", c.name, got, c.want)
		}
	}
}

// TestSessionCounts holds what counts for frequency and habit (science 0.4).
func TestSessionCounts(t *testing.T) {
	for _, c := range []struct {
		name    string
		metres  float64
		seconds time.Duration
		want    bool
	}{
		{"1.5 km", 1500, 300, true},
		{"a metre less", 1499, 300, false},
		{"ten minutes", 900, 600, true},
		{"a second less", 900, 599, false},
		{"the date alone is known", 0, 0, true},
	} {
		x := Session{DistanceM: c.metres, Moving: c.seconds * time.Second}
		if got := x.Counts(); got != c.want {
			t.Errorf("%s: counts %t, want %t", c.name, got, c.want)
		}
	}
}

// TestDayUncertain holds that only an approximate time within two hours of
// midnight is too weak for the day (science 0.2).
func TestDayUncertain(t *testing.T) {
	day := training.NewDate(2026, time.March, 5)
	for _, c := range []struct {
		clock  training.Clock
		approx bool
		want   bool
	}{
		{119, true, true}, {120, true, false}, {22 * 60, true, false}, {22*60 + 1, true, true}, {12 * 60, true, false}, {0, false, false},
	} {
		x := Session{Date: day, Start: day.Time().Add(time.Duration(c.clock) * time.Minute), Approx: c.approx}
		if got := x.DayUncertain(); got != c.want {
			t.Errorf("%s, approximate %t: got %t, want %t", c.clock, c.approx, got, c.want)
		}
	}
}

// TestLighterWeeks holds which weeks a chart draws as lighter: 80 % of the mean of
// the three before, by time (science C.9).
func TestLighterWeeks(t *testing.T) {
	h := historian{zone: time.UTC, routes: map[string]float64{}}
	first := training.NewDate(2026, time.January, 5).Week()
	for i, minutes := range []string{"40m", "100m", "100m", "100m", "80m", "100m", "75m", "0s", "46m"} {
		if minutes == "0s" {
			continue
		}
		if err := h.run(first.Add(i).Monday(), []string{"18:00", "no-gps", "10km", minutes}); err != nil {
			t.Fatal(err)
		}
	}
	last := first.Add(8)
	s := newTimeline(h.history(), training.Profile{}).asOf(last.Sunday(), training.Profile{})
	// 80 of a mean of 100; 75 of 93.3 is 0.804; a week without a run is none; 46 of 58.3 is 0.789.
	want := []bool{false, true, false, false, false, true}
	for i, bar := range s.weekBars(len(want)) {
		if bar.Lighter != want[i] {
			t.Errorf("%s with %s: lighter %t, want %t", bar.Week, bar.Moving, bar.Lighter, want[i])
		}
	}
}

// TestMissedOutcome holds the chances that flag and watch; few counts of weeks
// come near them.
func TestMissedOutcome(t *testing.T) {
	for _, c := range []struct {
		chance float64
		want   Outcome
	}{
		{0.05, Flagged}, {0.0501, Watch}, {0.10, Watch}, {0.1001, Clear},
	} {
		weeks := make([]Week, habitTested)
		v := missedVerdict(habitTest{tested: weeks, habit: Habit{Weeks: 8}}, keptDay{tested: 4, chance: c.chance})
		if v.Outcome != c.want {
			t.Errorf("by chance %v: got %s, want %s", c.chance, v.Outcome, c.want)
		}
	}
}

// TestChartWindows holds how far back the charts look.
func TestChartWindows(t *testing.T) {
	h := historian{zone: time.UTC, routes: map[string]float64{}}
	if err := each([]string{"from 2024-09-02", "weekly x80 mon 18:00 loop 6km 36m | sun 09:00 loop 6km 36m"}, h.line); err != nil {
		t.Fatal(err)
	}
	day := training.NewDate(2026, time.March, 15)
	j := Judge(Input{History: h.history(), AsOf: day, Today: day})
	got := map[ChartKind]int{CalendarChart: len(j.Glance.HalfYear.Weeks)}
	for _, v := range j.Verdicts {
		switch c := v.Chart.(type) {
		case LongestRun:
			got[c.Kind()] = len(c.Runs)
		case WeeklyVolume:
			got[c.Kind()] = max(got[c.Kind()], len(c.Weeks)) // one rule of several looks less far
		case RouteGallery:
			got[c.Kind()] = len(c.NewGround)
		case Trend:
			got[c.Kind()] = len(c.Series[0].Points)
		}
	}
	// Half a year of two runs a week, of weeks, and a year of months.
	want := map[ChartKind]int{LongestRunChart: 52, WeeklyVolumeChart: 26, CalendarChart: 26, RouteGalleryChart: 12, TrendChart: 12}
	if !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestMemories holds which memories a history has.
func TestMemories(t *testing.T) {
	for _, c := range []struct {
		name string
		runs []string // distances, a run a day
		want string
	}{
		{"one run", []string{"3km"}, "first"},
		{"5 km for the first time", []string{"3km", "5km"}, "first longest first-5k"},
		{"a metre less", []string{"3km", "4.999km"}, "first longest"},
		{"the first run was as long", []string{"5km", "4km"}, "first"},
		{"without a distance", []string{"0km"}, ""},
	} {
		h := historian{zone: time.UTC, routes: map[string]float64{}}
		day := training.NewDate(2026, time.March, 2)
		for i, km := range c.runs {
			if err := h.run(day+training.Date(i), []string{"18:00", "no-gps", km, "30m"}); err != nil {
				t.Fatal(err)
			}
		}
		s := newTimeline(h.history(), training.Profile{}).asOf(day+6, training.Profile{})
		var names []string
		for _, m := range s.memories() {
			names = append(names, m.name)
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// TestHard holds what makes a session hard by its shape.
func TestHard(t *testing.T) {
	for _, c := range []struct {
		name    string
		laps    int
		bouts   int
		ascentM float64
		race    bool
		want    bool
	}{
		{"nothing", 0, 0, 0, false, false},
		{"four laps by hand", 4, 0, 0, false, true},
		{"three laps", 3, 0, 0, false, false},
		{"four fast bouts", 0, 4, 0, false, true},
		{"three fast bouts", 0, 3, 0, false, false},
		{"bouts on 15 m of ascent a km", 0, 4, 150, false, true},
		{"bouts on more", 0, 4, 151, false, false},
		{"a race", 0, 0, 0, true, true},
	} {
		r := training.Run{Laps: c.laps, Measures: training.Measures{
			DistanceM: 10_000, AscentM: training.Some(c.ascentM), Bouts: make([]training.Bout, c.bouts),
		}}
		x := Session{Recordings: []*training.Run{&r}, Race: race{Like: c.race}}
		if got := x.Hard(); got != c.want {
			t.Errorf("%s: hard %t, want %t", c.name, got, c.want)
		}
	}
}

// TestUsualClock holds how far apart starts still make one usual time.
func TestUsualClock(t *testing.T) {
	for _, c := range []struct {
		name   string
		clocks []training.Clock
		want   training.Clock
	}{
		{"ninety minutes apart", []training.Clock{18 * 60, 19*60 + 30}, 18*60 + 45},
		{"a minute more: the later of equals", []training.Clock{18 * 60, 19*60 + 31}, 19*60 + 30},
		{"mornings and evenings", []training.Clock{6 * 60, 18 * 60, 6*60 + 10}, 6*60 + 5},
		{"around midnight", []training.Clock{23*60 + 50, 10}, 0},
	} {
		if got := usualClock(c.clocks); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

// TestLeastTrend holds that a trend has best times of three months.
func TestLeastTrend(t *testing.T) {
	for lines, want := range map[string]bool{"weekly x8 tue 18:00 loop 6km 36m": false, "weekly x9 tue 18:00 loop 6km 36m": true} {
		h := historian{zone: time.UTC, routes: map[string]float64{}}
		if err := each([]string{"from 2026-01-05", lines}, h.line); err != nil {
			t.Fatal(err)
		}
		day := training.NewDate(2026, time.March, 5) // the ninth run was on 3 March
		s := newTimeline(h.history(), training.Profile{}).asOf(day, training.Profile{})
		c, _ := drawBestTimes(s, Verdict{}).(Trend)
		if got := len(c.Series) > 0; got != want {
			t.Errorf("%s: a trend %t, want %t", lines, got, want)
		}
	}
}

// TestNoLongerThanUsual holds that a route is offered up to 1.10 times the longest
// run of thirty days.
func TestNoLongerThanUsual(t *testing.T) {
	h := historian{zone: time.UTC, routes: map[string]float64{}}
	day := training.NewDate(2026, time.March, 2)
	for back, km := range map[training.Date]string{29: "20km", 30: "30km", 2: "10km"} {
		if err := h.run(day-back, []string{"18:00", "no-gps", km, "120m"}); err != nil {
			t.Fatal(err)
		}
	}
	s := newTimeline(h.history(), training.Profile{}).asOf(day, training.Profile{})
	if _, _, longest, _ := s.usualLength(); metres(longest) != 22_000 {
		t.Errorf("got up to %.0f m, want 22000", longest)
	}
}
