package analysis

import (
	"math"
	"slices"
	"testing"
	"time"

	"secondwind/internal/training"
)

// sharesOf makes places with shares.
func sharesOf(shares ...float64) []placeShare {
	var out []placeShare
	for _, p := range shares {
		out = append(out, placeShare{Share: p})
	}
	return out
}

// Oracle O16 of the science.
func TestVarietyOfPlaces(t *testing.T) {
	for _, test := range []struct {
		shares    []float64
		effective float64
	}{
		{[]float64{.7, .1, .1, .1}, 2.561},
		{[]float64{.25, .25, .25, .25}, 4},
		{[]float64{.8, .2}, 1.649},
		{[]float64{1}, 1},
		{nil, 0},
	} {
		shares := sharesOf(test.shares...)
		if got := effectivePlaces(shares); math.Abs(got-test.effective) > 0.0005 {
			t.Errorf("%v: %.4f effective places, want %.3f", test.shares, got, test.effective)
		}
	}
}

func TestTopShare(t *testing.T) {
	shares := sharesOf(.5, .2, .2, .1)
	for n, want := range map[int]float64{0: 0, 1: .5, 3: .9, 9: 1} {
		if got := topShare(shares, n); math.Abs(got-want) > 1e-9 {
			t.Errorf("top %d: %v, want %v", n, got, want)
		}
	}
}

func TestPlaceShares(t *testing.T) {
	loop, east := ring(8000), out(6000)
	s := madeSeason(training.Profile{},
		outing{day: someday, path: loop},
		outing{day: someday + 100, path: loop},
		outing{day: someday + 101, path: east},
		outing{day: someday + 102, path: loop.reversed()},
		outing{day: someday + 103, path: loop, quality: 0.5},
		outing{day: someday + 104, path: out(9000).moved(0, 3000)})
	got := s.placeShares(pointers(s.Between(someday+50, someday+200)))
	want := []placeShare{
		{0, "r0", 2, 0.5, someday, someday + 102},
		{2, "r5", 1, 0.25, someday + 104, someday + 104},
		{1, "r2", 1, 0.25, someday + 101, someday + 101},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if got := explorerShare(pointers(s.Between(someday+50, someday+200))); got != 0.5 {
		t.Errorf("explorer share %v, want 0.5", got)
	}
	early := s.AsOf(someday + 101).placeShares(pointers(s.AsOf(someday + 101).Sessions))
	if early[0].LastSeen != someday+100 || early[0].Runs != 2 {
		t.Errorf("as of an earlier day: %+v, want 2 runs, the last on day 100", early[0])
	}
}

func TestIDs(t *testing.T) {
	s := madeSeason(training.Profile{},
		outing{day: someday, path: ring(8000)},
		outing{day: someday + 1, path: out(6000)},
		outing{day: someday + 2, path: ring(8000)},
		outing{day: someday + 3, path: out(1000)})
	for _, test := range []struct {
		id    string
		place int
		known bool
	}{{"r0", 0, true}, {"r1", 1, true}, {"r2", 0, true}, {"r3", 0, false}, {"nobody", 0, false}} {
		if got, known := s.placeByID(test.id); got != test.place || known != test.known {
			t.Errorf("place of %s: %d, %t; want %d, %t", test.id, got, known, test.place, test.known)
		}
	}
	if _, known := s.AsOf(someday).placeByID("r1"); known {
		t.Error("a place is known before its first session")
	}
}

func TestNames(t *testing.T) {
	stick := append(straight(training.Point{}, training.Point{Y: -2000}), append(ring(4000).moved(0, -2000), training.Point{})...)
	tests := []struct {
		name string
		path path
		want training.Place
	}{
		{"loop", ring(8040), training.Place{DistanceM: 8000, Shape: training.Loop, Sector: 2}},
		{"out and back", turned(out(10_000), math.Pi), training.Place{DistanceM: 10_000, Shape: training.OutAndBack, Sector: 6}},
		{
			"out and back on two sides of a road", append(straight(training.Point{}, training.Point{X: 4000}), straight(training.Point{X: 4000, Y: 25}, training.Point{Y: 25})...),
			training.Place{DistanceM: 8000, Shape: training.OutAndBack, Sector: 2},
		},
		{"one way", straight(training.Point{}, training.Point{Y: 7500}), training.Place{DistanceM: 7500, Shape: training.OneWay, Sector: 0}},
		{"a loop with a stick", stick, training.Place{DistanceM: 8000, Shape: training.Loop, Sector: 4}},
		{"an oval again and again", ring(800).times(8), training.Place{DistanceM: 6400, Shape: training.Loop, Sector: 2}},
		{"a long loop", ring(26_700), training.Place{DistanceM: 26_500, Shape: training.Loop, Sector: 2}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := madeSeason(training.Profile{}, outing{day: someday, path: test.path})
			if got := s.placeName(0); got != test.want {
				t.Errorf("place %v, want %v", got, test.want)
			}
		})
	}
}

