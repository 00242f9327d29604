package measure

import (
	"math"
	"slices"

	"secondwind/internal/training"
)

// Limits of the ground.
const (
	// doorstepM of the track are cut at both ends: everyone's runs share them, and
	// nobody need know where the door is (science A.1).
	doorstepM = 200.0
	// strideM is the distance at which the track between positions is looked at: short
	// enough to miss only the corners of cells.
	strideM = 10.0
	// leapM: between positions this far apart the straight line is not where the
	// runner went. 20 s of fast running. Ours.
	leapM       = 100.0
	outlineMax  = 200
	outlineFine = 2.0 // metres: below the error of any watch
)

// ground tells where the activity went; cells and outline only of a usable track.
func (s *series) ground(usable bool) training.Ground {
	var g training.Ground
	if len(s.fixes) == 0 {
		return g
	}
	start := s.place(0)
	g.Start = training.Some(start)
	g.StartToEndM = start.MetresTo(s.place(len(s.fixes) - 1))
	s.measureReach(&g, start)
	if !usable {
		return g
	}
	from, to := s.trimmed()
	if to-from < 2 {
		return g
	}
	g.Cells = s.cells(from, to)
	g.Origin = s.place(from)
	g.Outline = s.outline(g.Origin, from, to)
	return g
}

// place returns the position of a fix.
func (s *series) place(k int) training.LatLon { return latLon(&s.records[s.fixes[k].at]) }

// measureReach finds the farthest point and the enclosed area.
func (s *series) measureReach(g *training.Ground, start training.LatLon) {
	farthest, far2 := 0, 0.0
	var last training.Point
	twice := 0.0
	east := math.Cos(start.Lat * radian)
	for k := range s.fixes {
		p := s.place(k)
		d := training.Point{
			X: math.Remainder(p.Lon-start.Lon, 360) * east * (radian * training.EarthRadiusM),
			Y: (p.Lat - start.Lat) * (radian * training.EarthRadiusM),
		}
		twice += last.X*d.Y - d.X*last.Y
		if r2 := d.X*d.X + d.Y*d.Y; r2 > far2 {
			farthest, far2 = k, r2
		}
		last = d
	}
	g.TurnM2 = twice / 2
	if farthest > 0 {
		p := s.place(farthest)
		g.FarthestM = start.MetresTo(p)
		g.FarthestBearing = start.Offset(p).Bearing()
	}
}

// trimmed returns the fixes between the first and the last 200 m.
func (s *series) trimmed() (from, to int) {
	end := s.d[len(s.d)-1] - doorstepM
	from, to = 0, len(s.fixes)
	for from < to && s.d[s.fixes[from].at] < doorstepM {
		from++
	}
	for to > from && s.d[s.fixes[to-1].at] > end {
		to--
	}
	return from, to
}

// cells returns the cells that the track between two fixes touches.
func (s *series) cells(from, to int) []training.Cell {
	cells := make([]training.Cell, 0, 256)
	add := func(p training.LatLon) {
		if c := training.CellAt(p); len(cells) == 0 || cells[len(cells)-1] != c {
			cells = append(cells, c)
		}
	}
	add(s.place(from))
	walked := 0.0 // since a cell was last taken
	for k := from + 1; k < to; k++ {
		f := s.fixes[k]
		if f.apart || f.step > leapM {
			add(s.place(k))
			walked = 0
			continue
		}
		next := strideM - walked
		for ; next <= f.step; next += strideM {
			add(between(s.place(k-1), s.place(k), next/f.step))
		}
		walked = f.step - (next - strideM)
	}
	add(s.place(to - 1))
	slices.SortFunc(cells, training.Cell.Compare)
	return slices.Clip(slices.Compact(cells))
}

// between returns the position at a share of the way from p to q.
func between(p, q training.LatLon, share float64) training.LatLon {
	lon := p.Lon + share*math.Remainder(q.Lon-p.Lon, 360)
	return training.LatLon{Lat: p.Lat + share*(q.Lat-p.Lat), Lon: math.Remainder(lon, 360)}
}

// outline thins the track between two fixes to the points that matter most for
// its shape, as Douglas and Peucker choose them.
func (s *series) outline(origin training.LatLon, from, to int) []training.Point {
	points := s.sketch(origin, from, to)
	keep := []int{0, len(points) - 1}
	arcs := []arc{newArc(points, 0, len(points)-1)}
	for len(keep) < outlineMax {
		// Two hundred arcs at most: looking through them all is as fast as a heap.
		most := 0
		for i := range arcs {
			if arcs[i].off2 > arcs[most].off2 {
				most = i
			}
		}
		a := arcs[most]
		if a.off2 <= outlineFine*outlineFine {
			break
		}
		keep = append(keep, a.peak)
		arcs[most] = newArc(points, a.from, a.peak)
		arcs = append(arcs, newArc(points, a.peak, a.to))
	}
	slices.Sort(keep)
	outline := make([]training.Point, len(keep))
	for i, k := range keep {
		outline[i] = points[k]
	}
	return outline
}

// sketchMax bounds the points among which the outline is chosen.
const sketchMax = 1000

// sketch takes evenly spaced fixes as points around origin.
func (s *series) sketch(origin training.LatLon, from, to int) []training.Point {
	stride := max((to-from)/sketchMax, 1)
	points := make([]training.Point, 0, (to-from)/stride+2)
	for k := from; k < to-1; k += stride {
		points = append(points, origin.Offset(s.place(k)))
	}
	return append(points, origin.Offset(s.place(to-1)))
}

// arc is a stretch of the track and its point farthest from the chord.
type arc struct {
	from, to, peak int
	off2           float64 // squared metres from the chord
}

func newArc(points []training.Point, from, to int) arc {
	a := arc{from: from, to: to, off2: -1}
	for i := from + 1; i < to; i++ {
		if off2 := offChord(points[from], points[to], points[i]); off2 > a.off2 {
			a.peak, a.off2 = i, off2
		}
	}
	return a
}

// offChord returns the squared distance of r from the line between p and q.
func offChord(p, q, r training.Point) float64 {
	dx, dy := q.X-p.X, q.Y-p.Y
	along := 0.0
	if l2 := dx*dx + dy*dy; l2 > 0 {
		along = min(max(((r.X-p.X)*dx+(r.Y-p.Y)*dy)/l2, 0), 1)
	}
	ex, ey := r.X-p.X-along*dx, r.Y-p.Y-along*dy
	return ex*ex + ey*ey
}
