package analysis

import "secondwind/internal/training"

// How much is run a day around a race against the level, by the weeks to it and from
// it, the nearest first. Two weeks in which the volume falls by 41 to 60 % worked best
// over 27 studies (Bosquet and others 2007,
// https://doi.org/10.1249/mss.0b013e31806010e0); a third makes up the 21 days of
// ruts-and-fixes §3.7, lighter as every fourth week is. The way back mirrors the way in
// for recoveryDays, and a race that is none to come down from has the nearest week
// alone (practice).
var (
	longTaper     = [taperDays / 7]float64{0.40, 0.59, lighterShare}
	longRecovery  = [recoveryDays / 7]float64{0.40, 0.59}
	shortTaper    = [1]float64{0.59}
	shortRecovery = shortTaper
)

// raceTime are the weeks around a race. The zero raceTime holds none.
type raceTime struct {
	day           training.Date
	before, after []float64 // shares of the level, the nearest week first
}

// raceTime returns the time around the race ahead, or around a long one of the last
// days.
func (s *Season) raceTime() raceTime {
	if goal, ok := s.goalAhead().Get(); ok {
		if s.longGoal(goal) {
			return raceTime{goal.Date, longTaper[:], longRecovery[:]}
		}
		return raceTime{day: goal.Date, before: shortTaper[:]}
	}
	races := filter(raceLike(s.LastDays(recoveryDays)), s.longRace)
	if big := filter(races, s.bigRace); len(big) > 0 {
		return raceTime{big[len(big)-1].Date, longTaper[:], longRecovery[:]}
	}
	if len(races) > 0 {
		return raceTime{day: races[len(races)-1].Date, after: shortRecovery[:]}
	}
	return raceTime{}
}

// longGoal reports whether a race ahead will be one after which light weeks are
// meant: of an hour at the usual speed, or longer than any run of half a year. One
// of unknown length is taken for long.
func (s *Season) longGoal(goal training.Race) bool {
	speed := usualSpeed(s.LastDays(windowDays))
	return goal.DistanceM == 0 || speed == 0 || goal.DistanceM/speed >= longRaceFrom.Seconds() ||
		goal.DistanceM > longestOf(s.LastDays(longestRaceDays))
}

// first returns the first week that begins within the taper.
func (r raceTime) first() training.Week {
	return (r.day - training.Date(7*len(r.before)) + 6).Week()
}

// holds reports whether a week belongs to the taper, the race or, with most of its
// days, the way back.
func (r raceTime) holds(w training.Week) bool {
	return r.day != 0 && w >= r.first() && (w <= r.day.Week() || w.Monday()+3 <= r.day+training.Date(7*len(r.after)))
}

// phase tells what a week of the time is for.
func (r raceTime) phase(w training.Week) Phase {
	switch race := r.day.Week(); {
	case w < race:
		return Taper
	case w == race:
		return Race
	default:
		return Ease
	}
}

// share returns what a week holds beside the race against the level.
func (r raceTime) share(w training.Week) float64 {
	total := 0.0
	for d := w.Monday(); d <= w.Sunday(); d++ {
		total += r.dayShare(d) / 7
	}
	return total
}

func (r raceTime) dayShare(d training.Date) float64 {
	shares, apart := r.before, int(r.day-d)
	if apart < 0 {
		shares, apart = r.after, -apart
	}
	switch week := (apart - 1) / 7; {
	case apart == 0:
		return 0
	case week < len(shares):
		return shares[week]
	default:
		return 1
	}
}
