package analysis

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

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

// TestOneStart holds how far apart two starts of the same doorstep lie.
func TestOneStart(t *testing.T) {
	for _, c := range []struct{ apartM, wantM float64 }{
		{950, 475},   // one start, in the middle of both
		{1050, 1050}, // two starts, of which the newer counts
	} {
		s := Season{Day: someday}
		for _, x := range []float64{0, c.apartM} {
			r := training.Run{Measures: training.Measures{Ground: training.Ground{Start: training.Some(fixtureHome.Move(training.Point{X: x}))}}}
			s.Sessions = append(s.Sessions, Session{Date: someday, Recordings: []*training.Run{&r}})
		}
		start, known := s.usualStart()
		if got := math.Round(fixtureHome.MetresTo(start)); !known || math.Abs(got-c.wantM) > 5 {
			t.Errorf("%.0f m apart: the usual start is %.0f m off, want %.0f", c.apartM, got, c.wantM)
		}
	}
}

// TestDormantRouteIsNearAndRested holds how far a dormant route may begin from the
// usual start, and how much of its ground must have rested with it.
func TestDormantRouteIsNearAndRested(t *testing.T) {
	for _, c := range []struct {
		name      string
		startM    float64 // from the usual start
		runLately float64 // share of its ground that was run lately
		want      bool
	}{
		{"near", 1950, 0, true},
		{"too far", 2050, 0, false},
		{"mostly rested", 0, 0.47, true},
		{"mostly run lately", 0, 0.53, false},
	} {
		h := historian{zone: time.UTC, routes: map[string]float64{}}
		err := errors.Join(
			h.run(someday, strings.Fields("18:00 park-loop 6km 36m")),
			h.run(someday+100, strings.Fields("18:00 hill-loop 6km 36m")),
			h.run(someday+107, strings.Fields("18:00 hill-loop 6km 36m")))
		if err != nil {
			t.Fatal(err)
		}
		rested, late := &h.runs[0].Measures.Ground, &h.runs[2].Measures.Ground
		rested.Start = training.Some(fixtureHome.Move(training.Point{X: c.startM}))
		own := filterCells(late.Cells, rested.Cells)
		late.Cells = append(own, rested.Cells[:int(c.runLately*float64(len(rested.Cells)))]...)
		h.runs[1].Measures.Ground.Cells = own
		slices.SortFunc(late.Cells, training.Cell.Compare)
		s := newTimeline(h.history(), training.Profile{}).asOf(someday+110, training.Profile{})
		got := slices.ContainsFunc(s.dormantRoutes(), func(r dormantRoute) bool { return r.ID == "run-001" })
		if got != c.want {
			t.Errorf("%s: offered %t, want %t", c.name, got, c.want)
		}
	}
}

// filterCells returns those of the cells that are not among others.
func filterCells(cells, others []training.Cell) []training.Cell {
	return slices.DeleteFunc(slices.Clone(cells), func(c training.Cell) bool { return slices.Contains(others, c) })
}
