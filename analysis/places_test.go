package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"secondwind/internal/training"
)

// placesAndRoutes lists the places and routes of all sessions.
func placesAndRoutes(s *Season) (places, routes []int) {
	for _, x := range s.Sessions {
		places, routes = append(places, x.Ground.Place), append(routes, x.Ground.Route)
	}
	return places, routes
}

func TestPlacesAndRoutes(t *testing.T) {
	loop, oval := ring(8000), ring(800)
	out := func(m float64) path { return straight(training.Point{}, training.Point{X: m}).andBack() }
	// chain is one of a row of squares that share much of their ground with the
	// next one, and less with the one after.
	chain := func(i float64) path {
		return straight(training.Point{X: 600 * i}, training.Point{X: 600*i + 4000}).andBack()
	}
	tests := []struct {
		name           string
		paths          []path
		places, routes []int
	}{
		{"a loop both ways round", []path{loop, loop.reversed(), loop}, []int{0, 0, 0}, []int{0, 0, 0}},
		{"a loop half a cell aside", []path{loop, loop.moved(25, 25), loop.moved(-25, 10)}, []int{0, 0, 0}, []int{0, 0, 0}},
		{"an oval for 3 and 15 km", []path{oval.times(4), oval.times(19), oval.times(4)}, []int{0, 0, 0}, []int{0, 1, 0}},
		{"two loops", []path{loop, ring(5000).moved(-2000, 0), loop}, []int{0, 1, 0}, []int{0, 1, 0}},
		{"a short way within a long one", []path{out(6000), out(2500)}, []int{0, 1}, []int{0, 1}},
		{"a chain is not one blob", []path{chain(0), chain(1), chain(2), chain(3)}, []int{0, 0, 1, 1}, []int{0, 0, 1, 1}},
		{"a jog of 1.2 km has none", []path{out(600)}, []int{-1}, []int{-1}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var outings []outing
			for i, p := range test.paths {
				outings = append(outings, outing{day: someday + training.Date(i), path: p})
			}
			places, routes := placesAndRoutes(madeSeason(training.Profile{}, outings...))
			if !slices.Equal(places, test.places) {
				t.Errorf("places %v, want %v", places, test.places)
			}
			if !slices.Equal(routes, test.routes) {
				t.Errorf("routes %v, want %v", routes, test.routes)
			}
		})
	}
}

func TestNoPlaceWithoutUsableTrack(t *testing.T) {
	for name, spoil := range map[string]func(*training.Run){
		"poor":     func(r *training.Run) { r.Measures.Quality = 0.79 },
		"indoors":  func(r *training.Run) { r.SubSport = training.Treadmill },
		"no track": func(r *training.Run) { r.Measures.Ground = training.Ground{} },
	} {
		s := madeSeason(training.Profile{}, outing{day: someday, path: ring(8000), change: spoil})
		if g := s.Sessions[0].Ground; g.Place != -1 || g.Route != -1 || g.NewShare != 0 {
			t.Errorf("%s: %+v, want no place", name, g)
		}
	}
}

// A block walked round changes the cells, and hardly the way; another valley
// with the same number of cells is another route.
func TestBorderIsConfirmedByOutlines(t *testing.T) {
	detour := func(at, aside float64) *Session {
		p := straight(training.Point{}, training.Point{X: at}, training.Point{X: at, Y: aside}, training.Point{X: 5000, Y: aside}, training.Point{X: 5000})
		s := madeSeason(training.Profile{}, outing{day: someday, path: p})
		return &s.Sessions[0]
	}
	direct := detour(4000, 0)
	for _, test := range []struct {
		name       string
		similarity float64
		other      *Session
		want       bool
	}{
		{"below the border", 0.74, detour(4000, 90), false},
		{"on the border, one street aside", 0.76, detour(4000, 90), true},
		{"on the border, one valley aside", 0.84, detour(4000, 1500), false},
		{"above the border", 0.86, detour(4000, 1500), true},
	} {
		if got := sameTrack(test.similarity, direct, test.other); got != test.want {
			t.Errorf("%s: same %t, want %t", test.name, got, test.want)
		}
	}
}

// madeYears returns n outings of a runner with some favourite loops and a habit
// of wandering, on ever different days.
func madeYears(n int) []outing {
	random := rand.New(rand.NewPCG(7, 7))
	var favourites []path
	for i := range 12 {
		favourites = append(favourites, turned(ring(5000+1000*float64(i%7)), float64(i)*math.Pi/6))
	}
	outings := make([]outing, n)
	for i := range outings {
		p := favourites[int(float64(len(favourites))*random.Float64()*random.Float64())]
		switch {
		case random.Float64() < 0.25:
			p = turned(ring(4000+9000*random.Float64()), 2*math.Pi*random.Float64())
		case random.Float64() < 0.3:
			p = p.reversed()
		}
		outings[i] = outing{day: someday + training.Date(i*3/2), path: p.moved(8*random.NormFloat64(), 8*random.NormFloat64())}
	}
	return outings
}

// turned turns a path around home.
func turned(p path, angle float64) path {
	sin, cos := math.Sincos(angle)
	out := slices.Clone(p)
	for i, at := range p {
		out[i] = training.Point{X: at.X*cos - at.Y*sin, Y: at.X*sin + at.Y*cos}
	}
	return out
}

