package analysis

import (
	"math"
	"slices"
	"testing"

	"secondwind/internal/training"
)

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
