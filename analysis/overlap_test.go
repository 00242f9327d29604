package analysis

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"secondwind/internal/training"
)

// slowOverlap is overlap by its definition.
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

func TestOverlapFitsItsDefinition(t *testing.T) {
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
		if got, want := overlap(a, b), slowOverlap(a, b); got != want {
			t.Fatalf("overlap(%v, %v) = %v, want %v", a, b, got, want)
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
			a, b := test.a.ground().Cells, test.b.ground().Cells
			got := similarity(a, b)
			if got < test.from || got > test.to {
				t.Errorf("similarity %.3f, want %.2f to %.2f", got, test.from, test.to)
			}
			if back := similarity(b, a); back != got {
				t.Errorf("similarity %.3f one way and %.3f the other", got, back)
			}
		})
	}
	if got := similarity(nil, loop.ground().Cells); got != 0 {
		t.Errorf("similarity with nothing %v, want 0", got)
	}
}

// Oracle O18 of the science: three points, one above the other.
func TestMeanGap(t *testing.T) {
	low := outline{{{X: 0}, {X: 1}, {X: 2}}}
	high := outline{{{X: 0, Y: 1}, {X: 1, Y: 1}, {X: 2, Y: 1}}}
	back := outline{slices.Clone(high[0])}
	slices.Reverse(back[0])
	tests := []struct {
		name string
		a, b outline
		want float64
	}{
		{"parallel", low, high, 1},
		{"parallel, reversed", low, back, 1},
		{"itself", low, low, 0},
		{"in two pieces", low, outline{low[0][:2], low[0][1:]}, 0},
		{"nothing", low, nil, math.Inf(1)},
		{"a point", low, outline{{{X: 1}, {X: 1}}}, math.Inf(1)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := meanGap(test.a, test.b); math.Abs(got-test.want) > 1e-9 && got != test.want {
				t.Errorf("mean gap %v, want %v", got, test.want)
			}
		})
	}
}

func TestResampleKeepsEndsAndSteps(t *testing.T) {
	line := outline{{{X: 0}, {X: 30}, {X: 30, Y: 70}}}
	points := resample(line, 11)
	want := []training.Point{{X: 0}, {X: 10}, {X: 20}, {X: 30}, {X: 30, Y: 10}, {X: 30, Y: 20}, {X: 30, Y: 30}, {X: 30, Y: 40}, {X: 30, Y: 50}, {X: 30, Y: 60}, {X: 30, Y: 70}}
	if len(points) != len(want) {
		t.Fatalf("%d points, want %d: %v", len(points), len(want), points)
	}
	for i := range want {
		if gap(points[i], want[i]) > 1e-9 {
			t.Errorf("point %d at %v, want %v", i, points[i], want[i])
		}
	}
}
