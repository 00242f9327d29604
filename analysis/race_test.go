package analysis

import (
	"testing"
	"time"

	"secondwind/internal/training"
)

// thursdays is a quiet runner: out and back over 7.5 km each Thursday at 18:20 for
// 12 weeks, with breaks at crossings, and nothing race-like about it.
func thursdays() []outing {
	var outings []outing
	for i := range 12 {
		outings = append(outings, outing{day: someday + 3 + training.Date(7*i), clock: 18*60 + 20, path: out(7500)})
	}
	return outings
}

// out is a way out and back of a length in all.
func out(m float64) path { return straight(training.Point{}, training.Point{X: m / 2}).andBack() }

// nextThursday is the day after the thursdays on which races are run in tests.
const nextThursday = 3 + 7*12

// withEfforts adds an effort over each distance at the run's own pace.
func withEfforts(distances ...float64) func(*training.Run) {
	return func(r *training.Run) {
		for _, d := range distances {
			r.Measures.Efforts = append(r.Measures.Efforts, training.Effort{
				DistanceM: d, Elapsed: time.Duration(float64(r.Measures.Elapsed) * d / r.Measures.DistanceM),
			})
		}
	}
}

func TestRaceScore(t *testing.T) {
	thursday := someday + nextThursday
	nonstop := func(r *training.Run) { r.Measures.Elapsed = r.Measures.Moving }
	named := func(name string) func(*training.Run) { return func(r *training.Run) { r.Name = name } }
	tests := []struct {
		name string
		run  outing
		want race
	}{
		{"a usual run", outing{day: thursday, path: out(8000)}, race{}},
		{"a tag", outing{day: thursday, path: out(8000), change: named("Winter Race")}, race{Score: 3, Tagged: true}},
		{
			"a tag and its distance",
			outing{day: thursday, path: out(10_100), change: named("Winter 10K")},
			race{Score: 5, Like: true, Tagged: true, DistanceM: 10_000},
		},
		{"training for a tag", outing{day: thursday, path: out(10_100), change: named("10k easy")}, race{Score: 2, DistanceM: 10_000}},
		{"a race distance, 1 % short", outing{day: thursday, path: out(9900)}, race{Score: 2, DistanceM: 10_000}},
		{"too short for it", outing{day: thursday, path: out(9890)}, race{}},
		{"a race distance, 3 % long", outing{day: thursday, path: out(10_300)}, race{Score: 2, DistanceM: 10_000}},
		{"too long for it", outing{day: thursday, path: out(10_310)}, race{}},
		{"8 % faster than usual", outing{day: thursday, path: out(8000), paceS: 0.36 / 1.081}, race{Score: 2, Fast: true}},
		{"7 % faster", outing{day: thursday, path: out(8000), paceS: 0.36 / 1.07}, race{}},
		{"faster over a length without comparison", outing{day: thursday, path: out(4000), paceS: 0.30, quality: 0.5}, race{}},
		{"no stop", outing{day: thursday, path: out(8000), change: nonstop}, race{Score: 1}},
		{"a Saturday", outing{day: thursday + 2, path: out(8000), clock: 18*60 + 20}, race{Score: 1}},
		{"at 9:04 on a weekday", outing{day: thursday, path: out(8000), clock: 9*60 + 4}, race{Score: 1}},
		{"at 9:25 on a weekday", outing{day: thursday, path: out(8000), clock: 9*60 + 25}, race{Score: 1}},
		{"at 9:07 on a weekday", outing{day: thursday, path: out(8000), clock: 9*60 + 7}, race{}},
		{"at noon on a weekday", outing{day: thursday, path: out(8000), clock: 12 * 60}, race{}},
		{"12 km from home", outing{day: thursday, path: out(8000).moved(12_000, 0)}, race{Score: 1}},
		{"9 km from home", outing{day: thursday, path: out(8000).moved(9000, 0)}, race{}},
		{"an ultra", outing{day: thursday, path: out(31_000)}, race{Score: 4, Ultra: true}},
		{
			"a fast parkrun",
			outing{day: thursday + 2, path: out(5050), clock: 9*60 + 2, paceS: 0.3, change: nonstop},
			race{Score: 9, Like: true, Tagged: true, Fast: true, DistanceM: 5000},
		},
		{
			"five easy kilometres on a Saturday",
			outing{day: thursday + 2, path: out(5050), clock: 9*60 + 2},
			race{Score: 3, DistanceM: 5000},
		},
		{"indoors", outing{day: thursday, path: out(10_000), change: func(r *training.Run) {
			r.SubSport, r.Name = training.Treadmill, "10k race"
		}}, race{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.run.clock == 0 {
				test.run.clock = 18*60 + 20
			}
			s := madeSeason(training.Profile{}, append(thursdays(), test.run)...)
			if got := s.Sessions[len(s.Sessions)-1].Race; got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

func TestFirstRunsAreNeverFast(t *testing.T) {
	run := outing{day: someday + nextThursday, clock: 18*60 + 20, path: out(8000), paceS: 0.3, change: withEfforts(5000)}
	for n, want := range map[int]bool{5: false, 6: true} {
		before := thursdays()[12-n:]
		if got := madeSeason(training.Profile{}, append(before, run)...).Sessions[n].Race.Fast; got != want {
			t.Errorf("after %d runs: faster %t, want %t", n, got, want)
		}
		for i := range before {
			before[i].path, before[i].change = out(25_000), withEfforts(5000)
		}
		if got := madeSeason(training.Profile{}, append(before, run)...).Sessions[n].Race.Fast; got != want {
			t.Errorf("after %d runs: as promised %t, want %t", n, got, want)
		}
	}
}

// A run that is hardly faster than usual, but as fast as the best of the year
// promises; and one as a runner of one pace runs them every day.
func TestRaceAsPromised(t *testing.T) {
	for _, test := range []struct {
		name   string
		share  float64 // of the promised time
		faster float64 // than usual, by grade-adjusted speed
		want   int
	}{
		{"2 % slower than promised", 1.02, 1.04, 2},
		{"4 % slower", 1.04, 1.04, 0},
		{"as promised at the usual pace", 1.02, 1.02, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			outings := thursdays()
			outings[0].change = withEfforts(5000)
			best := outings[0].run("").Measures.Efforts[0]
			outings = append(outings, outing{day: someday + nextThursday, clock: 18*60 + 20, path: out(12_000), change: func(r *training.Run) {
				r.Measures.Elapsed = time.Duration(test.share * float64(riegel(best.Elapsed, 5000, r.Measures.DistanceM)))
				r.Measures.Moving = r.Measures.Elapsed - r.Measures.Elapsed/20
				r.Measures.GAPSpeedMS *= test.faster
			}})
			s := madeSeason(training.Profile{}, outings...)
			if got := s.Sessions[12].Race; got.Score != test.want || got.Fast != (test.want > 0) {
				t.Errorf("got %+v, want %d points", got, test.want)
			}
		})
	}
}

func TestRaceHeart(t *testing.T) {
	heart := func(bpm int) func(*training.Run) {
		return func(r *training.Run) {
			r.Measures.HeartRateCoverage = 1
			r.Measures.HeartRateSeconds = training.Bins{First: bpm, Values: []float64{3000}}
		}
	}
	outings := thursdays()
	for i := range 3 {
		outings[i].change = heart(190)
	}
	for _, test := range []struct {
		name   string
		length float64
		bpm    int
		want   int
	}{
		{"88 % over 8 km", 8000, 168, 1},
		{"under 88 % over 8 km", 8000, 167, 0},
		{"84 % over 18 km", 18_000, 160, 1},
		{"under 84 % over 18 km", 18_000, 159, 0},
		{"78 % over 28 km", 28_000, 149, 1},
		{"under 78 % over 28 km", 28_000, 148, 0},
	} {
		s := madeSeason(training.Profile{}, append(outings[:12:12], outing{day: someday + nextThursday, clock: 18*60 + 20, path: out(test.length), change: heart(test.bpm)})...)
		if got := s.Sessions[12].Race.Score; got != test.want {
			t.Errorf("%s: %d points, want %d", test.name, got, test.want)
		}
	}
}

// The race of a session with warm-up and cool-down counts, and its own start.
func TestRaceIsTheBestRecording(t *testing.T) {
	saturday := someday + nextThursday + 2
	s := madeSeason(training.Profile{}, append(thursdays(),
		outing{day: saturday, path: out(2000), clock: 9*60 + 30},
		outing{day: saturday, path: out(10_050), clock: 10 * 60, paceS: 0.3},
		outing{day: saturday, path: out(1600), clock: 11 * 60})...)
	if len(s.Sessions) != 13 {
		t.Fatalf("%d sessions, want 13", len(s.Sessions))
	}
	if got := s.Sessions[12].Race; !got.Like || got.DistanceM != 10_000 {
		t.Errorf("got %+v, want a race of 10 km", got)
	}
}

func TestStatedRace(t *testing.T) {
	saturday := someday + nextThursday + 2
	outings := append(thursdays(),
		outing{day: saturday, path: out(3000), clock: 7 * 60},
		outing{day: saturday, path: out(12_400), clock: 16 * 60})
	for _, test := range []struct {
		name   string
		race   training.Race
		stated []bool // of the two runs of the Saturday
	}{
		{"by its length", training.Race{Name: "Hill Run", Date: saturday, DistanceM: 13_000}, []bool{false, true}},
		{"of another length", training.Race{Name: "Hill Run", Date: saturday, DistanceM: 15_000}, []bool{false, false}},
		{"without a length", training.Race{Name: "Hill Run", Date: saturday}, []bool{false, true}},
		{"on another day", training.Race{Name: "Hill Run", Date: saturday + 1, DistanceM: 13_000}, []bool{false, false}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := madeSeason(training.Profile{Races: []training.Race{test.race}}, outings...)
			for i, want := range test.stated {
				got := s.Sessions[12+i].Race
				if got.Stated != want || got.Like != want || got.Tagged != want || (got.Name != "") != want {
					t.Errorf("run %d: %+v, want stated %t", i, got, want)
				}
			}
		})
	}
}

func TestExcusesSpike(t *testing.T) {
	for _, test := range []struct {
		name string
		x    Session
		want bool
	}{
		{"a race", Session{DistanceM: 21_100, Race: race{Score: 5}}, true},
		{"no race", Session{DistanceM: 21_100, Race: race{Score: 4}}, false},
		{"a far longer run of 35 km", Session{DistanceM: 35_000, Race: race{Score: 6, Ultra: true}}, false},
		{"a race of 35 km by all else", Session{DistanceM: 35_000, Race: race{Score: 9, Ultra: true}}, true},
		{"a marathon", Session{DistanceM: 42_100, Race: race{Score: 5, Ultra: true}}, true},
		{"stated", Session{DistanceM: 12_000, Race: race{Score: 3, Stated: true}}, true},
	} {
		if got := test.x.excusesSpike(); got != test.want {
			t.Errorf("%s: %t, want %t", test.name, got, test.want)
		}
	}
}

func TestUltra(t *testing.T) {
	day := someday + nextThursday
	for _, test := range []struct {
		name   string
		before []outing
		want   bool
	}{
		{"nothing before", nil, false},
		{"the longest was 20 km", []outing{{day: day - 90, path: out(20_000)}}, true},
		{"the longest was 21 km", []outing{{day: day - 90, path: out(21_000)}}, false},
		{"21 km 91 days ago, 8 km since", []outing{{day: day - 91, path: out(21_000)}, {day: day - 1, path: out(8000)}}, true},
	} {
		s := madeSeason(training.Profile{}, append(test.before, outing{day: day, path: out(31_000)})...)
		if got := s.Sessions[len(test.before)].Race.Ultra; got != test.want {
			t.Errorf("%s: ultra %t, want %t", test.name, got, test.want)
		}
	}
}

func TestLongRace(t *testing.T) {
	long, short := race{Like: true, Fast: true}, race{Like: true}
	before := Session{ID: "before", DistanceM: 15_000, Date: someday}
	for _, test := range []struct {
		name string
		x    Session
		want bool
	}{
		{"an hour", Session{DistanceM: 12_000, Moving: time.Hour, Race: long}, true},
		{"under an hour", Session{DistanceM: 12_000, Moving: time.Hour - 1, Race: long}, false},
		{"under an hour, but the longest", Session{DistanceM: 15_100, Moving: time.Hour - 1, Race: long}, true},
		{"by its circumstances", Session{DistanceM: 15_100, Moving: 2 * time.Hour, Race: short}, false},
		{"no race", Session{DistanceM: 15_100, Moving: 2 * time.Hour, Race: race{Fast: true}}, false},
		{"by its name", Session{DistanceM: 15_100, Moving: 2 * time.Hour, Race: race{Like: true, Tagged: true}}, true},
		{"an ultra", Session{DistanceM: 45_000, Moving: 5 * time.Hour, Race: race{Like: true, Ultra: true}}, true},
	} {
		test.x.ID, test.x.Date = "x", someday+1
		s := &Season{Sessions: []Session{before, test.x}}
		if got := s.longRace(&s.Sessions[1]); got != test.want {
			t.Errorf("%s: %t, want %t", test.name, got, test.want)
		}
	}
}

func TestRecovering(t *testing.T) {
	saturday := someday + nextThursday + 2
	race := func(m float64) outing {
		return outing{day: saturday, path: out(m), clock: 9 * 60, paceS: 0.3, change: func(r *training.Run) { r.Measures.Elapsed = r.Measures.Moving }}
	}
	for _, test := range []struct {
		name string
		race outing
		want bool
	}{
		{"25 minutes", race(5050), false},
		{"50 minutes, the longest of all", race(10_050), true},
		{"an easy run", outing{day: saturday, path: out(15_000), clock: 18*60 + 20}, false},
	} {
		s := madeSeason(training.Profile{}, append(thursdays(), test.race)...)
		for days, want := range map[training.Date]bool{0: test.want, 13: test.want, 14: false} {
			if got := s.AsOf(saturday + days).recovering(); got != want {
				t.Errorf("%s: recovering after %d days %t, want %t", test.name, days, got, want)
			}
		}
	}
}

// Scores, like places, depend on earlier sessions alone.
func TestRacesAreOnline(t *testing.T) {
	outings := madeYears(80)
	whole := madeSeason(training.Profile{}, outings...)
	for _, n := range []int{1, 20, 50, 79} {
		part := madeSeason(training.Profile{}, outings[:n]...)
		for i := range part.Sessions {
			if got, want := part.Sessions[i].Race, whole.Sessions[i].Race; got != want {
				t.Fatalf("session %d of %d: %+v, with all sessions %+v", i, n, got, want)
			}
		}
	}
}

func TestNamesRace(t *testing.T) {
	for name, want := range map[string]bool{
		"":                          false,
		"Morning Run":               false,
		"parkrun #212":              true,
		"Stadtpark 10K":             true,
		"Berliner Halbmarathon":     true,
		"Semi-marathon de Paris":    true,
		"Course à pied":             false,
		"Corsa mattutina":           false,
		"Carrera de mañana":         false,
		"Media Maratón":             true,
		"marathon pace":             false,
		"Easy 10k":                  false,
		"Half plan, week 3":         false,
		"Racecourse loop":           false,
		"2019 RACE (chip time 40m)": true,
	} {
		if got := namesRace(name); got != want {
			t.Errorf("%q: names a race %t, want %t", name, got, want)
		}
	}
}

func TestMaxHeartRate(t *testing.T) {
	peaks := func(bpm ...int) []heartPeak {
		var out []heartPeak
		for _, b := range bpm {
			out = append(out, heartPeak{BPM: b})
		}
		return out
	}
	for _, test := range []struct {
		name  string
		peaks []heartPeak
		want  int
		ok    bool
	}{
		{"none", nil, 0, false},
		{"two", peaks(180, 181), 0, false},
		{"three that agree", peaks(180, 150, 182, 183), 180, true},
		{"one outlier", peaks(220, 181, 179, 178), 179, true},
		{"no agreement", peaks(200, 190, 180, 170), 180, false},
		{"above what is believed", peaks(211, 210, 210), 205, true},
	} {
		got, ok := maxHeartRate(test.peaks, heartCapBPM)
		if ok != test.ok || ok && got != test.want {
			t.Errorf("%s: %d, %t; want %d, %t", test.name, got, ok, test.want, test.ok)
		}
	}
}

func TestPeakOf(t *testing.T) {
	r := training.Run{Measures: training.Measures{HeartRateCoverage: 0.9, HeartRateSeconds: training.Bins{First: 150, Values: []float64{900, 95, 3, 2}}}}
	if got, ok := peakOf(&r); !ok || got != 151 {
		t.Errorf("peak %d, %t; want 151: the last 5 of 1000 seconds are left out", got, ok)
	}
	if got, ok := meanHeartRate(&r); !ok || got < 150.106 || got > 150.108 {
		t.Errorf("mean %v, %t; want 150.107", got, ok)
	}
	r.Measures.HeartRateCoverage = 0.89
	if _, ok := peakOf(&r); ok {
		t.Error("a peak with heart rate on 89 % of the run")
	}
}
