package analysis

import (
	"slices"

	"secondwind/internal/training"
)

const (
	// sameGround is the similarity from which two tracks are one place (science
	// A.1, A.4).
	sameGround = 0.80
	// Around that line a route is confirmed by the outlines: from borderFrom to
	// borderTo they must lie within borderGapM of each other on average (science A.1).
	borderFrom, borderTo = 0.75, 0.85
	borderGapM           = 40
	// sameLength is the ratio of the shorter to the longer from which two sessions
	// on one place run one route (science A.1).
	sameLength = 0.80
)

// place is ground that is run again and again, whatever the length: an oval run
// for 3 or 15 km is one place.
type place struct {
	ID      string // of its first session: it survives whatever comes later
	Members []int  // indexes of its sessions, ascending

	medoid int   // index of the session that stands for it
	routes []int // indexes of its routes
}

// route is a place run over one length.
type route struct {
	ID      string // of its first session
	Place   int
	Members []int // indexes of its sessions, ascending

	medoid int
}

// atlas finds places and routes by leader clustering in chronological order: a
// session joins the most similar place or founds one, and nothing moves later.
// So what an earlier day shows never depends on later sessions, and places do
// not chain into one blob as single linkage makes them (science A.1).
type atlas struct {
	sessions []Session
	places   []place
	routes   []route

	// near lists, for each block of ground, the places whose medoid touches it or
	// did so earlier: most places need no comparison at all.
	near map[block][]int
	// hits counts, for each place, the cells of the session at hand in its blocks.
	hits []int
	// asked holds the similarity of session to medoids.
	asked   map[int]float64
	session int
}

func newAtlas(sessions []Session) *atlas {
	return &atlas{sessions: sessions, near: make(map[block][]int), asked: make(map[int]float64), session: -1}
}

// add assigns a session to a place and a route of it.
func (a *atlas) add(session int) (placeIndex, routeIndex int) {
	placeIndex = a.placeOf(session)
	if placeIndex < 0 {
		placeIndex = len(a.places)
		a.places = append(a.places, place{ID: a.sessions[session].ID, medoid: session})
		a.hits = append(a.hits, 0)
		a.list(placeIndex)
	}
	p := &a.places[placeIndex]
	p.Members = append(p.Members, session)
	if medoid := a.newMedoid(p.Members, p.medoid); medoid != p.medoid {
		p.medoid = medoid
		a.list(placeIndex)
	}

	routeIndex = a.routeOf(session, p)
	if routeIndex < 0 {
		routeIndex = len(a.routes)
		a.routes = append(a.routes, route{ID: a.sessions[session].ID, Place: placeIndex, medoid: session})
		p.routes = append(p.routes, routeIndex)
	}
	r := &a.routes[routeIndex]
	r.Members = append(r.Members, session)
	r.medoid = a.newMedoid(r.Members, r.medoid)
	return placeIndex, routeIndex
}

// placeOf returns the most similar place of a session, or -1 where none is the
// same ground.
func (a *atlas) placeOf(session int) int {
	cells := a.sessions[session].Ground.cells
	best, bestSimilarity := -1, 0.0
	for _, p := range a.candidates(cells) {
		s := a.alike(session, a.places[p].medoid)
		if s >= sameGround && (s > bestSimilarity || s == bestSimilarity && p < best) {
			best, bestSimilarity = p, s
		}
	}
	return best
}

// routeOf returns the most similar route of a session on its place, or -1.
func (a *atlas) routeOf(session int, p *place) int {
	x := &a.sessions[session]
	best, bestSimilarity := -1, 0.0
	for _, r := range p.routes {
		medoid := &a.sessions[a.routes[r].medoid]
		if !lengthsMatch(x, medoid) {
			continue
		}
		s := a.alike(session, a.routes[r].medoid)
		if s > bestSimilarity && sameTrack(s, x, medoid) {
			best, bestSimilarity = r, s
		}
	}
	return best
}

// alike returns the similarity of a session to a medoid, or 0 where it lies
// below borderFrom. A place and its first route mostly share their medoid, so
// the answers for the last session are kept.
func (a *atlas) alike(session, medoid int) float64 {
	if session != a.session {
		a.session = session
		clear(a.asked)
	}
	s, known := a.asked[medoid]
	if !known {
		mine, theirs := a.sessions[session].Ground.cells, a.sessions[medoid].Ground.cells
		if covered := overlap(mine, theirs); covered >= leastOverlap(borderFrom) {
			s = harmonic(covered, overlap(theirs, mine))
		}
		a.asked[medoid] = s
	}
	return s
}

