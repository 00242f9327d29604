package analysis

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"time"

	"secondwind/internal/training"
)

// routeFromM is the least length of a session that tells of routes (science A.4).
const routeFromM = 1500

// RouteSessions returns the sessions of the last days that tell of routes, and
// how many sessions they are out of: races, treadmill and track runs and jogs
// under routeFromM are in neither number.
func (s *Season) RouteSessions(days int) (tracks []*Session, outings int) {
	window := s.LastDays(days)
	for i := range window {
		x := &window[i]
		if x.Indoor || x.Main.SubSport == training.Track || x.Race.Like || x.DistanceM < routeFromM {
			continue
		}
		outings++
		if x.HasTrack() {
			tracks = append(tracks, x)
		}
	}
	return tracks, outings
}

// indoors reports whether all runs of the last days were, one at least.
func (s *Season) indoors(days int) bool {
	window := s.LastDays(days)
	return len(window) > 0 && !slices.ContainsFunc(window, func(x Session) bool { return !x.Indoor })
}

// knowsGround reports whether any run outdoors has a track; true where there is none
// to have it.
func (s *Season) knowsGround() bool {
	outdoors := false
	for i := range s.Sessions {
		if x := &s.Sessions[i]; x.HasTrack() {
			return true
		} else if !x.Indoor {
			outdoors = true
		}
	}
	return !outdoors
}

// placeShare is one place of a window.
type placeShare struct {
	Place     int // index into timeline.places
	ID        string
	Runs      int     // sessions of the window on it
	Share     float64 // of the window's sessions with a place
	FirstSeen training.Date
	LastSeen  training.Date // both of the season, not of the window
}

// placeShares returns the places of sessions, the most frequent first, the one
// run last first among equals. Sessions without a place are left out.
func (s *Season) placeShares(sessions []*Session) []placeShare {
	runs, total := map[int]int{}, 0
	for _, x := range sessions {
		if x.Ground.Place >= 0 {
			runs[x.Ground.Place]++
			total++
		}
	}
	shares := make([]placeShare, 0, len(runs))
	for p, n := range runs {
		members := s.placeMembers(p)
		shares = append(shares, placeShare{
			Place: p, ID: s.all.places[p].ID, Runs: n, Share: float64(n) / float64(total),
			FirstSeen: s.Sessions[members[0]].Date, LastSeen: s.Sessions[members[len(members)-1]].Date,
		})
	}
	slices.SortFunc(shares, func(a, b placeShare) int {
		return cmp.Or(-cmp.Compare(a.Runs, b.Runs), -cmp.Compare(a.LastSeen, b.LastSeen), cmp.Compare(a.Place, b.Place))
	})
	return shares
}

// topShare returns the share of the n most frequent places together.
func topShare(shares []placeShare, n int) float64 {
	sum := 0.0
	for _, p := range shares[:min(n, len(shares))] {
		sum += p.Share
	}
	return sum
}

// effectivePlaces returns how many equally frequent places would be as varied as
// these: the exponential of Shannon's entropy (D₁ of science A.2). 0 for none.
func effectivePlaces(shares []placeShare) float64 {
	if len(shares) == 0 {
		return 0
	}
	entropy := 0.0
	for _, p := range shares {
		entropy -= p.Share * math.Log(p.Share)
	}
	return math.Exp(entropy)
}

// explorerShare returns the share of the sessions with a place that explore.
func explorerShare(sessions []*Session) float64 {
	explorers, total := 0, 0
	for _, x := range sessions {
		if x.Ground.Place >= 0 {
			total++
			explorers += count(x.Ground.Explores())
		}
	}
	if total == 0 {
		return 0
	}
	return float64(explorers) / float64(total)
}

// monthlyNewGround returns the new ground of the n months that end with the
// season's day, oldest first, months without a run included and those before the
// first activity left out.
func (s *Season) monthlyNewGround(n int) []MonthGround {
	year, month, _ := s.Day.Time().Date()
	var months []MonthGround
	for back := n - 1; back >= 0; back-- {
		first := training.NewDate(year, month-time.Month(back), 1)
		last := training.NewDate(year, month-time.Month(back)+1, 1) - 1
		if last < s.all.first {
			continue
		}
		m := MonthGround{Month: training.Month(first)}
		window := s.Between(first, last)
		for i := range window {
			m.NewM += window[i].Ground.newM()
		}
		months = append(months, m)
	}
	return months
}

// routeShapes returns places as shapes of a gallery.
func (s *Season) routeShapes(shares []placeShare) []RouteShape {
	shapes := make([]RouteShape, len(shares))
	for i, p := range shares {
		shapes[i] = RouteShape{
			ID: p.ID, Place: s.placeName(p.Place), Runs: p.Runs, FirstSeen: p.FirstSeen, LastSeen: p.LastSeen,
			Outline: s.typical(s.placeMembers(p.Place)).Main.Measures.Ground.Outline,
		}
	}
	return shapes
}

// placeByID returns the place whose first session has an id. It may also be the
// id of a later session, so that a plan survives a history that grew at its
// beginning.
func (s *Season) placeByID(id string) (place int, known bool) {
	x := s.session(id)
	if x == nil || x.Ground.Place < 0 {
		return 0, false
	}
	return x.Ground.Place, true
}

// routeID returns the id by which a plan names a route.
func (s *Season) routeID(route int) string { return s.all.routes[route].ID }

