package analysis

import (
	"cmp"
	"math"
	"slices"

	"secondwind/internal/training"
)

// binomialAtMost returns P(X ≤ kept) for X of n with chance p.
func binomialAtMost(kept, n int, p float64) float64 {
	sum := 0.0
	for k := 0; k <= min(kept, n); k++ {
		sum += math.Exp(logChoose(n, k) + float64(k)*math.Log(p) + float64(n-k)*math.Log1p(-p))
	}
	return min(sum, 1)
}

// binomialAtLeast returns P(X ≥ k) for X of n with chance p.
func binomialAtLeast(k, n int, p float64) float64 { return max(0, 1-binomialAtMost(k-1, n, p)) }

// poissonAtMost returns P(X ≤ n) for X with the given mean.
func poissonAtMost(n int, mean float64) float64 {
	sum, term := 0.0, math.Exp(-mean)
	for k := 0; k <= n; k++ {
		sum += term
		term *= mean / float64(k+1)
	}
	return min(sum, 1)
}

func logChoose(n, k int) float64 {
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return a - b - c
}

// median returns the middle value, the mean of two in the middle, or 0 for none.
func median[T ~int | ~int64 | ~float64](values []T) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Clone(values)
	slices.SortFunc(sorted, cmp.Compare)
	mid := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return float64(sorted[mid])
	}
	return (float64(sorted[mid-1]) + float64(sorted[mid])) / 2
}

// variation returns the standard deviation of values as a share of their mean; 0
// where there is no mean.
func variation(values []int) float64 {
	if len(values) == 0 {
		return 0
	}
	var sum, squares float64
	for _, v := range values {
		sum += float64(v)
	}
	mean := sum / float64(len(values))
	if mean == 0 {
		return 0
	}
	for _, v := range values {
		squares += (float64(v) - mean) * (float64(v) - mean)
	}
	return math.Sqrt(squares/float64(len(values))) / mean
}

const minutesPerDay = 24 * 60

// meanClock returns the circular mean of times of day, so that 23:30 and 00:30
// make midnight, rounded to five minutes as people say hours; and how close they
// lie, from 0 (scattered) to 1 (all the same): the mean resultant length R of
// circular statistics (science A.3).
func meanClock(clocks []training.Clock) (mean training.Clock, r float64) {
	if len(clocks) == 0 {
		return 0, 0
	}
	var x, y float64
	for _, c := range clocks {
		sin, cos := math.Sincos(2 * math.Pi * float64(c) / minutesPerDay)
		x, y = x+cos, y+sin
	}
	minutes := math.Atan2(y, x) / (2 * math.Pi) * minutesPerDay
	rounded := int(math.Round(minutes/5)) * 5
	return training.Clock((rounded + minutesPerDay) % minutesPerDay), math.Hypot(x, y) / float64(len(clocks))
}

// oneHabitMinutes is how far from its middle a start still belongs to one usual
// time of day: some run before work and some after it, and the mean of both is noon.
const oneHabitMinutes = 90

// usualClock returns the middle of the largest group of times of day, the later
// group of equals.
func usualClock(clocks []training.Clock) training.Clock {
	var largest []training.Clock
	for _, middle := range clocks {
		var group []training.Clock
		for _, c := range clocks {
			apart := (int(c-middle) + minutesPerDay) % minutesPerDay
			if min(apart, minutesPerDay-apart) <= oneHabitMinutes {
				group = append(group, c)
			}
		}
		if len(group) >= len(largest) {
			largest = group
		}
	}
	mean, _ := meanClock(largest)
	return mean
}
