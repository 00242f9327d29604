package analysis

import (
	"math"
	"slices"
)

// mannWhitneyLess returns the exact chance that values drawn like those of b rank
// as low as a does: the one-sided test of Mann and Whitney, ties sharing their
// mean rank. It is 1 where either is empty.
func mannWhitneyLess(a, b []float64) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 1
	}
	ranks, of := doubleRanks(a, b)
	most := 0
	for _, r := range ranks {
		most += r
	}
	// ways[k][t] counts the choices of k ranks that add up to t.
	ways := make([][]float64, len(a)+1)
	for k := range ways {
		ways[k] = make([]float64, most+1)
	}
	ways[0][0] = 1
	for i, r := range ranks {
		for k := min(i+1, len(a)); k > 0; k-- {
			for t := most; t >= r; t-- {
				ways[k][t] += ways[k-1][t-r]
			}
		}
	}
	return min(1, sum(ways[len(a)][:of+1])/sum(ways[len(a)]))
}

// doubleRanks returns twice the rank of every value, which is whole even where
// ties share a rank, and the sum of those of a.
func doubleRanks(a, b []float64) (ranks []int, of int) {
	all := slices.Concat(a, b)
	for i, v := range all {
		rank := 0
		for _, w := range all {
			switch {
			case w < v:
				rank += 2
			case w == v:
				rank++
			}
		}
		ranks = append(ranks, rank+1)
		if i < len(a) {
			of += rank + 1
		}
	}
	return ranks, of
}

// point is a value at a place on a line.
type point struct{ x, y float64 }

// oneSided90 is the normal quantile that leaves a twentieth on either side.
const oneSided90 = 1.6448536269514722

// theilSen returns the median slope between points, and its 90 % confidence
// interval by the ranks of Kendall (Sen 1968). ok is false with fewer than three
// points that differ in x.
func theilSen(points []point) (slope, low, high float64, ok bool) {
	const least = 3
	var slopes []float64
	for i, p := range points {
		for _, q := range points[:i] {
			if p.x != q.x {
				slopes = append(slopes, (p.y-q.y)/(p.x-q.x))
			}
		}
	}
	if len(slopes) < least {
		return 0, 0, 0, false
	}
	slices.Sort(slopes)
	n := float64(len(points))
	reach := oneSided90 * math.Sqrt(n*(n-1)*(2*n+5)/18)
	last := len(slopes) - 1
	lower := int(math.Round((float64(last+1)-reach)/2)) - 1
	upper := int(math.Round((float64(last+1) + reach) / 2))
	return median(slopes), slopes[max(lower, 0)], slopes[min(max(upper, 0), last)], true
}
