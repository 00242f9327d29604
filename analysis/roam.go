package analysis

import (
	"cmp"
	"math"
	"slices"

	"secondwind/internal/training"
)

const (
	// usualDays is the window that shows where, how far and how wide a runner
	// usually runs: 8 weeks, as for habits (science B.1).
	usualDays = windowDays
	// oneStartM is how far apart two starts of the same doorstep lie at most.
	oneStartM = 1000
	// dormantDays is how long ground rests before it counts as somewhere else again
	// (ruts-and-fixes §2, new-route).
	dormantDays = 90
	// dormantNearM is how far from the usual start a dormant route may begin: a
	// walk or a warm-up away.
	dormantNearM = 2000
	// dormantFresh is the share of a dormant route's ground that has rested as
	// well: a short cut through the usual loop is nowhere new.
	dormantFresh = 0.5
	// longerBy is the factor on the longest run of 30 days up to which a run is no
	// spike (science C.1).
	longerBy, longerDays = 1.10, 30
)

// usualStart returns where the sessions of the last weeks mostly begin: the
// middle of the largest group of starts around one of them, the newest of equals.
func (s *Season) usualStart() (training.LatLon, bool) {
	var starts []training.LatLon
	for _, x := range pointers(s.LastDays(usualDays)) {
		if at, ok := startOf(x); ok {
			starts = append(starts, at)
		}
	}
	var best []training.LatLon
	for i := len(starts) - 1; i >= 0; i-- {
		if group := within(starts, starts[i], oneStartM); len(group) > len(best) {
			best = group
		}
	}
	if len(best) == 0 {
		return training.LatLon{}, false
	}
	var mean training.Point
	for _, at := range best {
		d := best[0].Offset(at)
		mean.X += d.X / float64(len(best))
		mean.Y += d.Y / float64(len(best))
	}
	return best[0].Move(mean), true
}

// startOf returns where a session begins, absent indoors.
func startOf(x *Session) (training.LatLon, bool) {
	if x.Indoor {
		return training.LatLon{}, false
	}
	return x.Recordings[0].Measures.Ground.Start.Get()
}

func within(all []training.LatLon, centre training.LatLon, m float64) []training.LatLon {
	var near []training.LatLon
	for _, at := range all {
		if centre.MetresTo(at) <= m {
			near = append(near, at)
		}
	}
	return near
}

// usualLength returns the median length of the counting sessions of the last
// weeks, and the shortest and longest that would be nothing unusual; ok is false
// without sessions.
func (s *Season) usualLength() (usual, shortest, longest float64, ok bool) {
	var lengths []float64
	for _, x := range Counting(s.LastDays(usualDays)) {
		lengths = append(lengths, x.DistanceM)
	}
	if len(lengths) == 0 {
		return 0, 0, 0, false
	}
	longest = slices.Max(lengths)
	if recent := Counting(s.LastDays(longerDays)); len(recent) > 0 {
		longest = 0
		for _, x := range recent {
			longest = max(longest, x.DistanceM)
		}
	}
	return median(lengths), slices.Min(lengths), longerBy * longest, true
}

// dormantRoute is a route that has rested for dormantDays or longer.
type dormantRoute struct {
	Route    int
	ID       string
	Name     training.Place
	Runs     int
	LastSeen training.Date
	LengthM  float64 // median, not rounded
}

// dormantRoutes returns the routes near the usual start that were run once and
// then rested, of a length that is nothing unusual: routes run at least twice
// first, then those of about the usual length, then the most often run, then the
// one that has rested longest.
func (s *Season) dormantRoutes() []dormantRoute {
	home, known := s.usualStart()
	usual, shortest, longest, runs := s.usualLength()
	if !known || !runs {
		return nil
	}
	recent := groundOf(s.LastDays(dormantDays))
	var out []dormantRoute
	for r := range s.all.routes {
		members := s.routeMembers(r)
		if len(members) == 0 {
			continue
		}
		length, last := s.medianLength(members), s.Sessions[members[len(members)-1]].Date
		if s.Day-last < dormantDays || length < shortest || length > longest {
			continue
		}
		x := s.typical(members)
		if at, ok := startOf(x); !ok || home.MetresTo(at) > dormantNearM || freshShare(x.Ground.cells, recent) < dormantFresh {
			continue
		}
		out = append(out, dormantRoute{r, s.routeID(r), s.name(members), len(members), last, length})
	}
	slices.SortFunc(out, func(a, b dormantRoute) int {
		return cmp.Or(
			-cmp.Compare(min(a.Runs, 2), min(b.Runs, 2)),
			cmp.Compare(lengthSteps(a.LengthM, usual), lengthSteps(b.LengthM, usual)),
			-cmp.Compare(a.Runs, b.Runs),
			cmp.Compare(a.LastSeen, b.LastSeen),
			cmp.Compare(a.Route, b.Route))
	})
	return out
}

// lengthSteps returns by how many fifths two lengths differ, rounded: runners
// hardly tell 8 km from 8.5.
func lengthSteps(a, b float64) int {
	return int(math.Round(math.Abs(math.Log(a/b)) / math.Log(1.2)))
}

// groundOf returns the cells that sessions touched.
func groundOf(sessions []Session) map[training.Cell]bool {
	cells := make(map[training.Cell]bool)
	for _, x := range pointers(sessions) {
		for _, c := range x.Ground.cells {
			cells[c] = true
		}
	}
	return cells
}

func freshShare(cells []training.Cell, covered map[training.Cell]bool) float64 {
	fresh := 0
	for _, c := range cells {
		fresh += count(!covered[c])
	}
	return float64(fresh) / float64(max(1, len(cells)))
}

// sectorGround is how much ground was covered in one direction from the usual
// start.
type sectorGround struct {
	Sector  training.Sector
	RecentM float64 // in the last noveltyDays, in metres of cells
	EverM   float64 // in the whole season
}

// quietSectors returns the eight directions around the usual start, the one with
// the least ground in the last half-year first, and how far runs usually go.
// Among equals a direction in which the runner has ever been comes first: it can
// be run, while the other may be a lake. It is empty without a usual start.
func (s *Season) quietSectors() (sectors []sectorGround, radiusM float64) {
	home, known := s.usualStart()
	if !known {
		return nil, 0
	}
	var reach []float64
	for _, x := range pointers(s.LastDays(usualDays)) {
		if x.Ground.Place >= 0 {
			reach = append(reach, x.Main.Measures.Ground.FarthestM)
		}
	}
	radiusM = median(reach)
	sectors = make([]sectorGround, 8)
	for i := range sectors {
		sectors[i].Sector = training.Sector(i)
	}
	recent := groundOf(s.LastDays(noveltyDays))
	for c := range groundOf(s.Sessions) {
		at := home.Offset(c.Centre())
		if at.Length() > radiusM {
			continue
		}
		sector := &sectors[training.SectorOf(at.Bearing())]
		sector.EverM += training.CellM
		if recent[c] {
			sector.RecentM += training.CellM
		}
	}
	slices.SortFunc(sectors, func(a, b sectorGround) int {
		return cmp.Or(cmp.Compare(a.RecentM, b.RecentM), -cmp.Compare(a.EverM, b.EverM), cmp.Compare(a.Sector, b.Sector))
	})
	return sectors, radiusM
}

// pointers returns the addresses of sessions.
func pointers(sessions []Session) []*Session {
	out := make([]*Session, len(sessions))
	for i := range sessions {
		out[i] = &sessions[i]
	}
	return out
}