// What an earlier day shows does not depend on later sessions.
func TestPlacesAreOnline(t *testing.T) {
	outings := madeYears(120)
	whole := madeSeason(training.Profile{}, outings...)
	for _, n := range []int{1, 7, 30, 61, 119} {
		part := madeSeason(training.Profile{}, outings[:n]...)
		for i := range part.Sessions {
			got, want := part.Sessions[i].Ground, whole.Sessions[i].Ground
			if got.Place != want.Place || got.Route != want.Route || got.NewShare != want.NewShare {
				t.Fatalf("session %d of %d: place %d, route %d, new %.3f; with all sessions %d, %d, %.3f",
					i, n, got.Place, got.Route, got.NewShare, want.Place, want.Route, want.NewShare)
			}
		}
	}
}

// The tiles only spare comparisons: places are the same without them.
func TestCandidatesMissNoPlace(t *testing.T) {
	s := madeSeason(training.Profile{}, madeYears(150)...)
	a := newAtlas(s.Sessions)
	for i := range s.Sessions {
		ground := tilesOf(s.Sessions[i].Ground.cells)
		candidates := a.candidates(ground)
		for p := range a.places {
			same := similarity(ground, a.tiles[a.places[p].medoid]) >= sameGround
			if same && !slices.Contains(candidates, p) {
				t.Fatalf("session %d: place %d is the same ground and no candidate", i, p)
			}
		}
		for _, p := range candidates {
			if slowOverlap(s.Sessions[i].Ground.cells, s.Sessions[a.places[p].medoid].Ground.cells) < leastOverlap(sameGround) {
				t.Fatalf("session %d: place %d covers too little of it and is a candidate", i, p)
			}
		}
		a.add(i, ground)
	}
	listed, want := 0, 0
	for _, listings := range a.near {
		listed += len(listings)
	}
	for _, p := range a.places {
		want += len(a.tiles[p.medoid])
	}
	if listed != want {
		t.Errorf("%d listings of places under tiles, want %d: those of their medoids", listed, want)
	}
	if n := len(a.places); n < 15 || n > 100 {
		t.Errorf("%d places of 150 sessions: the made runner has 12 favourites and wanders in a quarter of them", n)
	}
}

// A medoid that wandered would pull the place after it, a few metres each time.
func TestPlacesDoNotWander(t *testing.T) {
	var outings []outing
	for i := range 120 {
		outings = append(outings, outing{day: someday + training.Date(i), path: ring(8000).moved(4*float64(i), 0)})
	}
	s := madeSeason(training.Profile{}, outings...)
	last := &s.Sessions[len(s.Sessions)-1]
	if last.Ground.Place == 0 {
		t.Errorf("a loop 476 m aside is still the first place")
	}
}

// A medoid is the most central session, and as long and on the same ground as
// the first one.
func TestNewMedoid(t *testing.T) {
	loop := ring(8000)
	for _, test := range []struct {
		name  string
		paths []path
		want  int
	}{
		{"the one in the middle", []path{loop, loop.moved(160, 0), loop.moved(80, 0)}, 2},
		{"not at this number of members", []path{loop, loop.moved(160, 0), loop.moved(80, 0), loop.moved(90, 0)}, 0},
		{"not on other ground", []path{loop, loop.moved(400, 0), loop.moved(400, 0)}, 0},
		{"not of another length", []path{loop, loop.times(2), loop.times(2)}, 0},
	} {
		var outings []outing
		var members []int
		for i, p := range test.paths {
			outings = append(outings, outing{day: someday + training.Date(i), path: p})
			members = append(members, i)
		}
		a := newAtlas(madeSeason(training.Profile{}, outings...).Sessions)
		for i := range a.tiles {
			a.tiles[i] = tilesOf(a.sessions[i].Ground.cells)
		}
		if got := a.newMedoid(members, 0); got != test.want {
			t.Errorf("%s: medoid %d, want %d", test.name, got, test.want)
		}
	}
}

func TestLeastOverlap(t *testing.T) {
	if x := leastOverlap(0.8); math.Abs(2*x/(x+1)-0.8) > 1e-9 {
		t.Errorf("an overlap of %v with one of 1 has the harmonic mean %v, want 0.8", x, 2*x/(x+1))
	}
}

func TestLooksAgain(t *testing.T) {
	var got []int
	for n := 1; n <= 100; n++ {
		if looksAgain(n) {
			got = append(got, n)
		}
	}
	if want := []int{3, 6, 12, 24, 48, 96}; !slices.Equal(got, want) {
		t.Errorf("looks again at %v, want %v", got, want)
	}
}

func TestSpread(t *testing.T) {
	for _, test := range []struct{ in, want []int }{
		{[]int{4, 5}, []int{4, 5}},
		{[]int{0, 1, 2, 3, 4, 5, 6}, []int{0, 3, 6}},
	} {
		if got := spread(test.in, 3); !slices.Equal(got, test.want) {
			t.Errorf("spread(%v, 3) = %v, want %v", test.in, got, test.want)
		}
	}
}

func BenchmarkFindGround(b *testing.B) {
	for _, n := range []int{300, 2700} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := madeSeason(training.Profile{}, madeYears(n)...)
			b.ReportAllocs()
			for b.Loop() {
				s.all.findGround()
			}
			b.ReportMetric(float64(len(s.all.places)), "places")
		})
	}
}