func TestRouteShapesShowTheUsualLength(t *testing.T) {
	oval := ring(800)
	s := madeSeason(training.Profile{},
		outing{day: someday, path: oval.times(19)},
		outing{day: someday + 1, path: oval.times(5)},
		outing{day: someday + 2, path: oval.times(6)})
	shapes := s.routeShapes(s.placeShares(pointers(s.Sessions)))
	if len(shapes) != 1 {
		t.Fatalf("%d shapes, want 1", len(shapes))
	}
	got := shapes[0]
	if got.ID != "r0" || got.Runs != 3 || got.Place.DistanceM != 4800 || got.FirstSeen != someday || got.LastSeen != someday+2 {
		t.Errorf("shape %+v", got)
	}
	if want := s.Sessions[2].Main.Measures.Ground.Outline; !slices.Equal(got.Outline, want) {
		t.Error("the outline is not that of the session of median length")
	}
}

func TestTypicalIsTheNewestOfEquals(t *testing.T) {
	s := madeSeason(training.Profile{},
		outing{day: someday, path: ring(8000)},
		outing{day: someday + 1, path: ring(8000)},
		outing{day: someday + 2, path: ring(8400)})
	if got := s.typical([]int{0, 1, 2}); got.ID != "r1" {
		t.Errorf("typical is %s, want r1", got.ID)
	}
}

func TestMonthlyNewGround(t *testing.T) {
	s := madeSeason(training.Profile{},
		outing{day: training.NewDate(2025, time.November, 30), path: out(6000)},
		outing{day: training.NewDate(2025, time.December, 1), path: out(6000)},
		outing{day: training.NewDate(2026, time.January, 31), path: ring(8000)})
	got := s.monthlyNewGround(3)
	var months []string
	for _, m := range got {
		months = append(months, m.Month.String())
	}
	if want := []string{"2025-11", "2025-12", "2026-01"}; !slices.Equal(months, want) {
		t.Fatalf("months %v, want %v", months, want)
	}
	cells := func(i int) float64 { return float64(len(s.Sessions[i].Ground.cells)) * training.CellM }
	for i, want := range []float64{cells(0), 0, cells(2)} {
		if i < 2 && got[i].NewM != want || got[i].NewM > want {
			t.Errorf("%s: %v m new, want %v", months[i], got[i].NewM, want)
		}
	}
	if got[2].NewM < 0.8*cells(2) {
		t.Errorf("January: %v m new of a loop of %v m of cells", got[2].NewM, cells(2))
	}
}

func TestTurn(t *testing.T) {
	eight := append(ring(4000), turned(ring(4000).reversed(), math.Pi)...)
	for _, test := range []struct {
		name string
		path path
		want turn
	}{
		{"anticlockwise", ring(8000), anticlockwise},
		{"clockwise", ring(8000).reversed(), clockwise},
		{"ten laps", ring(800).times(10), anticlockwise},
		{"out and back", out(8000), noTurn},
		{"the two sides of a road", append(straight(training.Point{}, training.Point{X: 4000}), straight(training.Point{X: 4000, Y: 20}, training.Point{Y: 20})...), noTurn},
		{"an eight", eight, noTurn},
		{"a square", square(2000), anticlockwise},
		{"too short to have a place", ring(1200), noTurn},
	} {
		s := madeSeason(training.Profile{}, outing{day: someday, path: test.path})
		if got := turnOf(&s.Sessions[0]); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
	for from, to := range map[turn]turn{clockwise: anticlockwise, anticlockwise: clockwise, noTurn: noTurn} {
		if got := from.reversed(); got != to {
			t.Errorf("%q reversed is %q, want %q", from, got, to)
		}
	}
}

func TestUsualTurn(t *testing.T) {
	loop := ring(8000)
	var outings []outing
	for i, p := range []path{loop, loop.reversed(), loop, loop, out(9000)} {
		outings = append(outings, outing{day: someday + training.Date(i), path: p})
	}
	s := madeSeason(training.Profile{}, outings...)
	if got, share, of := usualTurn(onPlace(pointers(s.Sessions), 0)); got != anticlockwise || share != 0.75 || of != 4 {
		t.Errorf("usual turn %q, %v of %d; want anticlockwise, 0.75 of 4", got, share, of)
	}
	if got, share, of := usualTurn(onPlace(pointers(s.Sessions), 1)); got != noTurn || share != 0 || of != 0 {
		t.Errorf("usual turn of a way out and back %q, %v of %d; want none", got, share, of)
	}
}