// session returns a session of the season by the id of one of its recordings, or
// nil.
func (s *Season) session(id string) *Session {
	for i := range s.Sessions {
		if slices.ContainsFunc(s.Sessions[i].Recordings, func(r *training.Run) bool { return r.ID == id }) {
			return &s.Sessions[i]
		}
	}
	return nil
}

// placeMembers returns the indexes of the season's sessions on a place, ascending.
func (s *Season) placeMembers(place int) []int { return s.upToNow(s.all.places[place].Members) }

// routeMembers returns the indexes of the season's sessions on a route, ascending.
func (s *Season) routeMembers(route int) []int { return s.upToNow(s.all.routes[route].Members) }

func (s *Season) upToNow(members []int) []int {
	return members[:sort.SearchInts(members, len(s.Sessions))]
}

// placeName names a place by its length, shape and direction. A place run over
// several lengths is named after the median.
func (s *Season) placeName(place int) training.Place { return s.name(s.placeMembers(place)) }

// name names what sessions share, by their median length.
func (s *Season) name(members []int) training.Place {
	x := s.typical(members)
	return training.Place{
		DistanceM: roundLength(s.medianLength(members)),
		Shape:     shapeOf(x),
		Sector:    training.SectorOf(x.Main.Measures.Ground.FarthestBearing),
	}
}

func (s *Season) medianLength(members []int) float64 {
	lengths := make([]float64, len(members))
	for i, m := range members {
		lengths[i] = s.Sessions[m].DistanceM
	}
	return median(lengths)
}

// typical returns the session whose length is nearest to the median, the newest
// of equals. There is at least one member.
func (s *Season) typical(members []int) *Session {
	usual := s.medianLength(members)
	best := &s.Sessions[members[0]]
	for _, m := range members[1:] {
		if x := &s.Sessions[m]; math.Abs(x.DistanceM-usual) <= math.Abs(best.DistanceM-usual) {
			best = x
		}
	}
	return best
}

// roundLength rounds a length as people say it: to 100 m, from 20 km to 500 m.
func roundLength(m float64) float64 {
	step := 100.0
	if m >= 20_000 {
		step = 500
	}
	return math.Round(m/step) * step
}

const (
	// oneWayM is how far from its start a session ends that goes one way; fixes
	// call for the same (ruts-and-fixes §2, point-to-point).
	oneWayM = 1000
	// oneWayShare is the same for short sessions, as a share of the length.
	oneWayShare = 1.0 / 3
	// foldedShare is how far apart the ways out and back lie at most on average, as
	// a share of the farthest point. Two sides of a road 5 km long are 0.004 apart,
	// a loop on a stick of the same length 0.12, a circle 0.64.
	foldedShare = 0.10
)

// shapeOf tells how the track of a session closes.
func shapeOf(x *Session) training.Shape {
	g := &x.Main.Measures.Ground
	if g.StartToEndM > oneWayM || g.StartToEndM > oneWayShare*x.Main.Measures.DistanceM {
		return training.OneWay
	}
	points := resample(outline{g.Outline}, outlineSteps)
	if len(points) == 0 {
		return training.Loop
	}
	apart := 0.0
	for i := range len(points) / 2 {
		apart += gap(points[i], points[len(points)-1-i])
	}
	if apart/float64(len(points)/2) <= foldedShare*g.FarthestM {
		return training.OutAndBack
	}
	return training.Loop
}

// turn is the direction in which a session goes round.
type turn string

// The directions.
const (
	clockwise     turn = "clockwise"
	anticlockwise turn = "anticlockwise"
	noTurn        turn = "" // the track does not go round: out and back, one way, a figure of eight
)

// reversed returns the other direction.
func (t turn) reversed() turn {
	switch t {
	case clockwise:
		return anticlockwise
	case anticlockwise:
		return clockwise
	}
	return noTurn
}

// leastRoundness is the area that a track encloses, over that of a circle of its
// length, from which it goes round. A circle has 1, a square 0.79, a way of 5 km
// out and back on the two sides of a road 0.01; ten laps of an oval have a tenth
// of one lap's, near 0.08.
const leastRoundness = 0.03

// turnOf returns the direction of a session.
func turnOf(x *Session) turn {
	m := &x.Main.Measures
	round := 4 * math.Pi * math.Abs(m.Ground.TurnM2) / (m.DistanceM * m.DistanceM)
	switch {
	case x.Ground.Place < 0 || m.DistanceM <= 0 || round < leastRoundness:
		return noTurn
	case m.Ground.TurnM2 > 0:
		return anticlockwise
	default:
		return clockwise
	}
}

// usualTurn returns the direction in which most of the sessions go round, its
// share of those that do, and how many do; clockwise where both are equal.
func usualTurn(sessions []*Session) (usual turn, share float64, of int) {
	with := 0
	for _, x := range sessions {
		switch turnOf(x) {
		case clockwise:
			with, of = with+1, of+1
		case anticlockwise:
			of++
		}
	}
	switch {
	case of == 0:
		return noTurn, 0, 0
	case 2*with >= of:
		return clockwise, float64(with) / float64(of), of
	default:
		return anticlockwise, float64(of-with) / float64(of), of
	}
}

// onPlace returns those of the sessions that ran a place.
func onPlace(sessions []*Session, place int) []*Session {
	return filter(sessions, func(x *Session) bool { return x.Ground.Place == place })
}

func filter(sessions []*Session, keep func(*Session) bool) []*Session {
	var out []*Session
	for _, x := range sessions {
		if keep(x) {
			out = append(out, x)
		}
	}
	return out
}
