package simulation

import (
	"slices"

	"secondwind/internal/training"
)

// Strength is how strong a planted rut is.
type Strength int

// The strengths, fixed before any limit was tuned.
const (
	Weak Strength = iota
	Middle
	Strong
)

// String returns the word for a strength.
func (s Strength) String() string { return [...]string{"weak", "middle", "strong"}[s] }

// Plant is a rut that a made runner falls into, at three strengths.
type Plant struct {
	Rule   string // that is to find it
	Levels [3]float64
	Unit   string // what the levels are
	// Or names the rules that may say it in its place: those that the rule yields to.
	Or []string
	// Star marks the families that the product exists for.
	Star bool

	// weeks is the shortest time, from the day of the plant, in which the definition
	// of the rule can be met.
	weeks int
	// after is how many weeks pass before the definition begins, at a level; nil for none.
	after func(float64) int
	// suits says which runners can have it; nil for all.
	suits func(Runner) bool
	// change alters the runner's ways for good; script runs the weeks itself, and
	// returns the Monday after them. One of both is set.
	change func(*Runner, float64)
	script func(*Simulation, Runner, training.Date, float64) training.Date
	// before alters the runner from the beginning, so that the rut can be told.
	before func(*Runner)
	// quiet is a rut that has no run after it.
	quiet bool
}

// graceWeeks is how long after its definition is met a rut still counts as found.
const graceWeeks = 2

// Weeks returns within how many weeks a plant is to be found.
func (p Plant) Weeks(strength Strength) int {
	weeks := p.weeks + graceWeeks
	if p.after != nil {
		weeks += p.after(p.Levels[strength])
	}
	return weeks
}

// Suits reports whether a runner can have the rut.
func (p Plant) Suits(r Runner) bool { return p.suits == nil || p.suits(r) }

// SettledWeeks is how long a runner runs without a rut before one is planted.
const SettledWeeks = 60

// Fall is the history of a runner who fell into a rut.
type Fall struct {
	// Eve is the history on the day before the rut.
	Eve, History training.History
	Planted      training.Date
	Until        training.Date // the day by which the rut is to be found
}

// Plant lets a runner fall into the rut.
func (p Plant) Plant(r Runner, seed uint64, strength Strength) Fall {
	s, planted := New(seed, Monday(0)), Monday(SettledWeeks)
	r = p.settle(s, r, SettledWeeks)
	fall := Fall{Eve: s.History(), Planted: planted, Until: planted + training.Date(7*p.Weeks(strength))}
	fall.Eve.Runs = slices.Clone(fall.Eve.Runs)
	p.fall(s, r, strength, planted, fall.Until)
	fall.History = s.History()
	return fall
}

// settle lets a runner run for some weeks in such a way that the rut can be told, and
// returns the runner who did so.
func (p Plant) settle(s *Simulation, r Runner, weeks int) Runner {
	r = r.clone()
	if p.before != nil {
		p.before(&r)
	}
	s.Weeks(r, s.first, weeks)
	return r
}

// fall lets a settled runner fall into the rut on a Monday, and run on until a day.
func (p Plant) fall(s *Simulation, r Runner, strength Strength, planted, until training.Date) {
	s.planted, s.illFrom, s.ill = planted, 0, 0
	r.EasyMS, r.Levelled = s.easyMS(r, planted), true
	next := planted
	if p.script != nil {
		next = p.script(s, r, planted, p.Levels[strength])
	} else {
		p.change(&r, p.Levels[strength])
	}
	if rest := int(until-next)/7 + 1; rest > 0 && !p.quiet {
		s.Weeks(r, next, rest)
	}
}
