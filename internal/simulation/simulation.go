package simulation

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"secondwind/internal/training"
)

// Simulation makes the history of a runner day by day.
type Simulation struct {
	rng  *rand.Rand
	home training.LatLon
	runs []training.Run
	// first is the first Monday, for seasons and fitness.
	first training.Date
	// planted is the day of a rut's beginning.
	planted training.Date
	fresh   int // places that were new ground, so far
	illFrom training.Date
	ill     training.Date // until the day before
	race    int           // weeks since the last race
	off     float64
}

// Monday returns the Monday of a week, counted from that of 2 January 2023.
func Monday(week int) training.Date { return firstMonday + training.Date(7*week) }

const firstMonday training.Date = 19359

// New begins a history on a Monday. Equal seeds make equal histories.
func New(seed uint64, first training.Date) *Simulation {
	rng := rand.New(rand.NewPCG(seed, 0x5ec0d))
	return &Simulation{
		rng: rng, first: first, off: rng.Float64(),
		home: training.LatLon{Lat: 35 + 20*rng.Float64(), Lon: -35 + 5*rng.Float64()}, // the ocean
		race: rng.IntN(8),
	}
}

// Weeks lets a runner run for n weeks from a Monday.
func (s *Simulation) Weeks(r Runner, monday training.Date, n int) {
	for w := range n {
		s.week(r, monday+training.Date(7*w))
	}
}

// week runs one week: what was planned, less what did not happen, some of it moved.
func (s *Simulation) week(r Runner, monday training.Date) {
	number := int(monday-s.first) / 7
	volume := 1 + r.Swell*math.Sin(2*math.Pi*(float64(number)/52+s.off))
	if r.Cutback > 0 && number%r.Cutback == r.Cutback-1 {
		volume *= cutbackShare
	}
	long := r.KM * longByShare * volume
	kind := Long
	if len(r.Build) > 0 {
		miles := r.Build[number%len(r.Build)]
		long, volume = miles*kmPerMile, 0.8+0.2*min(2, miles/10)
		if number%len(r.Build) == marathonWeek {
			kind = Race
		}
	}
	s.race++
	racing := r.RaceGap > 0 && s.race >= r.RaceGap+s.rng.IntN(3)
	if racing {
		s.race = 0
	}
	if s.rng.Float64() < r.Ill/52 && s.ill <= monday {
		s.illFrom = monday + training.Date(s.rng.IntN(7))
		s.ill = s.illFrom + training.Date(illLeast+s.rng.IntN(5))
	}
	for _, p := range s.planned(r) {
		day := monday + training.Date(p.Day)
		switch {
		case racing && p.Day == 6, racing && p.Day == 5:
			continue
		case p.Kind == Long && kind == Race:
			s.Add(r, day, 10*60, Race, long)
			continue
		}
		attend := r.Attend
		if p.Kept > 0 {
			attend = p.Kept
		}
		if s.rng.Float64() >= attend {
			if s.rng.Float64() >= r.Moves {
				continue
			}
			day += training.Date(2*s.rng.IntN(2) - 1)
		}
		if s.isIll(day) || s.ranOn(day) {
			continue
		}
		length := r.KM * volume
		if p.Kind == Long {
			length = long * (1 + 0.08*s.rng.NormFloat64())
		}
		s.Add(r, day, p.Clock, s.asMeant(r, p.Kind), length)
	}
	if racing && !s.isIll(monday+6) {
		s.Add(r, monday+6, 10*60, Race, []float64{5, 10, 10, 21.0975}[s.rng.IntN(4)])
	}
	if s.rng.Float64() < r.Rides {
		s.ride(monday + training.Date(s.rng.IntN(7)))
	}
}

func (s *Simulation) isIll(day training.Date) bool { return s.illFrom <= day && day < s.ill }

// planned returns the runs of a week in order.
func (s *Simulation) planned(r Runner) []Slot {
	if len(r.Slots) > 0 {
		return r.Slots
	}
	n := r.Flexible - s.rng.IntN(2)
	days := s.rng.Perm(7)[:n]
	slices.Sort(days)
	slots := make([]Slot, n)
	for i, d := range days {
		slots[i] = Slot{Day: d, Clock: cmp.Or(r.Clock, training.Clock(12*60+s.rng.IntN(8*60)))}
	}
	slots[n-1].Kind = Long
	if n > 2 {
		slots[1].Kind = []RunKind{Tempo, Intervals}[s.rng.IntN(2)]
	}
	return slots
}

// asMeant returns the kind of a run when some of the faster ones are run easy.
func (s *Simulation) asMeant(r Runner, kind RunKind) RunKind {
	stay, some := r.Quality.Get()
	if some && (kind == Tempo || kind == Intervals) && s.rng.Float64() >= stay {
		return Easy
	}
	return kind
}

func (s *Simulation) ranOn(day training.Date) bool {
	return slices.ContainsFunc(s.runs[max(0, len(s.runs)-8):], func(r training.Run) bool { return r.Date() == day && r.IsRun() })
}

// History returns what was run, oldest first.
func (s *Simulation) History() training.History {
	slices.SortStableFunc(s.runs, func(a, b training.Run) int { return cmp.Compare(a.Start.UnixNano(), b.Start.UnixNano()) })
	return training.History{Athlete: "me", Runs: s.runs}
}

// UpTo returns the part of a history that an export of a day would hold.
func UpTo(h training.History, day training.Date) training.History {
	i := len(h.Runs)
	for i > 0 && h.Runs[i-1].Date() > day {
		i--
	}
	h.Runs = slices.Clone(h.Runs[:i])
	h.NewestFile = training.Some(day) // the watch was synchronised
	return h
}

func (s *Simulation) id() string { return fmt.Sprintf("sim-%04d", len(s.runs)+1) }

// longest returns the longest run of some days, in metres.
func (s *Simulation) longest(from, to training.Date) float64 {
	longest := 0.0
	for i := range s.runs {
		if d := s.runs[i].Date(); s.runs[i].IsRun() && from <= d && d <= to {
			longest = max(longest, s.runs[i].Measures.DistanceM)
		}
	}
	return longest
}

// Drop takes back the runs of some days.
func (s *Simulation) Drop(from, to training.Date) {
	s.runs = slices.DeleteFunc(s.runs, func(r training.Run) bool { return r.IsRun() && from <= r.Date() && r.Date() <= to })
}

// Volume returns how far was run in the week from a Monday, in metres.
func (s *Simulation) Volume(monday training.Date) float64 {
	total := 0.0
	for i := range s.runs {
		if d := s.runs[i].Date(); s.runs[i].IsRun() && monday <= d && d <= monday+6 {
			total += s.runs[i].Measures.DistanceM
		}
	}
	return total
}

// Stretch makes the runs of a week longer at their speed.
func (s *Simulation) Stretch(monday training.Date, by float64) {
	for i := range s.runs {
		m := &s.runs[i].Measures
		if d := s.runs[i].Date(); !s.runs[i].IsRun() || d < monday || d > monday+6 {
			continue
		}
		m.DistanceM *= by
		m.Moving = time.Duration(by * float64(m.Moving))
		m.Elapsed = time.Duration(by * float64(m.Elapsed))
	}
}
