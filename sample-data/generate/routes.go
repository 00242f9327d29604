package main

import (
	"fmt"
	"math"
	"sort"

	"secondwind/internal/training"
)

// gate is where every run but the race starts and ends: a made point in a big
// city park. The paths around it are formulas, no path of the world.
var gate = training.LatLon{Lat: 32.7341, Lon: -117.1446}

// loop is a closed path through its start, drawn as a wobbly ellipse.
type loop struct {
	lengthM float64
	centre  float64   // bearing of its middle from the start, degrees clockwise from north
	slim    float64   // shorter axis ÷ longer axis; the longer one points at the centre
	wobble  []float64 // share of the radius, for 2, 3, 4 … waves a lap
	from    training.Point
}

// lane is a path out and back along a wave.
type lane struct {
	bearing float64 // degrees clockwise from north
	swayM   float64 // how far it swings to either side
	waveM   float64 // from one swing to the next
}

// The routes of the park, by the names of the season's table. To the south-east
// no route leads.
var (
	loops = map[string]loop{
		"meadow":  {lengthM: 7400, centre: 318, slim: 0.82, wobble: []float64{0.05, 0.07, 0.02}},
		"lakes":   {lengthM: 6200, centre: 52, slim: 0.70, wobble: []float64{0.10, 0.04, 0.05}},
		"mesa":    {lengthM: 5600, centre: 228, slim: 0.88, wobble: []float64{0.04, 0.09}},
		"orchard": {lengthM: 6800, centre: 95, slim: 0.62, wobble: []float64{0.06, 0.03, 0.06}},
		"canyon":  {lengthM: 9400, centre: 268, slim: 0.66, wobble: []float64{0.03, 0.10, 0.04}},
		"heights": {lengthM: 8200, centre: 20, slim: 0.55, wobble: []float64{0.08, 0.05}},
		"rim":     {lengthM: 11600, centre: 355, slim: 0.90, wobble: []float64{0.04, 0.03, 0.05}},
		"race":    {lengthM: 5005, centre: 340, slim: 0.75, wobble: []float64{0.02, 0.05}, from: training.Point{X: -350, Y: 1500}},
	}
	lanes = map[string]lane{
		"bay":    {bearing: 204, swayM: 130, waveM: 2400},
		"avenue": {bearing: 74, swayM: 60, waveM: 1700},
	}
)

// path is where a runner is after a distance.
type path func(metres float64) training.Point

// pathOf returns the path of an outing. A loop must be run in whole laps: the
// season's distance is checked against the drawing.
func pathOf(o outing) (path, error) {
	if l, ok := lanes[o.route]; ok {
		return l.path(o.km * 1000), nil
	}
	l, ok := loops[o.route]
	if !ok {
		return nil, fmt.Errorf("no route %q", o.route)
	}
	if laps := o.km * 1000 / l.lengthM; math.Abs(laps-math.Round(laps)) > 0.001 {
		return nil, fmt.Errorf("%s: %.1f km is no whole number of laps", o.route, o.km)
	}
	return l.path(o.reverse), nil
}

// drawn is the distance between the points of a drawn path, in metres.
const drawn = 4

// path draws the loop, clockwise unless reversed, and scales it to its length.
func (l loop) path(reverse bool) path {
	const steps = 4000
	points := make([]training.Point, steps+1)
	for i := range points {
		points[i] = l.at(2 * math.Pi * float64(i) / steps)
		if reverse {
			points[i] = l.at(-2 * math.Pi * float64(i) / steps)
		}
	}
	start, scale := points[0], l.lengthM/length(points)
	for i, p := range points {
		points[i] = training.Point{X: l.from.X + scale*(p.X-start.X), Y: l.from.Y + scale*(p.Y-start.Y)}
	}
	along := walk(points)
	return func(metres float64) training.Point { return along(math.Mod(metres, l.lengthM)) }
}

// at returns the point of the unit drawing at an angle: 0 is the start, and the
// angle grows clockwise.
func (l loop) at(angle float64) training.Point {
	r := 1.0
	for i, share := range l.wobble {
		r += share * math.Sin(float64(i+2)*angle)
	}
	// The start lies opposite to the direction of the centre.
	along, across := -r*math.Cos(angle), -r*l.slim*math.Sin(angle)
	sin, cos := math.Sincos(l.centre * math.Pi / 180)
	return training.Point{X: along*sin + across*cos, Y: along*cos - across*sin}
}

// path draws the lane out to half the distance and back.
func (l lane) path(totalM float64) path {
	points := make([]training.Point, 0, int(totalM)/drawn)
	sin, cos := math.Sincos(l.bearing * math.Pi / 180)
	for along := 0.0; along <= totalM; along += drawn {
		across := l.swayM * math.Sin(2*math.Pi*along/l.waveM)
		points = append(points, training.Point{X: along*sin + across*cos, Y: along*cos - across*sin})
	}
	out := walk(points)
	return func(metres float64) training.Point {
		return out(totalM/2 - math.Abs(totalM/2-math.Min(metres, totalM)))
	}
}

// walk returns the point after a distance along the points.
func walk(points []training.Point) path {
	reached := make([]float64, len(points))
	for i := 1; i < len(points); i++ {
		reached[i] = reached[i-1] + apart(points[i-1], points[i])
	}
	return func(metres float64) training.Point {
		i := sort.SearchFloat64s(reached, metres)
		switch i {
		case 0:
			return points[0]
		case len(points):
			return points[len(points)-1]
		}
		return between(points[i-1], points[i], (metres-reached[i-1])/(reached[i]-reached[i-1]))
	}
}

// apart returns the distance between two points in metres.
func apart(a, b training.Point) float64 { return math.Hypot(b.X-a.X, b.Y-a.Y) }

// between returns the point that lies a share of the way from a to b.
func between(a, b training.Point, share float64) training.Point {
	return training.Point{X: a.X + share*(b.X-a.X), Y: a.Y + share*(b.Y-a.Y)}
}

// length returns the length of a drawn path.
func length(points []training.Point) float64 {
	var sum float64
	for i := 1; i < len(points); i++ {
		sum += apart(points[i-1], points[i])
	}
	return sum
}

// groundM is the altitude of the park at a point: short swells that hardly add up
// over a kilometre, two canyons in the west and a knoll in the north. The same
// path always climbs the same.
func groundM(p training.Point) float64 {
	swell := 5*math.Sin(p.X/105+0.6)*math.Cos(p.Y/125) + 4*math.Sin((p.X+2*p.Y)/900)
	return 84 + swell - 26*mound(p, -2750, 350, 380) - 20*mound(p, -1400, -950, 280) + 12*mound(p, 350, 2300, 500)
}

// mound is 1 at its top and falls off over a radius.
func mound(p training.Point, x, y, radiusM float64) float64 {
	return math.Exp(-((p.X-x)*(p.X-x) + (p.Y-y)*(p.Y-y)) / (2 * radiusM * radiusM))
}
