package measure

import (
	"math"
	"slices"
	"testing"

	"secondwind/internal/training"
)

func TestGroundOfLoop(t *testing.T) {
	for _, tt := range []struct {
		name   string
		radius float64
		area   float64
	}{
		{"clockwise", 400, -math.Pi * 400 * 400},
		{"anticlockwise", -400, math.Pi * 400 * 400},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g := Of(&newTrack(prague, everything).circle(tt.radius, 3).a).Ground
			near(t, "area", g.TurnM2, tt.area, 2000)
			near(t, "start to end", g.StartToEndM, 0, 2)
			near(t, "farthest", g.FarthestM, 800, 2)
			// It starts north, so the circle lies to the right or left: east or west.
			near(t, "bearing", g.FarthestBearing, 180-math.Copysign(90, tt.radius), 1)
			if start, ok := g.Start.Get(); !ok || start != prague {
				t.Errorf("start: got %v, want %v", start, prague)
			}
		})
	}
}

func TestGroundOutAndBack(t *testing.T) {
	tr := newTrack(prague, everything).run(500, 1, 3, 30, 0).run(500, 1, 3, 210, 0)
	g := Of(&tr.a).Ground
	near(t, "area", g.TurnM2, 0, 100)
	near(t, "farthest", g.FarthestM, 1500, 2)
	near(t, "bearing", g.FarthestBearing, 30, 0.5)
	near(t, "start to end", g.StartToEndM, 0, 1)
	if n := len(g.Outline); n > 4 {
		t.Errorf("outline of a line: got %d points", n)
	}
}

// The doorstep must appear neither in the cells nor in the outline, nor its place
// in the origin.
func TestGroundLeavesDoorstepOut(t *testing.T) {
	tr := newTrack(prague, everything).run(1000, 1, 3, 90, 0)
	end := tr.here
	g := Of(&tr.a).Ground
	for _, c := range g.Cells {
		if d := math.Min(prague.MetresTo(c.Centre()), end.MetresTo(c.Centre())); d < 160 {
			t.Errorf("cell %v lies %g m from a door", c, d)
		}
	}
	for _, p := range g.Outline {
		if d := math.Min(prague.MetresTo(g.Origin.Move(p)), end.MetresTo(g.Origin.Move(p))); d < 199 {
			t.Errorf("point %v lies %g m from a door", p, d)
		}
	}
	if got := len(g.Cells); got < 52 || got > 54 {
		t.Errorf("2 600 m east: got %d cells, want about 53", got)
	}
	short := Of(&newTrack(prague, everything).flat(130, 3).a).Ground
	if short.Cells != nil || short.Outline != nil || !short.Start.OK() {
		t.Errorf("390 m: got %+v, want a start alone", short)
	}
}

// However the track is recorded, the cells are those of the ground.
func TestCellsDoNotDependOnRecording(t *testing.T) {
	shape := func(step float64) []training.Cell {
		tr := newTrack(prague, everything)
		for i := range 12 {
			tr.run(120, step, 3, float64(i*40), 0)
		}
		return Of(&tr.a).Ground.Cells
	}
	dense, smart := shape(1), shape(8)
	shared := 0
	for _, c := range dense {
		if _, ok := slices.BinarySearchFunc(smart, c, training.Cell.Compare); ok {
			shared++
		}
	}
	if float64(shared) < 0.95*float64(len(dense)) || len(smart) > len(dense)+3 {
		t.Errorf("got %d cells of %d and %d in common", shared, len(dense), len(smart))
	}
	if !slices.IsSortedFunc(dense, training.Cell.Compare) || len(slices.Compact(slices.Clone(dense))) != len(dense) {
		t.Error("cells are not sorted or not unique")
	}
}

func TestOutline(t *testing.T) {
	tr := newTrack(prague, everything)
	for i := range 400 {
		tr.run(30, 1, 3, float64(i*i*31%360), 0)
	}
	g := Of(&tr.a).Ground
	if n := len(g.Outline); n < 150 || n > 200 {
		t.Errorf("winding track: got %d points, want up to 200", n)
	}
	// Every place run past 200 m lies near the outline.
	worst := 0.0
	for _, r := range tr.a.Records[100 : len(tr.a.Records)-100] {
		p := g.Origin.Offset(latLon(&r))
		best := math.Inf(1)
		for i := 1; i < len(g.Outline); i++ {
			best = math.Min(best, offChord(g.Outline[i-1], g.Outline[i], p))
		}
		worst = math.Max(worst, math.Sqrt(best))
	}
	if worst > 60 {
		t.Errorf("the track lies up to %g m off its outline", worst)
	}
	square := newTrack(prague, everything)
	for i := range 4 {
		square.run(300, 1, 3, float64(i*90), 0)
	}
	if n := len(Of(&square.a).Ground.Outline); n < 5 || n > 9 {
		t.Errorf("square: got %d points, want its corners", n)
	}
}

