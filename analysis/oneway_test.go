package analysis

import (
	"math"
	"strings"
	"testing"

	"secondwind/internal/training"
)

// oneWay is a way of a length to the east that ends where it ends.
func oneWay(lengthM float64) path { return straight(training.Point{}, training.Point{X: lengthM}) }

// folded is a way of 6 km that ends so far from its start.
func folded(endM float64) path {
	return straight(training.Point{}, training.Point{X: 3000 + endM/2}, training.Point{X: endM})
}

// lap is one lap of an oval with the shape of a stadium's, anticlockwise.
func lap(lengthM float64) path {
	scale := lengthM / (2*84.39 + 2*math.Pi*36.5)
	straightM, radius := scale*84.39, scale*36.5
	p := path{{}, {X: straightM}}
	for _, end := range []struct{ x, from float64 }{{straightM, -math.Pi / 2}, {0, math.Pi / 2}} {
		for i := range 13 {
			sin, cos := math.Sincos(end.from + math.Pi*float64(i)/12)
			p = append(p, training.Point{X: end.x + radius*cos, Y: radius + radius*sin})
		}
	}
	return p
}

// answerAbout returns what a fix tells of runs of a week after it was read.
func answerAbout(f Fix, outings ...outing) training.Answer {
	s := madeSeason(training.Profile{}, append([]outing{{day: someday, path: ring(6000)}}, outings...)...)
	return f.Tried(Plan{}, s.AsOf(someday), s)
}

