package simulation

import (
	"slices"

	"secondwind/internal/training"
)

// Plants returns the nineteen ruts. The strengths were chosen before the limits were
// looked at; what they leave to chance (which runs are missed) is left to chance.
func Plants() []Plant {
	return []Plant{
		{
			Rule: "return-after-break", Levels: [3]float64{15, 28, 60}, Unit: "days off", weeks: 1,
			after: func(days float64) int { return int(days) / 7 },
			script: func(s *Simulation, r Runner, monday training.Date, days float64) training.Date {
				back := monday + training.Date(days)
				s.ill = back
				s.Weeks(r, monday, int(days)/7+2)
				return monday + training.Date(7*(int(days)/7+2))
			},
		},
		{
			Rule: "after-the-race", Levels: [3]float64{0.6, 0.35, 0.15}, Unit: "share of runs kept", weeks: 6, suits: frequent, Or: []string{"lapse", "return-after-break"},
			script: func(s *Simulation, r Runner, monday training.Date, kept float64) training.Date {
				r.RaceGap = 0
				s.Weeks(r, monday, 1)
				s.Drop(monday+6, monday+6)
				s.Add(r, monday+6, 10*60, Race, halfMarathonM/1000)
				r.Attend, r.Moves, r.RaceGap = r.Attend*kept, 0, 0
				s.ill = monday + 7 + restAfterRace
				s.Weeks(r, monday+7, 9)
				return monday + 7*10
			},
		},
		{
			Rule: "boom-and-bust", Levels: [3]float64{1.4, 1.7, 2.1}, Unit: "make-up run against a usual one", weeks: 9, Star: true, suits: frequent,
			script: boomAndBustPlant,
		},
		{
			Rule: "session-spike", Levels: [3]float64{1.2, 1.4, 2.0}, Unit: "against the month's longest", weeks: 1, Star: true, suits: notBuilding,
			before: func(r *Runner) { r.RaceGap = 0 }, // twice a half marathon is a marathon by all signs
			script: func(s *Simulation, r Runner, monday training.Date, ratio float64) training.Date {
				longest := s.longest(monday-90, monday-1)
				if ratio < 1.3 {
					longest = s.longest(monday-30, monday-1)
				}
				s.Weeks(r, monday, 1)
				s.Drop(monday+5, monday+6)
				length := ratio * longest
				if nearRace(length) {
					length *= 1.05 // it is no race, and not as long as one
				}
				s.Add(r, monday+6, 9*60, Long, length/1000)
				return monday + 7
			},
		},
		{
			Rule: "weekly-jump", Levels: [3]float64{1.2, 1.45, 1.9}, Unit: "against the largest of 8 weeks", weeks: 1, Star: true, suits: notBuilding,
			script: plantedJump,
		},
		{
			Rule: "lapse", Levels: [3]float64{15, 24, 45}, Unit: "days without a run", weeks: 3, quiet: true,
			script: func(s *Simulation, r Runner, monday training.Date, days float64) training.Date {
				s.ill = monday + training.Date(days)
				return monday + training.Date(7*(int(days)/7))
			},
		},
		{
			Rule: "missed-weekdays", Levels: [3]float64{0.5, 0, 0}, Unit: "attendance of one weekday", weeks: 4, Star: true, suits: regular,
			change: func(r *Runner, kept float64) {
				if kept == 0 {
					r.Slots = slices.Delete(r.Slots, 1, 2)
					return
				}
				r.Slots[1].Kept = kept
			},
		},
		{
			Rule: "fading-frequency", Levels: [3]float64{0.75, 0.5, 0.25}, Unit: "attendance of the whole week", weeks: 5, Star: true,
			suits:  frequent,
			Or:     []string{"lapse", "return-after-break", "missed-weekdays"},
			change: func(r *Runner, kept float64) { r.Attend, r.Moves, r.RaceGap = r.Attend*kept, 0, 0 },
		},
		{
			Rule: "harder-than-usual", Levels: [3]float64{0.04, 0.08, 0.13}, Unit: "more heartbeats at a speed", weeks: 3,
			// A fortnight must hold four easy runs, and some are missed.
			suits:  func(r Runner) bool { return r.Heart && len(r.Slots) >= 5 },
			change: func(r *Runner, more float64) { r.Costs = more },
		},
		{
			Rule: "no-recovery-week", Levels: [3]float64{1, 1.1, 1.25}, Unit: "volume without a lighter week", weeks: 6, Star: true,
			suits: func(r Runner) bool { return len(r.Slots) >= 4 && notBuilding(r) },
			// A week that misses a run is a lighter one.
			change: func(r *Runner, more float64) { r.Cutback, r.Ill, r.Attend, r.RaceGap, r.KM = 0, 0, 1, 0, r.KM*more },
		},
		{
			Rule: "stale-routes", Levels: [3]float64{0.6, 0.75, 0.9}, Unit: "share of the top place", weeks: 5, Star: true,
			// 60 % of eight weeks are reached in four weeks at 90 % and in five at 75 %, from
			// 36 % before; then comes the second check.
			after: func(top float64) int {
				if top < 0.8 {
					return 1
				}
				return 0
			},
			change: func(r *Runner, top float64) {
				rest := (1 - top) / 2
				r.Places = []Place{{"river", 1, top}, {"park", 0.9, rest}, {"hill", 1.1, rest}}
				r.Explores, r.OneLoop = 0.04, true
			},
		},
		{
			Rule: "one-pace", Levels: [3]float64{0.1, 0.03, 0}, Unit: "share of faster runs", weeks: 8,
			suits: func(r Runner) bool { return r.Heart && notBuilding(r) },
			change: func(r *Runner, faster float64) {
				r.RaceGap, r.PaceSpread, r.Quality = 0, 0.02, training.Some(faster)
			},
		},
		{
			Rule: "same-distance", Levels: [3]float64{0.6, 0.8, 0.97}, Unit: "share at one distance, at one hour", weeks: 8,
			suits:  notBuilding,
			change: func(r *Runner, same float64) { r.Same, r.Hours, r.RaceGap = same, 12, 0; r.atHour(18 * 60) },
		},
		{
			Rule: "same-surface", Levels: [3]float64{0.9, 1, 1}, Unit: "share on a treadmill, at one hour", weeks: 8,
			suits:  notBuilding,
			before: func(r *Runner) { r.Surface = training.Street },
			change: func(r *Runner, share float64) {
				r.Surface, r.Treads, r.Hours, r.RaceGap = training.Treadmill, share, 12, 0
				r.atHour(6 * 60)
			},
		},
		{
			Rule: "same-hour", Levels: [3]float64{70, 30, 10}, Unit: "minutes of spread, at one distance", weeks: 8,
			suits:  notBuilding,
			change: func(r *Runner, spread float64) { r.Hours, r.Same, r.RaceGap = spread, 0.9, 0; r.atHour(7 * 60) },
		},
		{
			Rule: "plateau", Levels: [3]float64{0.01, 0, -0.02}, Unit: "gain of speed a year", weeks: 52,
			suits:  func(r Runner) bool { return r.Heart && notBuilding(r) },
			change: func(r *Runner, gain float64) { r.Gain, r.Swell, r.Levelled = gain, 0, true },
		},
		{
			Rule: "no-goal", Levels: [3]float64{0.9, 0.95, 1}, Unit: "share of easy runs, no race", weeks: 27,
			suits:  notBuilding,
			change: func(r *Runner, easy float64) { r.RaceGap, r.Quality = 0, training.Some(1-easy) },
		},
		{
			Rule: "no-cross-training", Levels: [3]float64{0, 0, 0}, Unit: "sessions of another sport a week", weeks: 8,
			before: func(r *Runner) { r.Rides = 0.8 },
			change: func(r *Runner, rides float64) { r.Rides = rides },
		},
		{
			Rule: "watch-bound", Levels: [3]float64{0.35, 0.6, 0.9}, Unit: "share of round distances", weeks: 12,
			suits:  frequent,
			change: func(r *Runner, share float64) { r.Rounds, r.Stubs = share, 0.15 },
		},
	}
}

