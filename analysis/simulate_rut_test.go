package analysis

import (
	"slices"
	"time"

	"secondwind/internal/training"
)

// strengths of a planted rut, fixed before any limit was tuned.
const (
	weak = iota
	middle
	strong
)

// strengthNames are the words for the columns of the table.
var strengthNames = [...]string{"weak", "middle", "strong"}

// plant is a rut that a made runner falls into, at three strengths.
type plant struct {
	rule  string
	level [3]float64
	unit  string // what the levels are
	// weeks is the shortest time, from the day of the plant, in which the definition
	// of the rule can be met; found is looked for until two weeks after it.
	weeks int
	// after is how many weeks pass before the definition begins, at a level; nil for none.
	after func(float64) int
	// or names the rules that may say it in its place: those that the rule yields to.
	or []string
	// told says whether the habit that the rut breaks can be inferred on the eve of it;
	// nil for always.
	told func(*Season, runner) bool
	// star marks the families that the product exists for.
	star bool
	// suits says which runners can have it; nil for all.
	suits func(runner) bool
	// change alters the runner's ways for good; script runs the weeks itself, and
	// returns the Monday after them. One of both is set.
	change func(*runner, float64)
	script func(*simulation, runner, training.Date, float64) training.Date
	// before alters the runner from the beginning, so that the rut can be told.
	before func(*runner)
}

// time returns within how many weeks a plant is to be found.
func (p plant) time(strength int) int {
	weeks := p.weeks + graceWeeks
	if p.after != nil {
		weeks += p.after(p.level[strength])
	}
	return weeks
}