func TestTriedPointToPoint(t *testing.T) {
	day := someday + 3
	treadmill := outing{day: day, path: oneWay(8000), change: func(r *training.Run) {
		r.SubSport, r.Measures.Ground = training.Treadmill, training.Ground{}
	}}
	noTrack := outing{day: day + 1, path: oneWay(8000), change: func(r *training.Run) { r.Measures.Ground = training.Ground{} }}
	back := outing{day: day, path: oneWay(4000).reversed(), clock: 8 * 60}
	noPlace := back
	noPlace.change = func(r *training.Run) { r.Measures.Ground = training.Ground{} }
	part := func(p path) outing { return outing{day: day, path: p, clock: 8 * 60} }
	half := outing{day: day, path: oneWay(4000)}
	for _, c := range []struct {
		name    string
		outings []outing
		want    training.Answer
	}{
		{"one way", []outing{{day: day, path: oneWay(8000)}}, training.Tried},
		{"the day after it was read", []outing{{day: someday + 1, path: oneWay(8000)}}, training.Tried},
		{"fourteen days after", []outing{{day: someday + 14, path: oneWay(8000)}}, training.Tried},
		{"fifteen days after", []outing{{day: someday + 15, path: oneWay(8000)}}, training.CantTell},
		{"no run since", nil, training.CantTell},
		{"out and back", []outing{{day: day, path: out(8000)}}, training.NotTried},
		{"ends a little over 1 km away", []outing{{day: day, path: folded(1001)}}, training.Tried},
		{"ends 1 km away", []outing{{day: day, path: folded(1000)}}, training.NotTried},
		{"a poor track", []outing{{day: day, path: oneWay(8000), quality: 0.7}}, training.CantTell},
		{"a treadmill", []outing{treadmill}, training.CantTell},
		{"a treadmill and a loop", []outing{treadmill, {day: day + 1, path: ring(8000)}}, training.NotTried},
		{"no track and a loop", []outing{{day: day, path: ring(8000)}, noTrack}, training.CantTell},
		{"no track and one way", []outing{{day: day, path: oneWay(8000)}, noTrack}, training.Tried},
		{"two recordings, out and home", []outing{half, back}, training.NotTried},
		{"two recordings, on and on", []outing{half, part(oneWay(4000).moved(4000, 0))}, training.Tried},
		// The outline of the second part ends 200 m before its end, which may lie on
		// either side of the limit.
		{"two recordings, 900 m or more apart", []outing{half, part(straight(training.Point{X: 4000}, training.Point{X: 900}))}, training.CantTell},
		{"two recordings, the second too short for an outline", []outing{half, part(straight(training.Point{X: 4000}, training.Point{X: 3700}))}, training.Tried},
		{"two recordings, the second without a place", []outing{half, noPlace}, training.CantTell},
	} {
		if got := answerAbout(pointToPoint, c.outings...); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestPlanOfPointToPoint(t *testing.T) {
	// Eight weeks of one loop, and a way that was run once before them.
	weeks := func(before ...outing) *Season {
		outings := before
		for i := range training.Date(8) {
			outings = append(outings, outing{day: someday + 70 + 7*i, path: ring(8000)})
		}
		return madeSeason(training.Profile{}, append(outings, outing{day: someday + 120, path: oneWay(8400)})...)
	}
	runs := func(change func(*training.Run)) *Season {
		var outings []outing
		for i := range training.Date(8) {
			outings = append(outings, outing{day: someday + 7*i, path: ring(8000), change: change})
		}
		return madeSeason(training.Profile{}, outings...)
	}
	for _, c := range []struct {
		name    string
		season  *Season
		want    string
		params  string
		missing string
	}{
		{"a way that is known", weeks(outing{day: someday, path: turned(oneWay(8200), math.Pi/2)}), "run the 8.2km one way north and ride home. You last did on 2026-01-05.", "r0", ""},
		{"too far for lately", weeks(outing{day: someday, path: turned(oneWay(9500), math.Pi/2)}), "run about 8km one way", "8000 south-west", ""},
		{"begins elsewhere", weeks(outing{day: someday, path: oneWay(8200).moved(0, 2500)}), "run about 8km one way", "8000 south-west", ""},
		{"shorter than lately", weeks(outing{day: someday, path: turned(oneWay(7500), math.Pi/2)}), "run about 8km one way", "8000 south-west", ""},
		{"the nearest to the usual length", weeks(outing{day: someday, path: turned(oneWay(8900), math.Pi)}, outing{day: someday + 1, path: turned(oneWay(8100), math.Pi/2)}), "run the 8.1km one way north", "r1", ""},
		{"the one that has rested longest", weeks(outing{day: someday, path: turned(oneWay(8300), math.Pi)}, outing{day: someday + 1, path: turned(oneWay(8100), math.Pi/2)}), "run the 8.3km one way west", "r0", ""},
		{"the way of this month is no change", weeks(), "run about 8km one way, to a café or a friend, and ride home. It is the length of your usual run.", "8000 south-west", ""},
		{"without a track", runs(func(r *training.Run) { r.Measures.Ground = training.Ground{} }), "run about 8km one way, to a café or a friend, and ride home. It is the length of your usual run.", "8000", ""},
		{"without a distance", runs(func(r *training.Run) { r.Measures.DistanceM = 0 }), "run one way, to a café or a friend, and ride home.", "", "the length of a usual run"},
	} {
		plan, missing := pointToPoint.Personalise(c.season, Verdict{})
		if got := plan.Text.String(); !strings.Contains(got, c.want) {
			t.Errorf("%s: got %q, want %q in it", c.name, got, c.want)
		}
		if got := paramValues(plan); got != c.params || missing.What.String() != c.missing {
			t.Errorf("%s: names %q and misses %q; want %q and %q", c.name, got, missing.What, c.params, c.missing)
		}
	}
}

// paramValues are what a plan names, as a fixture writes them.
func paramValues(p Plan) string {
	var values []string
	for _, param := range p.Params {
		values = append(values, param.Value)
	}
	return strings.Join(values, " ")
}

func TestTriedTrackSession(t *testing.T) {
	day := someday + 3
	filed := func(sub training.SubSport) func(*training.Run) {
		return func(r *training.Run) { r.SubSport, r.Measures.Ground = sub, training.Ground{} }
	}
	warmUp := oneWay(1500)
	for _, c := range []struct {
		name   string
		outing outing
		want   training.Answer
	}{
		{"filed under track", outing{day: day, path: oneWay(5000), change: filed(training.Track)}, training.Tried},
		{"ten laps", outing{day: day, path: lap(400).times(10)}, training.Tried},
		{"nine laps", outing{day: day, path: lap(400).times(9)}, training.NotTried},
		{"ten laps the other way round", outing{day: day, path: lap(400).times(10).reversed()}, training.Tried},
		{"ten laps of 380 m", outing{day: day, path: lap(380).times(10)}, training.Tried},
		{"ten laps of 420 m", outing{day: day, path: lap(420).times(10)}, training.Tried},
		{"ten laps of 350 m", outing{day: day, path: lap(350).times(10)}, training.NotTried},
		{"ten laps of 460 m", outing{day: day, path: lap(460).times(10)}, training.NotTried},
		{"sixty laps of 200 m", outing{day: day, path: lap(200).times(60)}, training.NotTried},
		{"laps between a way there and a way home", outing{day: day, path: append(append(warmUp.reversed(), lap(400).times(10)...), warmUp...)}, training.Tried},
		{"up and down 200 m", outing{day: day, path: out(400).times(30)}, training.NotTried},
		{"a loop", outing{day: day, path: ring(6000)}, training.NotTried},
		{"a poor track", outing{day: day, path: lap(400).times(9), quality: 0.7}, training.CantTell},
		{"a treadmill", outing{day: day, path: oneWay(5000), change: filed(training.Treadmill)}, training.NotTried},
		{"under a roof", outing{day: day, path: oneWay(5000), change: filed(training.IndoorRunning)}, training.CantTell},
		{"no track", outing{day: day, path: oneWay(5000), change: filed("")}, training.CantTell},
		{"fifteen days after", outing{day: someday + 15, path: lap(400).times(10)}, training.CantTell},
	} {
		if got := answerAbout(trackSession, c.outing); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}