// regular runners have usual weekdays, at most four.
func regular(r Runner) bool { return len(r.Slots) > 0 && len(r.Slots) <= 4 && notBuilding(r) }

// frequent runners run often enough for a fall to show.
func frequent(r Runner) bool { return notBuilding(r) && r.Name != "from walking to running" }

// notBuilding leaves out those whose weeks are meant to grow.
func notBuilding(r Runner) bool { return len(r.Build) == 0 }

// atHour moves every planned run to one hour.
func (r *Runner) atHour(clock training.Clock) {
	for i := range r.Slots {
		r.Slots[i].Clock = clock
	}
	r.Clock = clock
}

// plantedJump runs one week beyond all of the half-year before: with a run on days
// that have none, and then every run of it longer alike.
func plantedJump(s *Simulation, r Runner, monday training.Date, ratio float64) training.Date {
	largest := 0.0
	for w := 1; w <= 26; w++ {
		if w <= 8 || ratio > 1.3 {
			largest = max(largest, s.Volume(monday-training.Date(7*w)))
		}
	}
	r.Attend, r.Cutback = 1, 0
	s.Weeks(r, monday, 1)
	for day := monday; day <= monday+6 && s.Volume(monday)+1000*r.KM < ratio*largest; day++ {
		if !s.ranOn(day) {
			s.Add(r, day, 18*60, Easy, r.KM)
		}
	}
	if is := s.Volume(monday); is > 0 {
		s.Stretch(monday, ratio*largest/is)
	}
	return monday + 7
}

// boomAndBustPlant misses nine days, makes up for them with one big run, misses nine
// more, and does so three times.
func boomAndBustPlant(s *Simulation, r Runner, monday training.Date, ratio float64) training.Date {
	usual := s.usualLength(monday)
	day := monday
	for range 3 {
		day += 10
		s.Add(r, day, 10*60, Long, max(ratio*usual, 1.15*s.longest(day-45, day-1))/1000)
		day += 10
		end := day + 12
		for ; day < end; day += 3 {
			s.Add(r, day, 18*60, Easy, r.KM)
		}
	}
	return day + training.Date((7-int(day-monday)%7)%7)
}

// usualLength returns the middle length of the runs of the eight weeks before a day.
func (s *Simulation) usualLength(before training.Date) float64 {
	var lengths []float64
	for i := range s.runs {
		if d := s.runs[i].Date(); s.runs[i].IsRun() && before-56 <= d && d < before {
			lengths = append(lengths, s.runs[i].Measures.DistanceM)
		}
	}
	slices.Sort(lengths)
	n := len(lengths)
	if n == 0 {
		return 0
	}
	return (lengths[(n-1)/2] + lengths[n/2]) / 2
}

// nearRace reports whether a length could be that of a race.
func nearRace(metres float64) bool {
	return slices.ContainsFunc(racesM, func(m float64) bool { return 0.99*m <= metres && metres <= 1.03*m })
}

// racesM are the lengths that races have.
var racesM = []float64{1000 * kmPerMile, 5000, 10_000, 15_000, 10_000 * kmPerMile, halfMarathonM, 42_195}
