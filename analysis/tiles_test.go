package analysis

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"secondwind/internal/training"
)

// slowOverlap is the directed overlap by its definition.
func slowOverlap(a, b []training.Cell) float64 {
	shared := 0
	for _, c := range a {
		if slices.ContainsFunc(b, func(d training.Cell) bool {
			return max(c.Col-d.Col, d.Col-c.Col) <= 1 && max(c.Row-d.Row, d.Row-c.Row) <= 1
		}) {
			shared++
		}
	}
	return float64(shared) / float64(len(a))
}

func TestSimilarityFitsItsDefinition(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	some := func() []training.Cell {
		cells := make([]training.Cell, 1+random.IntN(60))
		for i := range cells {
			cells[i] = training.Cell{Col: random.Int32N(21) - 10, Row: random.Int32N(21) - 10}
		}
		slices.SortFunc(cells, training.Cell.Compare)
		return slices.Compact(cells)
	}
	for range 500 {
		a, b := some(), some()
		x, y := slowOverlap(a, b), slowOverlap(b, a)
		want := 2 * x * y / math.Max(x+y, 1e-9)
		if got := similarity(tilesOf(a), tilesOf(b)); math.Abs(got-want) > 1e-9 {
			t.Fatalf("similarity of %v and %v is %v, want %v", a, b, got, want)
		}
	}
}

func TestSimilarity(t *testing.T) {
	loop := ring(8000)
	out := func(m float64) path { return straight(training.Point{}, training.Point{X: m}).andBack() }
	tests := []struct {
		name     string
		a, b     path
		from, to float64
	}{
		{"itself", loop, loop, 1, 1},
		{"the other way round", loop, loop.reversed(), 1, 1},
		{"25 m aside, across the borders of cells", loop, loop.moved(25, 25), 0.97, 1},
		{"200 m aside", loop, loop.moved(200, 200), 0, 0.5},
		{"elsewhere", loop, loop.moved(9000, 0), 0, 0},
		{"a third of a way out and back", out(2000), out(6000), 0.4, 0.6},
		{"a long one with a bit more", out(5000), out(5600), 0.9, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a, b := tilesOf(test.a.ground().Cells), tilesOf(test.b.ground().Cells)
			got := similarity(a, b)
			if got < test.from || got > test.to {
				t.Errorf("similarity %.3f, want %.2f to %.2f", got, test.from, test.to)
			}
			if back := similarity(b, a); back != got {
				t.Errorf("similarity %.3f one way and %.3f the other", got, back)
			}
		})
	}
	if got := similarity(nil, tilesOf(loop.ground().Cells)); got != 0 {
		t.Errorf("similarity with nothing %v, want 0", got)
	}
}
