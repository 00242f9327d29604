package main

import (
	"math"
	"math/rand/v2"
	"time"
)

// chance is the only source of randomness: a generator seeded with a day and a
// purpose, so that a change in one run leaves all others as they are.
type chance struct{ *rand.Rand }

// chanceOf returns the generator of a day for a purpose.
func chanceOf(day time.Time, purpose uint64) *chance {
	return &chance{rand.New(rand.NewPCG(uint64(day.Unix()), purpose))}
}

// The purposes that a day's chance is drawn for.
const (
	forRunner uint64 = iota + 1
	forWatch
	forPhone
	forStart
)

// normal draws from a bell curve.
func (c *chance) normal(mean, deviation float64) float64 {
	return mean + deviation*c.NormFloat64()
}

// drift is a noise that wanders: its standard deviation is constant, and it
// forgets itself over a number of seconds.
type drift struct {
	deviation, memoryS float64
	value              float64
}

// newDrift begins somewhere in the middle of its wandering.
func newDrift(c *chance, deviation, memoryS float64) *drift {
	return &drift{deviation: deviation, memoryS: memoryS, value: c.normal(0, deviation)}
}

// next returns the value one second later.
func (d *drift) next(c *chance) float64 {
	keep := math.Exp(-1 / d.memoryS)
	d.value = keep*d.value + c.normal(0, d.deviation*math.Sqrt(1-keep*keep))
	return d.value
}