// leastOverlap returns the overlap without which a similarity cannot be reached,
// be the other overlap 1: the harmonic mean solved.
func leastOverlap(similarity float64) float64 { return similarity / (2 - similarity) }

func lengthsMatch(x, y *Session) bool {
	return min(x.DistanceM, y.DistanceM) >= sameLength*max(x.DistanceM, y.DistanceM)
}

// sameTrack reports whether two sessions of a similarity ran one track. Around
// the border their outlines decide: a block walked round is 40 m off on average
// only where it is a good part of the run.
func sameTrack(similarity float64, x, y *Session) bool {
	switch {
	case similarity < borderFrom:
		return false
	case similarity > borderTo:
		return true
	}
	offset := x.Main.Measures.Ground.Origin.Offset(y.Main.Measures.Ground.Origin)
	other := outlineOf(y)
	for i := range other {
		other[i] = shift(other[i], offset)
	}
	return meanGap(outlineOf(x), other) <= borderGapM
}

// medoidSample is among how many sessions a medoid is chosen, spread over all.
const medoidSample = 7

// newMedoid returns the session that stands for a growing cluster: the one most
// similar to the others of a sample. It looks at 3, 6, 12, 24, … members alone,
// so that the cost stays small. A medoid has the ground and the length of the
// first session, which keeps a cluster from wandering.
func (a *atlas) newMedoid(members []int, medoid int) int {
	if !looksAgain(len(members)) {
		return medoid
	}
	sample := spread(members, medoidSample)
	founder := &a.sessions[sample[0]]
	var alike [medoidSample][medoidSample]float64
	var sums [medoidSample]float64
	for i := range sample {
		for j := range i {
			s := similarity(a.sessions[sample[i]].Ground.cells, a.sessions[sample[j]].Ground.cells)
			alike[i][j] = s
			sums[i] += s
			sums[j] += s
		}
	}
	best := 0 // the founder, which is always part of the sample
	for i := 1; i < len(sample); i++ {
		if sums[i] > sums[best] && alike[i][0] >= sameGround && lengthsMatch(&a.sessions[sample[i]], founder) {
			best = i
		}
	}
	return sample[best]
}

// looksAgain reports whether n is 3 times a power of two.
func looksAgain(n int) bool {
	return n%3 == 0 && n/3&(n/3-1) == 0
}

// spread returns at most n of the values, the first and the last among them, at
// equal steps.
func spread(values []int, n int) []int {
	if len(values) <= n {
		return values
	}
	out := make([]int, n)
	for i := range out {
		out[i] = values[i*(len(values)-1)/(n-1)]
	}
	return out
}

// block is a square of blockCells cells a side.
type block struct{ col, row int32 }

// blockShift makes blocks of 4 × 4 cells, 200 m wide: a run touches a few dozen.
const blockShift = 2

func blockOf(c training.Cell) block { return block{c.Col >> blockShift, c.Row >> blockShift} }

// list enters a place under every block that its medoid touches or lies beside.
// What an earlier medoid touched stays: candidates are a first guess.
func (a *atlas) list(placeIndex int) {
	done := make(map[block]bool)
	for _, c := range a.sessions[a.places[placeIndex].medoid].Ground.cells {
		for _, corner := range [4]training.Cell{
			{Col: c.Col - 1, Row: c.Row - 1}, {Col: c.Col + 1, Row: c.Row - 1},
			{Col: c.Col - 1, Row: c.Row + 1}, {Col: c.Col + 1, Row: c.Row + 1},
		} {
			b := blockOf(corner)
			if done[b] {
				continue
			}
			done[b] = true
			if !slices.Contains(a.near[b], placeIndex) {
				a.near[b] = append(a.near[b], placeIndex)
			}
		}
	}
}

// candidates returns the places that could be the same ground as cells: so many
// of them lie in the blocks of the place that the similarity could reach
// sameGround even if the place lay wholly within them.
func (a *atlas) candidates(cells []training.Cell) []int {
	var touched []int
	for i := 0; i < len(cells); {
		b, run := blockOf(cells[i]), 1
		for i+run < len(cells) && blockOf(cells[i+run]) == b {
			run++
		}
		for _, p := range a.near[b] {
			if a.hits[p] == 0 {
				touched = append(touched, p)
			}
			a.hits[p] += run
		}
		i += run
	}
	least := leastOverlap(sameGround) * float64(len(cells))
	out := touched[:0]
	for _, p := range touched {
		if float64(a.hits[p]) >= least {
			out = append(out, p)
		}
		a.hits[p] = 0
	}
	return out
}
