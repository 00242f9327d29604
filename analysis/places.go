package analysis

import (
	"math/bits"
	"slices"
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

	// tiles holds the ground of the sessions added so far.
	tiles []tiles
	// near lists, for each tile, the places whose medoid touches it or passes next
	// to it: most places need no comparison at all.
	near map[tileKey][]listing
	// hits counts, for each place, the cells of the session at hand that lie on it.
	hits []int
}

// listing is a place as a tile knows it.
type listing struct {
	place int
	wide  uint64
}

func newAtlas(sessions []Session) *atlas {
	return &atlas{sessions: sessions, tiles: make([]tiles, len(sessions)), near: make(map[tileKey][]listing)}
}

// add assigns a session, later than all before it, to a place and a route of it.
func (a *atlas) add(session int, ground tiles) (placeIndex, routeIndex int) {
	a.tiles[session] = ground
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
		a.unlist(placeIndex)
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
	ground := a.tiles[session]
	best, bestSimilarity := -1, 0.0
	for _, p := range a.candidates(ground) {
		s := similarity(ground, a.tiles[a.places[p].medoid])
		if s >= sameGround && s > bestSimilarity {
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
		s := similarity(a.tiles[session], a.tiles[a.routes[r].medoid])
		if s > bestSimilarity && sameTrack(s, x, medoid) {
			best, bestSimilarity = r, s
		}
	}
	return best
}

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
			s := similarity(a.tiles[sample[i]], a.tiles[sample[j]])
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

// list enters a place under the tiles of its medoid.
func (a *atlas) list(place int) {
	for _, t := range a.tiles[a.places[place].medoid] {
		a.near[t.key] = append(a.near[t.key], listing{place, t.wide})
	}
}

// unlist takes a place off the tiles of its medoid.
func (a *atlas) unlist(place int) {
	for _, t := range a.tiles[a.places[place].medoid] {
		a.near[t.key] = slices.DeleteFunc(a.near[t.key], func(l listing) bool { return l.place == place })
	}
}

// leastOverlap returns the overlap without which a similarity cannot be reached,
// be the other overlap 1: the harmonic mean solved.
func leastOverlap(similarity float64) float64 { return similarity / (2 - similarity) }

// candidates returns the places that cover so much of a track that they could be
// the same ground.
func (a *atlas) candidates(ground tiles) []int {
	var touched []int
	for _, t := range ground {
		for _, l := range a.near[t.key] {
			n := bits.OnesCount64(t.own & l.wide)
			if n > 0 && a.hits[l.place] == 0 {
				touched = append(touched, l.place)
			}
			a.hits[l.place] += n
		}
	}
	least := leastOverlap(sameGround) * float64(ground.cells())
	out := touched[:0]
	for _, p := range touched {
		if float64(a.hits[p]) >= least {
			out = append(out, p)
		}
		a.hits[p] = 0
	}
	return out
}