func TestStrayPositions(t *testing.T) {
	base := func() *track { return newTrack(prague, everything).run(1200, 1, 3, 90, 0) }
	clean := Of(&base().a).Ground
	away := func(from, to int) *track {
		return base().edit(from, func(i int, r *training.Record) {
			if i < to {
				r.Lat += 0.05
			}
		})
	}
	for _, tt := range []struct {
		name string
		tr   *track
		bad  int
	}{
		{"one", away(600, 601), 1},
		{"three in a row", away(600, 603), 3},
		{"the first", away(0, 1), 1},
		{"the last", away(1200, 1201), 1},
		{"zero and zero", base().edit(600, func(i int, r *training.Record) {
			if i == 600 {
				r.Lat, r.Lon = 0, 0
			}
		}), 0},
		{"not a number", base().edit(600, func(i int, r *training.Record) {
			if i == 600 {
				r.Lat = math.NaN()
			}
		}), 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := Of(&tt.tr.a)
			near(t, "farthest", m.Ground.FarthestM, clean.FarthestM, 4)
			if !slices.Equal(m.Ground.Cells, clean.Cells) {
				t.Errorf("got %d cells, want the %d of the clean track", len(m.Ground.Cells), len(clean.Cells))
			}
			if got := warned(m, training.GPSOutliers); got != (tt.bad > 0) {
				t.Errorf("warned: got %v, want %v", got, tt.bad > 0)
			}
			near(t, "quality", m.Quality, 1-float64(tt.bad)/1201, 1e-9)
		})
	}
}

// Being carried in a pause is no stray position: both parts stay, with no line
// between them.
func TestCarriedInPause(t *testing.T) {
	tr := newTrack(prague, everything).flat(600, 3)
	at := tr.here
	tr.here = tr.here.Move(training.Point{X: 8000})
	tr.pause(60).flat(600, 3)
	m := Of(&tr.a)
	if m.Quality != 1 || warned(m, training.GPSOutliers) {
		t.Errorf("got quality %g, %v", m.Quality, m.Warnings)
	}
	for _, c := range m.Ground.Cells {
		off := at.Offset(c.Centre())
		if off.X > 200 && off.X < 7800 {
			t.Errorf("cell %v lies on the way that nobody ran", c)
		}
	}
}

func TestGroundAtTheEdges(t *testing.T) {
	for _, tt := range []struct {
		name string
		from training.LatLon
	}{
		{"date line", training.LatLon{Lat: -17, Lon: 179.99}},
		{"north pole", training.LatLon{Lat: 89.995, Lon: 10}},
		{"south pole", training.LatLon{Lat: -90, Lon: 0}},
		{"Greenwich", training.LatLon{Lat: 51.5, Lon: -0.01}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tr := newTrack(tt.from, everything)
			for range 150 {
				tr.at += 8
				tr.d += 24
				lon := tr.here.Lon + 24*360/(2*math.Pi*training.EarthRadiusM*math.Max(math.Cos(tr.here.Lat*radian), 1e-3))
				tr.here.Lon = math.Remainder(lon, 360)
				tr.record()
			}
			m := Of(&tr.a)
			checkSane(t, &tr.a, m)
			if tt.name == "date line" || tt.name == "Greenwich" {
				near(t, "farthest", m.Ground.FarthestM, 3600, 10)
				near(t, "bearing", m.Ground.FarthestBearing, 90, 1)
				if n := len(m.Ground.Cells); n < 62 || n > 67 {
					t.Errorf("3 200 m east: got %d cells, want about 64", n)
				}
				for _, c := range m.Ground.Cells {
					if d := tt.from.MetresTo(c.Centre()); d > 3700 {
						t.Errorf("cell %v lies %g m away", c, d)
					}
				}
				for _, p := range m.Ground.Outline {
					if math.Abs(p.X) > 3300 {
						t.Errorf("outline point %v lies round the Earth", p)
					}
				}
			}
		})
	}
}

func TestPoorTrackHasNoRoute(t *testing.T) {
	tr := newTrack(prague, everything).flat(1200, 3)
	tr.edit(0, func(i int, r *training.Record) {
		if i%3 == 1 {
			r.Lat += 0.01
		}
	})
	m := Of(&tr.a)
	if m.Quality >= 0.8 || m.Efforts != nil || m.Ground.Cells != nil || m.Ground.Outline != nil {
		t.Errorf("got quality %g, %d efforts, %d cells", m.Quality, len(m.Efforts), len(m.Ground.Cells))
	}
	near(t, "distance all the same", m.DistanceM, 3600, 1)
}

// Where no two positions can follow each other, one of them still tells where on
// Earth it was.
func TestDriveKeepsStart(t *testing.T) {
	m := Of(&newTrack(prague, everything).flat(600, 20).a)
	if !m.Ground.Start.OK() || m.Ground.Cells != nil {
		t.Errorf("got start %v and %d cells, want a start alone", m.Ground.Start, len(m.Ground.Cells))
	}
}
