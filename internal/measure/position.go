package measure

import (
	"math"

	"secondwind/internal/training"
)

// fix is a trusted position.
type fix struct {
	at    int32   // index of its record
	apart bool    // nobody moved here from the fix before: no line between them
	step  float64 // metres from the fix before
}

// minChainS is how long positions must agree with each other to be believed
// against those before and after: interpolating 10 s holes is safe (science 1).
const minChainS = 10

// trustPositions keeps the positions that can follow each other. Positions fall
// into chains where a step is faster than the sport allows; a chain that
// is over within seconds is a spike and goes.
func (s *series) trustPositions() {
	if s.activity.SubSport.Indoor() {
		return
	}
	s.readPositions()
	chains := 0
	for i := range s.fixes {
		if s.fixes[i].apart {
			chains++
		}
	}
	s.positions = len(s.fixes)
	if chains > 1 {
		s.dropSpikes()
	}
	s.outliers = s.positions - len(s.fixes)
}

// readPositions collects the valid positions and marks where chains begin.
func (s *series) readPositions() {
	n := 0
	for i := range s.records {
		if s.records[i].Channels&training.PositionChannel != 0 {
			n++
		}
	}
	s.fixes = make([]fix, 0, n)
	for i := range s.records {
		if _, ok := position(&s.records[i]); ok {
			s.fixes = append(s.fixes, s.following(int32(i)))
		}
	}
}

// following returns the fix of record i as it continues the fixes so far.
func (s *series) following(i int32) fix {
	if len(s.fixes) == 0 {
		return fix{at: i, apart: true}
	}
	last := s.fixes[len(s.fixes)-1].at
	step := stepMetres(&s.records[last], &s.records[i])
	return fix{at: i, step: step, apart: step > s.limits.stepMS*max(s.t[i]-s.t[last], 1)}
}

// dropSpikes removes the short chains, and joins what they parted. The longest
// chain always stays.
func (s *series) dropSpikes() {
	all := s.fixes
	s.fixes = all[:0]
	longest := s.longestChain(all)
	for from := 0; from < len(all); {
		to := chainEnd(all, from)
		if from == longest || s.chainSeconds(all, from, to) >= minChainS {
			// The head may now follow an earlier chain; the rest keeps its steps.
			s.fixes = append(s.fixes, s.following(all[from].at))
			s.fixes = append(s.fixes, all[from+1:to]...)
		} else {
			for _, f := range all[from:to] {
				s.doubts[f.at] |= badPosition
			}
		}
		from = to
	}
}

// longestChain returns the beginning of the chain that lasts longest.
func (s *series) longestChain(all []fix) int {
	best, bestS := 0, -1.0
	for from := 0; from < len(all); {
		to := chainEnd(all, from)
		if d := s.chainSeconds(all, from, to); d > bestS {
			best, bestS = from, d
		}
		from = to
	}
	return best
}

func (s *series) chainSeconds(all []fix, from, to int) float64 {
	return s.t[all[to-1].at] - s.t[all[from].at]
}

// chainEnd returns the end of the chain that begins at from.
func chainEnd(all []fix, from int) int {
	to := from + 1
	for to < len(all) && !all[to].apart {
		to++
	}
	return to
}

// latLon returns the position of a record that is known to have one.
func latLon(r *training.Record) training.LatLon { return training.LatLon{Lat: r.Lat, Lon: r.Lon} }

// position returns the position of a record, if it is on Earth. Zero and zero is
// what devices write without a fix.
func position(r *training.Record) (training.LatLon, bool) {
	ok := r.Channels&training.PositionChannel != 0 &&
		math.Abs(r.Lat) <= 90 && math.Abs(r.Lon) <= 180 && (r.Lat != 0 || r.Lon != 0)
	return latLon(r), ok
}

// stepMetres returns the distance between two positions. Steps are short, and
// then a plane is exact to a millionth and four times as fast as the sphere.
func stepMetres(p, q *training.Record) float64 {
	dLat, dLon := q.Lat-p.Lat, q.Lon-p.Lon
	if math.Abs(dLat) > 0.05 || math.Abs(dLon) > 0.05 || math.Abs(p.Lat) > 80 {
		return latLon(p).MetresTo(latLon(q))
	}
	dLon *= math.Cos((p.Lat + dLat/2) * radian)
	return math.Sqrt(dLat*dLat+dLon*dLon) * (radian * training.EarthRadiusM)
}

const radian = math.Pi / 180
