package analysis

import (
	"math/bits"
	"slices"

	"secondwind/internal/training"
)

const (
	// noveltyDays is how long ground stays known: ground that was not covered in
	// this time counts as new again (science A.2).
	noveltyDays = 180
	// exploresFrom is the share of new ground from which a session explores
	// (science A.4).
	exploresFrom = 0.30
)

// ground is where a session went, as the places and routes of the history know
// it. It is worked out from the session and earlier ones.
type ground struct {
	Place    int     // index into timeline.places; -1 without a usable track
	Route    int     // index into timeline.routes; -1 likewise
	NewShare float64 // share of its cells that no session of the 180 days before touched

	cells []training.Cell // of all recordings of the session, sorted; nil without a usable track
}

// Explores reports whether enough of the ground was new.
func (g *ground) Explores() bool { return g.Place >= 0 && g.NewShare >= exploresFrom }

// newM returns the new ground in metres of cells.
func (g *ground) newM() float64 { return g.NewShare * float64(len(g.cells)) * training.CellM }

// findGround gives every session its place, its route and its share of new ground.
func (t *timeline) findGround() {
	atlas := newAtlas(t.sessions)
	seen := make(seenGround)
	for i := range t.sessions {
		x := &t.sessions[i]
		x.Ground = ground{Place: -1, Route: -1, cells: sessionCells(x)}
		if x.Ground.cells == nil {
			continue
		}
		covered := tilesOf(x.Ground.cells)
		x.Ground.NewShare = seen.add(covered, x.Date)
		if x.DistanceM >= routeFromM {
			x.Ground.Place, x.Ground.Route = atlas.add(i, covered)
		}
	}
	t.places, t.routes = atlas.places, atlas.routes
}

// sessionCells returns the cells of a session, or nil without a usable track. It
// joins all its recordings, not the longest alone: a runner who stops the watch
// at the half-way café has been to the same place as one who paused it.
func sessionCells(x *Session) []training.Cell {
	if !x.HasTrack() {
		return nil
	}
	if len(x.Recordings) == 1 {
		return x.Main.Measures.Ground.Cells
	}
	var cells []training.Cell
	for _, r := range x.Recordings {
		if r.Measures.Quality >= training.UsableQuality && !r.SubSport.Indoor() {
			cells = append(cells, r.Measures.Ground.Cells...)
		}
	}
	slices.SortFunc(cells, training.Cell.Compare)
	return slices.Compact(cells)
}

// seenGround knows when cells were last touched.
type seenGround map[tileKey]*seenTile

type seenTile struct {
	cells uint64
	last  [64]training.Date // by bit; means something for cells alone
}

// add marks ground as touched on a day, and returns the share of its cells that
// were not touched in the noveltyDays before.
func (s seenGround) add(ground tiles, day training.Date) (newShare float64) {
	fresh, all := 0, 0
	for _, t := range ground {
		if t.own == 0 {
			continue
		}
		seen := s[t.key]
		if seen == nil {
			seen = new(seenTile)
			s[t.key] = seen
		}
		for rest := t.own; rest != 0; rest &= rest - 1 {
			bit := bits.TrailingZeros64(rest)
			all++
			if seen.cells>>bit&1 == 0 || day-seen.last[bit] > noveltyDays {
				fresh++
			}
			seen.last[bit] = day
		}
		seen.cells |= t.own
	}
	return float64(fresh) / float64(max(1, all))
}