// plants are the nineteen ruts. The strengths were chosen before the limits were
// looked at; what they leave to chance (which runs are missed) is left to chance.
func plants() []plant {
	return []plant{
		{
			rule: "return-after-break", level: [3]float64{15, 28, 60}, unit: "days off", weeks: 1,
			after: func(days float64) int { return int(days) / 7 },
			script: func(s *simulation, r runner, monday training.Date, days float64) training.Date {
				back := monday + training.Date(days)
				s.ill = back
				s.weeks(r, monday, int(days)/7+2)
				return monday + training.Date(7*(int(days)/7+2))
			},
		},
		{
			rule: "after-the-race", level: [3]float64{0.6, 0.35, 0.15}, unit: "share of runs kept", weeks: 6, suits: frequent, or: []string{"lapse", "return-after-break"},
			script: func(s *simulation, r runner, monday training.Date, kept float64) training.Date {
				r.raceGap = 0
				s.weeks(r, monday, 1)
				s.drop(monday+6, monday+6)
				s.add(r, monday+6, 10*60, raceRun, halfMarathonM/1000)
				r.attend, r.moves, r.raceGap = r.attend*kept, 0, 0
				s.ill = monday + 7 + restAfterRace
				s.weeks(r, monday+7, 9)
				return monday + 7*10
			},
		},
		{
			rule: "boom-and-bust", level: [3]float64{1.4, 1.7, 2.1}, unit: "make-up run against a usual one", weeks: 9, star: true, suits: frequent,
			script: boomAndBustPlant,
		},
		{
			rule: "session-spike", level: [3]float64{1.2, 1.4, 2.0}, unit: "against the month's longest", weeks: 1, star: true, suits: notBuilding,
			before: func(r *runner) { r.raceGap = 0 }, // twice a half marathon is a marathon by all signs
			script: func(s *simulation, r runner, monday training.Date, ratio float64) training.Date {
				longest := s.longest(monday-90, monday-1)
				if ratio < 1.3 {
					longest = s.longest(monday-30, monday-1)
				}
				s.weeks(r, monday, 1)
				s.drop(monday+5, monday+6)
				length := ratio * longest
				if raceDistance(length) > 0 {
					length *= 1.05 // it is no race, and not as long as one
				}
				s.add(r, monday+6, 9*60, longRun, length/1000)
				return monday + 7
			},
		},
		{
			rule: "weekly-jump", level: [3]float64{1.2, 1.45, 1.9}, unit: "against the largest of 8 weeks", weeks: 1, star: true, suits: notBuilding,
			script: plantedJump,
		},
		{
			rule: "lapse", level: [3]float64{15, 24, 45}, unit: "days without a run", weeks: 3,
			script: func(s *simulation, r runner, monday training.Date, days float64) training.Date {
				s.ill = monday + training.Date(days)
				return monday + training.Date(7*(int(days)/7))
			},
		},
		{
			rule: "missed-weekdays", level: [3]float64{0.5, 0, 0}, unit: "attendance of one weekday", weeks: 4, star: true, suits: regular,
			told: func(s *Season, r runner) bool {
				return s.Habit(s.Weeks(s.LastWeek(), habitBaseline)).Usual(time.Weekday((r.slots[1].day + 1) % 7))
			},
			change: func(r *runner, kept float64) {
				if kept == 0 {
					r.slots = slices.Delete(r.slots, 1, 2)
					return
				}
				r.slots[1].kept = kept
			},
		},
		{
			rule: "fading-frequency", level: [3]float64{0.75, 0.5, 0.25}, unit: "attendance of the whole week", weeks: 5, star: true,
			suits: frequent,
			or:    []string{"lapse", "return-after-break", "missed-weekdays"},
			told: func(s *Season, _ runner) bool {
				f := s.fading()
				return f.slots > 0 || f.countable
			},
			change: func(r *runner, kept float64) { r.attend, r.moves, r.raceGap = r.attend*kept, 0, 0 },
		},
		{
			rule: "harder-than-usual", level: [3]float64{0.04, 0.08, 0.13}, unit: "more heartbeats at a speed", weeks: 3,
			// A fortnight must hold four easy runs, and some are missed.
			suits:  func(r runner) bool { return r.heart && len(r.slots) >= 5 },
			change: func(r *runner, more float64) { r.costs = more },
		},
		{
			rule: "no-recovery-week", level: [3]float64{1, 1.1, 1.25}, unit: "volume without a lighter week", weeks: 6, star: true,
			suits: func(r runner) bool { return len(r.slots) >= 4 && notBuilding(r) },
			// A week that misses a run is a lighter one.
			change: func(r *runner, more float64) { r.cutback, r.ill, r.attend, r.raceGap, r.km = 0, 0, 1, 0, r.km*more },
		},
		{
			rule: "stale-routes", level: [3]float64{0.6, 0.75, 0.9}, unit: "share of the top place", weeks: 5, star: true,
			// 60 % of eight weeks are reached in four weeks at 90 % and in five at 75 %, from
			// 36 % before; then comes the second check.
			after: func(top float64) int { return count(top < 0.8) },
			change: func(r *runner, top float64) {
				rest := (1 - top) / 2
				r.places = []usualPlace{{"river", 1, top}, {"park", 0.9, rest}, {"hill", 1.1, rest}}
				r.explores, r.oneLoop = 0.04, true
			},
		},
		{
			rule: "one-pace", level: [3]float64{0.1, 0.03, 0}, unit: "share of faster runs", weeks: 8,
			suits: func(r runner) bool { return r.heart && notBuilding(r) },
			change: func(r *runner, faster float64) {
				r.raceGap, r.paceSpread, r.quality = 0, 0.02, training.Some(faster)
			},
		},
		{
			rule: "same-distance", level: [3]float64{0.6, 0.8, 0.97}, unit: "share at one distance, at one hour", weeks: 8,
			suits:  notBuilding,
			change: func(r *runner, same float64) { r.same, r.hours, r.raceGap = same, 12, 0; r.atHour(18 * 60) },
		},
		{
			rule: "same-surface", level: [3]float64{0.9, 1, 1}, unit: "share on a treadmill, at one hour", weeks: 8,
			suits:  notBuilding,
			before: func(r *runner) { r.surface = training.Street },
			change: func(r *runner, share float64) {
				r.surface, r.treads, r.hours, r.raceGap = training.Treadmill, share, 12, 0
				r.atHour(6 * 60)
			},
		},
		{
			rule: "same-hour", level: [3]float64{70, 30, 10}, unit: "minutes of spread, at one distance", weeks: 8,
			suits:  notBuilding,
			change: func(r *runner, spread float64) { r.hours, r.same, r.raceGap = spread, 0.9, 0; r.atHour(7 * 60) },
		},
		{
			rule: "plateau", level: [3]float64{0.01, 0, -0.02}, unit: "gain of speed a year", weeks: 52,
			suits:  func(r runner) bool { return r.heart && notBuilding(r) },
			change: func(r *runner, gain float64) { r.gain, r.swell, r.levelled = gain, 0, true },
		},
		{
			rule: "no-goal", level: [3]float64{0.9, 0.95, 1}, unit: "share of easy runs, no race", weeks: 27,
			suits:  notBuilding,
			change: func(r *runner, easy float64) { r.raceGap, r.quality = 0, training.Some(1-easy) },
		},
		{
			rule: "no-cross-training", level: [3]float64{0, 0, 0}, unit: "sessions of another sport a week", weeks: 8,
			before: func(r *runner) { r.rides = 0.8 },
			change: func(r *runner, rides float64) { r.rides = rides },
		},
		{
			rule: "watch-bound", level: [3]float64{0.35, 0.6, 0.9}, unit: "share of round distances", weeks: 12,
			suits:  frequent,
			change: func(r *runner, share float64) { r.rounds, r.stubs = share, 0.15 },
		},
	}
}

