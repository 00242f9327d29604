package simulation

import (
	"fmt"
	"hash/fnv"
	"math"
	"slices"

	"secondwind/internal/training"
)

// gpsNoiseM is how far a track strays from its way.
const gpsNoiseM = 5

// ground draws a place as a loop, its direction and shape decided by its name,
// as a receiver sees it.
func (s *Simulation) ground(r Runner, place string, metres float64) training.Ground {
	hash := fnv.New64a()
	fmt.Fprint(hash, place)
	h := hash.Sum64()
	bearing, flat := float64(h%360)*math.Pi/180, 0.45+0.5*float64(h>>20%100)/100
	start := s.home
	around := 5000 + 4000*float64(h>>40%100)/100
	if place[0] == 'n' { // new ground lies anywhere within reach
		start = s.home.Move(training.Point{X: 1500 + 6000*s.rng.Float64(), Y: 9000 * (s.rng.Float64() - 0.5)})
		around = metres
	}
	a := around / (math.Pi * (3*(1+flat) - math.Sqrt((3+flat)*(1+3*flat)))) // Ramanujan
	g := training.Ground{
		Start: training.Some(start), Origin: start, TurnM2: math.Pi * a * a * flat, FarthestM: 2 * a, FarthestBearing: bearing * 180 / math.Pi,
	}
	if seldom := s.rng.IntN(4) == 0; r.Turn == Clockwise || r.Turn == EitherTurn && seldom {
		g.TurnM2 = -g.TurnM2
	}
	steps := int(around / 15)
	sin, cos := math.Sincos(bearing)
	for i := range steps {
		u := 2*math.Pi*float64(i)/float64(steps) + math.Pi
		x, y := a*(1+math.Cos(u)), a*flat*math.Sin(u)
		p := training.Point{
			X: x*sin + y*cos + gpsNoiseM*s.rng.NormFloat64(),
			Y: x*cos - y*sin + gpsNoiseM*s.rng.NormFloat64(),
		}
		g.Cells = append(g.Cells, training.CellAt(start.Move(p)))
		if i%(steps/150+1) == 0 {
			g.Outline = append(g.Outline, p)
		}
	}
	slices.SortFunc(g.Cells, training.Cell.Compare)
	g.Cells = slices.Compact(g.Cells)
	return g
}
