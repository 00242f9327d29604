package analysis

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"secondwind/internal/training"
)

// home is where the made tracks start: far from a whole degree, where columns jump.
var home = training.LatLon{Lat: 52.5, Lon: 13.4}

// path is a made track in metres from home.
type path []training.Point

// straight is a way through corners.
func straight(corners ...training.Point) path { return corners }

// there returns a way out and back.
func (p path) andBack() path {
	back := slices.Clone(p)
	slices.Reverse(back)
	return append(slices.Clone(p), back[1:]...)
}

func (p path) reversed() path {
	r := slices.Clone(p)
	slices.Reverse(r)
	return r
}

func (p path) moved(x, y float64) path {
	m := slices.Clone(p)
	for i := range m {
		m[i].X, m[i].Y = m[i].X+x, m[i].Y+y
	}
	return m
}

func (p path) times(n int) path {
	var out path
	for range n {
		out = append(out, p...)
	}
	return out
}

// ring is an anticlockwise loop of a length that starts at home and lies to the
// east of it.
func ring(lengthM float64) path {
	radius := lengthM / (2 * math.Pi)
	var p path
	for i := 0; i <= 72; i++ {
		sin, cos := math.Sincos(math.Pi + 2*math.Pi*float64(i)/72)
		p = append(p, training.Point{X: radius + radius*cos, Y: radius * sin})
	}
	return p
}

// square is an anticlockwise loop with a side, its south-west corner at home.
func square(side float64) path {
	return path{{}, {X: side}, {X: side, Y: side}, {Y: side}, {}}
}

// length is how long a path is.
func (p path) length() float64 {
	sum := 0.0
	for i := 1; i < len(p); i++ {
		sum += gap(p[i-1], p[i])
	}
	return sum
}

// cutM is cut off at both ends of a track, as measures do.
const cutM = 200

// ground measures a path as package measure would.
func (p path) ground() training.Ground {
	g := training.Ground{Origin: home, Start: training.Some(home.Move(p[0])), StartToEndM: gap(p[0], p[len(p)-1])}
	n := int(p.length()/5) + 2
	points := resample(outline{p}, n)
	for i, at := range points {
		if d := gap(p[0], at); d > g.FarthestM {
			g.FarthestM = d
			g.FarthestBearing = training.Point{X: at.X - p[0].X, Y: at.Y - p[0].Y}.Bearing()
		}
		if i > 0 {
			g.TurnM2 += (points[i-1].X*at.Y - at.X*points[i-1].Y) / 2
		}
		if along := float64(i) * 5; along > cutM && along < p.length()-cutM {
			g.Cells = append(g.Cells, training.CellAt(home.Move(at)))
			if i%max(1, n/150) == 0 {
				g.Outline = append(g.Outline, at)
			}
		}
	}
	slices.SortFunc(g.Cells, training.Cell.Compare)
	g.Cells = slices.Compact(g.Cells)
	return g
}

// outing is a made run: a path on a day, at 6:00 a kilometre from 7:10 unless a
// test says otherwise.
type outing struct {
	day     training.Date
	path    path
	clock   training.Clock // 0: 7:10
	paceS   float64        // seconds a metre; 0: 0.36
	quality float64        // 0: 1
	change  func(*training.Run)
}

// someday is a Monday.
var someday = training.NewDate(2026, time.January, 5)

func (o outing) run(id string) training.Run {
	if o.clock == 0 {
		o.clock = 7*60 + 10
	}
	if o.paceS == 0 {
		o.paceS = 0.36
	}
	if o.quality == 0 {
		o.quality = 1
	}
	length := o.path.length()
	moving := time.Duration(o.paceS * length * float64(time.Second))
	r := training.Run{
		ID: id, Sport: training.Running, Start: o.day.Time().Add(time.Duration(o.clock) * time.Minute),
		Local: training.LocalOffset{Source: training.DeviceOffset},
		Measures: training.Measures{
			DistanceM: length, Moving: moving, Elapsed: moving + moving/20, GAPSpeedMS: 1 / o.paceS,
			Quality: o.quality, Ground: o.path.ground(),
		},
	}
	if o.change != nil {
		o.change(&r)
	}
	return r
}

// madeSeason returns the season of outings, oldest first, at the end of the last
// one's day. The ids are r0, r1, …
func madeSeason(p training.Profile, outings ...outing) *Season {
	var h training.History
	for i, o := range outings {
		h.Runs = append(h.Runs, o.run(fmt.Sprintf("r%d", i)))
	}
	return newTimeline(h, p).asOf(outings[len(outings)-1].day, p)
}

func TestNewShare(t *testing.T) {
	loop := ring(8000)
	east := straight(training.Point{}, training.Point{X: 4000}).andBack()
	tests := []struct {
		name    string
		outings []outing
		want    float64 // of the last one
		within  float64
	}{
		{"first run", []outing{{day: someday, path: loop}}, 1, 0},
		{"again the same day", []outing{{day: someday, path: loop}, {day: someday, path: loop, clock: 18 * 60}}, 0, 0},
		{"again after 180 days", []outing{{day: someday, path: loop}, {day: someday + 180, path: loop}}, 0, 0},
		{"again after 181 days", []outing{{day: someday, path: loop}, {day: someday + 181, path: loop}}, 1, 0},
		{"again in between", []outing{{day: someday, path: loop}, {day: someday + 100, path: loop}, {day: someday + 200, path: loop}}, 0, 0},
		{"somewhere else", []outing{{day: someday, path: loop}, {day: someday + 1, path: loop.moved(5000, 0)}}, 1, 0},
		{"half of it", []outing{{day: someday, path: loop}, {day: someday + 1, path: east}, {day: someday + 2, path: straight(training.Point{}, training.Point{X: 8000}).andBack()}}, 0.5, 0.03},
		{"a poor track before marks nothing", []outing{{day: someday, path: loop, quality: 0.7}, {day: someday + 1, path: loop}}, 1, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := madeSeason(training.Profile{}, test.outings...)
			got := s.Sessions[len(s.Sessions)-1].Ground.NewShare
			if math.Abs(got-test.want) > test.within {
				t.Errorf("new share %.3f, want %.3f", got, test.want)
			}
		})
	}
}

func TestExplores(t *testing.T) {
	for _, test := range []struct {
		ground ground
		want   bool
	}{
		{ground{NewShare: 0.30}, true},
		{ground{NewShare: 0.29}, false},
		{ground{Place: -1, NewShare: 1}, false},
	} {
		if got := test.ground.Explores(); got != test.want {
			t.Errorf("place %d, new share %.2f: explores %t, want %t", test.ground.Place, test.ground.NewShare, got, test.want)
		}
	}
}

func TestSessionCellsJoinRecordings(t *testing.T) {
	whole := ring(8000)
	half := len(whole) / 2
	s := madeSeason(training.Profile{},
		outing{day: someday, path: whole},
		outing{day: someday + 2, path: whole[:half+1]},
		outing{day: someday + 2, path: whole[half:], clock: 7*60 + 45})
	if len(s.Sessions) != 2 {
		t.Fatalf("%d sessions, want 2", len(s.Sessions))
	}
	split := &s.Sessions[1]
	if split.Ground.Place != 0 {
		t.Errorf("a loop recorded in two halves is place %d, want 0, that of the whole loop", split.Ground.Place)
	}
	if cells := split.Ground.cells; !slices.IsSortedFunc(cells, training.Cell.Compare) {
		t.Error("joined cells are not sorted")
	}
}
