package analysis

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"secondwind/internal/training"
)

// TestSpreadOfStarts holds the circular spread to oracle O16 of the science: a
// standard deviation of an hour is a closeness of 0.966, and hours that face each
// other have none.
func TestSpreadOfStarts(t *testing.T) {
	for _, test := range []struct {
		name string
		r    float64
		want time.Duration
	}{
		{"an hour", math.Exp(-math.Pow(2*math.Pi/24, 2) / 2), time.Hour},
		{"two hours", math.Exp(-math.Pow(2*2*math.Pi/24, 2) / 2), 2 * time.Hour},
		{"all at once", 1, 0},
		{"all over the clock", 0, 24 * time.Hour},
	} {
		if got := (hours{r: test.r}).spread(); (got - test.want).Abs() > time.Millisecond {
			t.Errorf("%s: spread %s, want %s", test.name, got, test.want)
		}
	}
	if r := math.Exp(-math.Pow(2*math.Pi/24, 2) / 2); math.Abs(r-sameHourR) > 0.0005 {
		t.Errorf("an hour of spread is a closeness of %.4f, the limit is %v", r, sameHourR)
	}
	if _, r := meanClock([]training.Clock{6 * 60, 18 * 60}); r > 1e-9 {
		t.Errorf("6:00 and 18:00 are alike to %v, want 0", r)
	}
}

// TestCommonestLength compares the search for the commonest length with counting
// all pairs.
func TestCommonestLength(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		day := training.NewDate(2026, time.March, 1)
		s := &Season{Day: day}
		for range 1 + rng.IntN(40) {
			s.Sessions = append(s.Sessions, Session{Date: day, DistanceM: 1500 + 10*float64(rng.IntN(800))})
		}
		most := 0
		for i := range s.Sessions {
			n := 0
			for j := range s.Sessions {
				n += count(math.Abs(s.Sessions[j].DistanceM-s.Sessions[i].DistanceM) <= 0.05*s.Sessions[i].DistanceM)
			}
			most = max(most, n)
		}
		if l := s.lengths(); len(l.alike) != most {
			t.Fatalf("%d runs around %v m, want %d", len(l.alike), l.commonM, most)
		}
	}
}

func TestSurfaceOf(t *testing.T) {
	for sub, want := range map[training.SubSport]surface{
		training.Treadmill: onTreadmill, training.IndoorRunning: onTreadmill, training.Virtual: onTreadmill,
		training.Street: onRoad, training.Trail: onTrail, training.Track: onTrack, "": "", "generic": "", "obstacle": "",
	} {
		got, named := surfaceOf(&Session{Main: &training.Run{SubSport: sub}})
		if got != want || named != (want != "") {
			t.Errorf("%q: %q, %v; want %q", sub, got, named, want)
		}
	}
}

func TestEndsRound(t *testing.T) {
	for m, want := range map[float64]bool{
		5000: true, 5050: true, 5050.5: false, 4999: false, 40: false, 1000: true,
		1609.344: true, 1659: true, 1660: false, 8046.72: true, 8097: false, 6450: true, 42_195: false,
	} {
		if got := endsRound(m); got != want {
			t.Errorf("%v m: %v, want %v", m, got, want)
		}
	}
}

// TestBinomialAtLeast holds the upper tail to sums worked out by hand.
func TestBinomialAtLeast(t *testing.T) {
	for _, test := range []struct {
		k, n    int
		p, want float64
	}{
		{0, 5, 0.3, 1},
		{2, 2, 0.5, 0.25},
		{1, 2, 0.5, 0.75},
		{3, 4, 0.5, 5.0 / 16},
		{6, 5, 0.5, 0},
		{1, 30, 0.08, 1 - math.Pow(0.92, 30)},
	} {
		if got := binomialAtLeast(test.k, test.n, test.p); math.Abs(got-test.want) > 1e-12 {
			t.Errorf("P(X ≥ %d of %d at %v) = %v, want %v", test.k, test.n, test.p, got, test.want)
		}
	}
}

func TestApart(t *testing.T) {
	for _, test := range []struct{ a, b, want training.Clock }{
		{23 * 60, 60, 120}, {60, 23 * 60, 120}, {6 * 60, 18 * 60, 720}, {7 * 60, 7 * 60, 0},
	} {
		if got := apart(test.a, test.b); got != int(test.want) {
			t.Errorf("%s and %s are %d minutes apart, want %d", test.a, test.b, got, test.want)
		}
	}
}

func TestRoundDown(t *testing.T) {
	for m, want := range map[float64]float64{8800: 8800, 8850: 8800, 8899: 8800, 20_400: 20_000, 22_000: 22_000, 22_700: 22_500} {
		if got := roundDown(m); got != want {
			t.Errorf("%v m: %v, want %v", m, got, want)
		}
	}
}
