package analysis

import (
	"math"

	"secondwind/internal/training"
)

// outline is a session's track as polylines, one a recording, in metres of one
// origin.
type outline [][]training.Point

// outlineOf returns the outline of a session around the origin of its main
// recording.
func outlineOf(x *Session) outline {
	var o outline
	for _, r := range x.Recordings {
		if line := r.Measures.Ground.Outline; len(line) > 1 {
			o = append(o, shift(line, x.Main.Measures.Ground.Origin.Offset(r.Measures.Ground.Origin)))
		}
	}
	return o
}

func shift(line []training.Point, by training.Point) []training.Point {
	if by == (training.Point{}) {
		return line
	}
	moved := make([]training.Point, len(line))
	for i, p := range line {
		moved[i] = training.Point{X: p.X + by.X, Y: p.Y + by.Y}
	}
	return moved
}

// outlineSteps is at how many points an outline is compared with another: one in
// 200 m of a half marathon.
const outlineSteps = 100

// meanGap returns how far two outlines lie apart: the mean distance to the
// nearest point of the other, averaged over both directions (AMD of science A.1).
// It is infinite where one has no points.
func meanGap(a, b outline) float64 { return (directedGap(a, b) + directedGap(b, a)) / 2 }

func directedGap(from, to outline) float64 {
	points := resample(from, outlineSteps)
	if len(points) == 0 || len(to) == 0 {
		return math.Inf(1)
	}
	sum := 0.0
	for _, p := range points {
		nearest := math.Inf(1)
		for _, line := range to {
			for i := 1; i < len(line); i++ {
				nearest = min(nearest, squaredGap(p, line[i-1], line[i]))
			}
		}
		sum += math.Sqrt(nearest)
	}
	return sum / float64(len(points))
}

// squaredGap returns the square of the distance from a point to a stretch.
func squaredGap(p, a, b training.Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	along := 0.0
	if length := dx*dx + dy*dy; length > 0 {
		along = min(1, max(0, ((p.X-a.X)*dx+(p.Y-a.Y)*dy)/length))
	}
	ex, ey := p.X-a.X-along*dx, p.Y-a.Y-along*dy
	return ex*ex + ey*ey
}

// resample returns n points at equal steps along an outline, both ends included;
// none where the outline has no length.
func resample(o outline, n int) []training.Point {
	total := 0.0
	for _, line := range o {
		for i := 1; i < len(line); i++ {
			total += gap(line[i-1], line[i])
		}
	}
	if total == 0 {
		return nil
	}
	points := make([]training.Point, 0, n)
	step, done := total/float64(n-1), 0.0
	for _, line := range o {
		for i := 1; i < len(line); i++ {
			length := gap(line[i-1], line[i])
			for length > 0 && len(points) < n && float64(len(points))*step <= done+length {
				points = append(points, between(line[i-1], line[i], (float64(len(points))*step-done)/length))
			}
			done += length
		}
	}
	return points
}

func gap(a, b training.Point) float64 { return math.Hypot(b.X-a.X, b.Y-a.Y) }

func between(a, b training.Point, share float64) training.Point {
	return training.Point{X: a.X + share*(b.X-a.X), Y: a.Y + share*(b.Y-a.Y)}
}
