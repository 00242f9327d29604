package analysis

import (
	"math"
	"time"

	"secondwind/internal/training"
)

// What may be meant by a time of little or no running (science B.5).
const (
	// A race this shortly before, and a pause no longer than that, is rest.
	restAfterRaceDays = 14
	restMostDays      = 28
	// A pause at the same time of the calendar in seasonLeastYears of
	// seasonYears earlier years is an off-season, where those years had few pauses
	// and this one is not much longer: a looser excuse swallowed two thirds of real
	// lapses.
	seasonYears      = 3
	seasonLeastYears = 2
	seasonShiftDays  = 21
	seasonMostGaps   = 3
	seasonLonger     = 1.25
	// Other sports for this share of the usual running time take its place.
	otherSportShare = 0.5
)

// meant tells why a time of little or no running between two days may be meant,
// in words that end a sentence: "… rest after the race of …".
func (s *Season) meant(from, to training.Date) (training.Text, bool) {
	if x, raced := s.restsAfterRace(from, to); raced {
		return training.Say("rest after the race of {}", training.Day(x.Date)), true
	}
	return s.meantWithoutRace(from, to)
}

// meantWithoutRace is meant for a time whose race is known already.
func (s *Season) meantWithoutRace(from, to training.Date) (training.Text, bool) {
	if years := s.pausedBefore(from, to); years >= seasonLeastYears {
		return training.Say("the pause of this time of year, as in {}", training.Count{N: years, One: "earlier year", Many: "earlier years"}), true
	}
	if share := s.otherSports(from, to); share >= otherSportShare {
		return training.Say("other sports, for {} of your usual running time", training.Percent(share)), true
	}
	return training.Text{}, false
}

// restsAfterRace returns the long race after which a short pause is rest.
func (s *Season) restsAfterRace(from, to training.Date) (*Session, bool) {
	races := filter(raceLike(s.Between(from-restAfterRaceDays, from-1)), s.longRace)
	if len(races) == 0 || int(to-from)+1 > restMostDays {
		return nil, false
	}
	return races[len(races)-1], true
}

// pausedBefore returns in how many earlier years a long gap began at about the
// same time of the calendar; 0 where this pause is longer than theirs.
func (s *Season) pausedBefore(from, to training.Date) int {
	years, longest := 0, 0
	gaps := s.Gaps()
	year, month, day := from.Time().Date()
	for back := 1; back <= seasonYears; back++ {
		then := training.NewDate(year-back, month, day)
		inYear, there := 0, 0
		for _, g := range gaps {
			if g.Open || g.Days() < longBreakDays {
				continue
			}
			apart := math.Abs(float64(g.Last + 1 - then))
			inYear += count(apart <= daysOfYear/2)
			if apart <= seasonShiftDays {
				there = max(there, g.Days())
			}
		}
		if there > 0 && inYear <= seasonMostGaps {
			years, longest = years+1, max(longest, there)
		}
	}
	if float64(to-from)+1 > seasonLonger*float64(longest) {
		return 0
	}
	return years
}

// daysOfYear is how far back a year reaches.
const daysOfYear = 365

// otherSports returns the weekly time of other sports than walking between two
// days as a share of the running time that was usual before.
func (s *Season) otherSports(from, to training.Date) float64 {
	var usual time.Duration
	weeks := 0
	before := s.AsOf(from - 1)
	for _, w := range before.Weeks(before.LastWeek(), usualWeeks) {
		if !w.Break {
			usual, weeks = usual+w.Moving, weeks+1
		}
	}
	var other time.Duration
	for _, r := range s.Others {
		if d := r.Date(); from <= d && d <= to && r.Sport != training.Walking && r.Sport != training.Transition {
			other += max(r.Measures.Moving, 0)
		}
	}
	if usual == 0 || to < from {
		return 0
	}
	perWeek := other.Hours() * 7 / float64(to-from+1)
	return perWeek / (usual.Hours() / float64(weeks))
}

// knowsSeasons reports whether the files could show an off-season: by an earlier
// year, or by another sport.
func (s *Season) knowsSeasons(from training.Date) bool {
	return int(from-s.all.first) >= daysOfYear || len(s.Others) > 0
}