// regular runners have usual weekdays, at most four.
func regular(r runner) bool { return len(r.slots) > 0 && len(r.slots) <= 4 && notBuilding(r) }

// frequent runners run often enough for a fall to show.
func frequent(r runner) bool { return notBuilding(r) && r.name != "from walking to running" }

// notBuilding leaves out those whose weeks are meant to grow.
func notBuilding(r runner) bool { return len(r.build) == 0 }

// atHour moves every planned run to one hour.
func (r *runner) atHour(clock training.Clock) {
	for i := range r.slots {
		r.slots[i].clock = clock
	}
	r.clock = clock
}

// longest returns the longest run of some days, in metres.
func (s *simulation) longest(from, to training.Date) float64 {
	longest := 0.0
	for i := range s.runs {
		if d := s.runs[i].Date(); s.runs[i].IsRun() && from <= d && d <= to {
			longest = max(longest, s.runs[i].Measures.DistanceM)
		}
	}
	return longest
}

// drop takes back the runs of some days.
func (s *simulation) drop(from, to training.Date) {
	s.runs = slices.DeleteFunc(s.runs, func(r training.Run) bool { return r.IsRun() && from <= r.Date() && r.Date() <= to })
}

// plantedJump runs one week beyond all of the half-year before: with a run on days
// that have none, and then every run of it longer alike.
func plantedJump(s *simulation, r runner, monday training.Date, ratio float64) training.Date {
	largest := 0.0
	for w := 1; w <= 26; w++ {
		if w <= 8 || ratio > 1.3 {
			largest = max(largest, s.volume(monday-training.Date(7*w)))
		}
	}
	r.attend, r.cutback = 1, 0
	s.weeks(r, monday, 1)
	for day := monday; day <= monday+6 && s.volume(monday)+1000*r.km < ratio*largest; day++ {
		if !s.ranOn(day) {
			s.add(r, day, 18*60, easyRun, r.km)
		}
	}
	if is := s.volume(monday); is > 0 {
		s.stretch(monday, ratio*largest/is)
	}
	return monday + 7
}

func (s *simulation) volume(monday training.Date) float64 {
	total := 0.0
	for i := range s.runs {
		if d := s.runs[i].Date(); s.runs[i].IsRun() && monday <= d && d <= monday+6 {
			total += s.runs[i].Measures.DistanceM
		}
	}
	return total
}

// stretch makes the runs of a week longer at their speed.
func (s *simulation) stretch(monday training.Date, by float64) {
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

// boomAndBustPlant misses nine days, makes up for them with one big run, misses nine
// more, and does so three times.
func boomAndBustPlant(s *simulation, r runner, monday training.Date, ratio float64) training.Date {
	usual := s.usualLength(monday)
	day := monday
	for range 3 {
		day += 10
		s.add(r, day, 10*60, longRun, max(ratio*usual, 1.15*s.longest(day-45, day-1))/1000)
		day += 10
		end := day + 12
		for ; day < end; day += 3 {
			s.add(r, day, 18*60, easyRun, r.km)
		}
	}
	return day + training.Date((7-int(day-monday)%7)%7)
}

func (s *simulation) usualLength(before training.Date) float64 {
	var lengths []float64
	for i := range s.runs {
		if d := s.runs[i].Date(); s.runs[i].IsRun() && before-56 <= d && d < before {
			lengths = append(lengths, s.runs[i].Measures.DistanceM)
		}
	}
	return median(lengths)
}
