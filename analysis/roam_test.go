package analysis

import (
	"math"
	"slices"
	"testing"

	"secondwind/internal/training"
)

func TestUsualStart(t *testing.T) {
	s := madeSeason(training.Profile{},
		outing{day: someday, path: out(5000).moved(30_000, 0)},
		outing{day: someday + 60, path: out(5000)},
		outing{day: someday + 61, path: out(5000).moved(0, 600)},
		outing{day: someday + 62, path: out(5000).moved(20_000, 0)},
		outing{day: someday + 63, path: out(5000).moved(0, 300)},
		outing{day: someday + 64, path: out(5000).moved(25_000, 0), change: func(r *training.Run) { r.SubSport = training.Treadmill }})
	at, ok := s.usualStart()
	if want := home.Move(training.Point{Y: 300}); !ok || at.MetresTo(want) > 1 {
		t.Errorf("usual start %v, %t; want %v", at, ok, want)
	}
	if _, ok := s.AsOf(someday + 58).usualStart(); ok {
		t.Error("a usual start eight weeks after the last run")
	}
	if at, _ := s.AsOf(someday + 55).usualStart(); at.MetresTo(home) < 29_000 {
		t.Error("the usual start of the first weeks is not where the first run was")
	}
}

func TestDormantRoutes(t *testing.T) {
	north := turned(out(8000), math.Pi/2)
	west := turned(out(8200), math.Pi)
	southWest := turned(out(7000), 5*math.Pi/4)
	outings := []outing{
		{day: someday, path: north},
		{day: someday + 1, path: west},
		{day: someday + 2, path: west},
		{day: someday + 3, path: southWest},
		{day: someday + 4, path: southWest},
		{day: someday + 5, path: southWest},
		{day: someday + 6, path: turned(out(16_000), math.Pi/2)}, // longer than lately
		{day: someday + 7, path: out(8000).moved(5000, 5000)},    // starts elsewhere
		{day: someday + 8, path: ring(8000)},                     // run lately
		{day: someday + 9, path: out(5500)},                      // lies within a newer route
		{day: someday + 10, path: turned(out(1800), math.Pi/2)},  // shorter than lately
	}
	for i := range 10 {
		outings = append(outings, outing{day: someday + 90 + training.Date(i), path: ring(8000)},
			outing{day: someday + 90 + training.Date(i), path: out(9000), clock: 18 * 60})
	}
	outings = append(outings, outing{day: someday + 100, path: out(2000)})
	s := madeSeason(training.Profile{}, outings...)
	var got []string
	for _, d := range s.dormantRoutes() {
		got = append(got, d.ID)
	}
	// First what was run twice, of those the usual length, then the others.
	if want := []string{"r1", "r3", "r0"}; !slices.Equal(got, want) {
		t.Errorf("dormant %v, want %v", got, want)
	}
	first := s.dormantRoutes()[0]
	if first.Runs != 2 || first.LastSeen != someday+2 || first.Name != (training.Place{DistanceM: 8200, Shape: training.OutAndBack, Sector: 6}) {
		t.Errorf("first dormant route %+v", first)
	}
	for days, want := range map[training.Date]bool{89: false, 90: true} {
		rested := s.AsOf(someday + 2 + days).dormantRoutes()
		if got := slices.ContainsFunc(rested, func(d dormantRoute) bool { return d.ID == "r1" }); got != want {
			t.Errorf("after %d days: dormant %t, want %t", days, got, want)
		}
	}
}

func TestUsualLength(t *testing.T) {
	s := madeSeason(training.Profile{},
		outing{day: someday, path: out(20_000)},
		outing{day: someday + 40, path: out(6000)},
		outing{day: someday + 50, path: out(10_000)},
		outing{day: someday + 51, path: out(500)})
	usual, shortest, longest, ok := s.usualLength()
	if !ok || math.Round(usual) != 10_000 || math.Round(shortest) != 6000 || math.Round(longest) != 11_000 {
		t.Errorf("usual %v, from %v to %v, %t; want 10000, 6000, 11000", usual, shortest, longest, ok)
	}
	if _, _, _, ok := s.AsOf(someday - 1).usualLength(); ok {
		t.Error("a usual length without runs")
	}
}

func TestQuietSectors(t *testing.T) {
	var outings []outing
	// North-west was run long ago, everything from north-east clockwise to west
	// lately, once far beyond the usual.
	outings = append(outings, outing{day: someday, path: turned(out(8000), 3*math.Pi/4)})
	for i, m := range []float64{8000, 20_000, 8000, 8000, 8000, 8000} {
		outings = append(outings, outing{day: someday + 200 + training.Date(i), path: turned(out(m), math.Pi/4-float64(i)*math.Pi/4)})
	}
	s := madeSeason(training.Profile{}, outings...)
	sectors, radiusM := s.quietSectors()
	if math.Abs(radiusM-4000) > 20 {
		t.Errorf("radius %v m, want 4000", radiusM)
	}
	if len(sectors) != 8 {
		t.Fatalf("%d sectors, want 8", len(sectors))
	}
	if first := sectors[0]; first.Sector != 7 || first.RecentM != 0 || first.EverM < 3000 {
		t.Errorf("quietest %+v, want north-west: not lately, but ever", first)
	}
	if second := sectors[1]; second.Sector != 0 || second.EverM != 0 {
		t.Errorf("second %+v, want north: never", second)
	}
	for _, sector := range sectors[2:] {
		if sector.RecentM < 3000 || sector.RecentM > 6000 {
			t.Errorf("%v has %v m lately, want 3600 m of way in cells", sector.Sector, sector.RecentM)
		}
	}
	if sectors, _ := s.AsOf(someday - 1).quietSectors(); sectors != nil {
		t.Errorf("sectors %v without runs, want none", sectors)
	}
}
