package analysis

import (
	"fmt"
	"math"
	"testing"
)

// TestMannWhitneyLess holds exact chances: of all choices of ranks, those that add
// up to as little. R's wilcox.test(a, b, alternative = "less") gives the same
// without ties.
func TestMannWhitneyLess(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b []float64
		want float64
	}{
		{"all below", []float64{1, 2, 3, 4}, []float64{5, 6, 7, 8, 9, 10}, 1.0 / 210},
		{"all above", []float64{7, 8, 9, 10}, []float64{1, 2, 3, 4, 5, 6}, 1},
		{"one swap", []float64{1, 2, 3, 5}, []float64{4, 6, 7, 8, 9, 10}, 2.0 / 210},
		{"two of two", []float64{1, 2}, []float64{3, 4}, 1.0 / 6},
		{"in the middle", []float64{1, 4}, []float64{2, 3}, 4.0 / 6},
		{"all alike", []float64{1, 1}, []float64{1, 1, 1}, 1},
		{"a tie across", []float64{1, 2}, []float64{2, 3}, 2.0 / 6},
		{"nothing", nil, []float64{1}, 1},
	} {
		if got := mannWhitneyLess(c.a, c.b); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestTheilSen(t *testing.T) {
	var line, noisy []point
	for i := range 12 {
		x := float64(i)
		line = append(line, point{x, 5 + 2*x})
		y := 100.0
		if i%2 == 1 {
			y = 101
		}
		noisy = append(noisy, point{x, y})
	}
	if slope, low, high, ok := theilSen(line); !ok || slope != 2 || low != 2 || high != 2 {
		t.Errorf("a line: %v in %v to %v, %t", slope, low, high, ok)
	}
	line[3].y = 1000 // one bad point moves nothing
	if slope, _, _, _ := theilSen(line); slope != 2 {
		t.Errorf("a line with an outlier: %v", slope)
	}
	if slope, low, high, ok := theilSen(noisy); !ok || slope != 0 || low > 0 || high < 0 {
		t.Errorf("ups and downs: %v in %v to %v, %t", slope, low, high, ok)
	}
	if _, _, _, ok := theilSen([]point{{1, 1}, {1, 2}, {1, 3}, {2, 1}}); !ok {
		t.Error("three slopes are enough")
	}
	if _, _, _, ok := theilSen([]point{{1, 1}, {2, 2}}); ok {
		t.Error("one slope is enough")
	}
	// Ten slopes, of which Kendall's S reaches 1.645 × √(5·4·15/18) = 6.7: by Sen the
	// interval goes from the (10 − 6.7)/2 = second to the (10 + 6.7)/2 + 1 = ninth.
	_, low, high, _ := theilSen([]point{{0, 0}, {1, 1}, {2, 4}, {3, 9}, {4, 16}})
	if got := fmt.Sprint(low, high); got != "2 6" {
		t.Errorf("interval %s, want 2 6", got)
	}
}
