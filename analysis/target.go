package analysis

import (
	"math"
	"slices"

	"secondwind/internal/training"
)

// Targets are the aims of the coming weeks, from today's level toward the goal. They
// are what the reports of those weeks will say if each is met.
type Targets struct {
	LevelM float64 // metres of a usual week now
	Weeks  []Target
	Goal   training.Opt[training.Race] // the race that they lead to, if there is one
}

// Target is the aim of one week.
type Target struct {
	Week      training.Week
	Phase     Phase
	DistanceM float64 // whole kilometres; in the week of a race what is run beside it
	LongestM  float64 // no run of the week beyond it, but for a race; 0: the last weeks do not tell
}

// Phase is what a week is for.
type Phase string

// The phases of the weeks.
const (
	Hold  Phase = "hold"
	Build Phase = "build"
	Ease  Phase = "ease" // a lighter week, also one after a long race
	Taper Phase = "taper"
	Race  Phase = "race" // it holds the race
)

// light reports whether the week holds less than the level on purpose.
func (p Phase) light() bool { return p == Ease || p == Taper || p == Race }

const (
	// targetWeeks are told: a month is as far as a plan of weeks holds (ruts-and-fixes §2).
	targetWeeks = 4
	// levelWeeks show today's level; with a distance in fewer than levelLeast there is
	// none, and in fewer than levelSure it is held (ours).
	levelWeeks = 4
	levelLeast = 2
	levelSure  = 3
	// buildWeeks of work are followed by a lighter one: three and one is how coaches
	// plan (science C.9).
	buildWeeks = 3
	// weekCap is what a week may hold against the largest of levelWeeks. The old rule
	// of a tenth lies well below where a weekly jump is watched (science C.2). Under
	// 10 km a tenth is no whole kilometre, so one is the least step (ours).
	weekCap    = 1.10
	leastStepM = 1000
	// goalWeeks times a race a week carries it: in 997 runners more than 32 km went
	// with a faster half marathon, more than 65 km with a faster marathon (Fokkema and
	// others 2020, https://doi.org/10.1111/sms.13725).
	goalWeeks = 1.5
)

// The weeks after a lighter one against the level. That is a median with the lighter
// week in it, so a cycle of smallSteps ends some 4 % above the one before, one of
// goalSteps, which a race of known length asks for, a tenth (ours).
var (
	smallSteps = [buildWeeks]float64{1, 1.05, 1.10}
	goalSteps  = [buildWeeks]float64{1.05, 1.10, 1.15}
)

// targets returns the aims of the weeks that a plan of the day is for; nil where
// nothing shows a level, in a lapse and in a break of the profile.
func (s *Season) targets() *Targets {
	longest := longestOf(s.trainingSince(s.Day - monthDays + 1))
	if s.silentDays() >= longBreakDays || s.onBreakNow() || s.level() == 0 || longest == 0 {
		return nil
	}
	o := s.outlook(longest)
	t := &Targets{LevelM: s.level(), Goal: s.goalAhead()}
	first := s.planWeek()
	for w := s.LastWeek().Add(1); w < first.Add(targetWeeks); w = w.Add(1) {
		if target, ok := o.next(w); ok && w >= first {
			t.Weeks = append(t.Weeks, target)
		}
	}
	if len(t.Weeks) == 0 {
		return nil // a break of the profile lies ahead
	}
	return t
}

// level returns the median distance of the last weeks that had one and no break of
// the profile; in a return of those since. 0: too few of them.
func (s *Season) level() float64 { return levelOf(s.sinceReturn(s.Weeks(s.LastWeek(), levelWeeks))) }

func levelOf(weeks []Week) float64 {
	run := distances(weeks)
	if len(run) < levelLeast {
		return 0
	}
	return median(run)
}

// distances returns those of the weeks that had one and no break of the profile.
func distances(weeks []Week) []float64 {
	var metres []float64
	for _, w := range weeks {
		if w.DistanceM > 0 && !w.Break {
			metres = append(metres, w.DistanceM)
		}
	}
	return metres
}

// sinceReturn leaves out the weeks before a return that lasts.
func (s *Season) sinceReturn(weeks []Week) []Week {
	if !s.Returning() {
		return weeks
	}
	back, _ := s.LatestReturn()
	return slices.DeleteFunc(weeks, func(w Week) bool { return w.Week < back.First.Week() })
}

// trainingSince returns the sessions from a day on that are no races, or all where
// there is nothing else: what was raced shows no habit.
func (s *Season) trainingSince(day training.Date) []Session {
	all := s.Between(day, s.Day)
	runs := slices.DeleteFunc(slices.Clone(all), func(x Session) bool { return x.Race.Like })
	if len(runs) == 0 {
		return all
	}
	return runs
}

// goalAhead returns the race of the profile that is still to come.
func (s *Season) goalAhead() training.Opt[training.Race] {
	if goal, ok := s.Profile.Goal.Get(); ok && goal.Date >= s.read {
		return s.Profile.Goal
	}
	return training.Opt[training.Race]{}
}

// outlook goes from the weeks that were run into those ahead, each as it is if the
// targets before it are met.
type outlook struct {
	season   *Season
	weeks    []Week // oldest first
	ahead    []Target
	chain    int     // weeks in a row without a lighter one
	longestM float64 // of the last month
	hold     bool    // never more than the level
	tired    bool    // a load event is fresh: a lighter week comes first
	needM    float64 // a week that carries the goal; +Inf where nothing tells
	steps    [buildWeeks]float64
	around   raceTime
}

// outlookWeeks are the level before a taper, the taper, the race and its recovery.
const outlookWeeks = levelWeeks + len(longTaper) + 1 + len(longRecovery)

func (s *Season) outlook(longestM float64) outlook {
	o := outlook{
		season: s, weeks: s.sinceReturn(s.Weeks(s.LastWeek(), outlookWeeks)),
		chain: len(s.steadyChain().weeks), longestM: longestM,
		needM: math.Inf(1), steps: smallSteps, around: s.raceTime(),
	}
	if goal, ok := s.goalAhead().Get(); ok && goal.DistanceM > 0 {
		o.needM, o.steps = goalWeeks*goal.DistanceM, goalSteps
	}
	load, event := s.loaded()
	o.hold = load || s.Returning() || s.Profile.Maintain || s.Profile.NoGoal
	o.tired = event
	return o
}

// loaded reports whether a rut of too much is flagged, muted or not, and whether it
// is an event of the last days.
func (s *Season) loaded() (load, event bool) {
	for _, r := range Rules() {
		if !r.Load {
			continue
		}
		if r.Lasting.Event() {
			event = event || s.raw(r).Outcome == Flagged
		} else {
			load = load || s.settle(r).Outcome == Flagged
		}
	}
	return load || event, event
}

// next returns the target of the next week; ok is false in a break of the profile and
// after one that leaves no level.
func (o *outlook) next(w training.Week) (t Target, ok bool) {
	level := levelOf(o.last(levelWeeks))
	if week := o.season.week(w); week.Break || level == 0 {
		o.weeks, o.chain = append(o.weeks, week), 0
		return Target{}, false
	}
	t = Target{Week: w, Phase: o.phase(w, level)}
	longer := 1.0 // against the longest run of the month
	switch {
	case o.around.holds(w):
		longer = o.around.share(w)
		t.DistanceM = wholeKm(longer * o.levelBeforeRace(level))
	case t.Phase == Ease:
		longer = lighterShare
		t.DistanceM = o.easeM()
	case t.Phase == Hold:
		t.DistanceM = o.capped(level)
	default:
		longer = longerCap
		t.DistanceM = o.capped(min(o.steps[o.chain]*level, o.needM))
	}
	t.LongestM = o.longestOf(t, longer)
	o.meet(t)
	return t, true
}

// meet takes a target for met, or for passed where the running week has done so.
func (o *outlook) meet(t Target) {
	week := o.season.week(t.Week)
	lighter := t.Phase.light() && week.DistanceM <= t.DistanceM
	week.DistanceM = max(week.DistanceM, t.DistanceM)
	o.chain++
	if lighter {
		o.chain = 0
	}
	o.tired = false
	o.weeks, o.ahead = append(o.weeks, week), append(o.ahead, t)
}

// phase tells what the next week is for.
func (o *outlook) phase(w training.Week, level float64) Phase {
	switch {
	case o.around.holds(w):
		return o.around.phase(w)
	case o.chain >= buildWeeks, o.tired && o.chain > 0:
		return Ease
	case o.hold, level >= o.needM, len(distances(o.last(levelWeeks))) < levelSure:
		return Hold
	default:
		return Build
	}
}

// capped returns a distance in whole kilometres, and no more than a tenth or one of
// them above the largest of the last weeks.
func (o *outlook) capped(m float64) float64 {
	largest := slices.Max(append(distances(o.last(levelWeeks)), 0))
	most := max(weekCap*largest, largest+leastStepM)
	return min(wholeKm(m), max(1000, downKm(most)))
}

// downKm rounds down to full kilometres: a limit stays one.
func downKm(m float64) float64 { return math.Floor(m/1000) * 1000 }

// easeM returns the distance of a lighter week, by the rule that will look whether it
// was one.
func (o *outlook) easeM() float64 {
	return max(1000, downKm(lighterShare*mean(distances(o.last(lighterWeeks)))))
}

// levelBeforeRace returns the level before the weeks of a race, which say nothing of
// what is usual; that of now where there was none.
func (o *outlook) levelBeforeRace(now float64) float64 {
	first := slices.IndexFunc(o.weeks, func(w Week) bool { return w.Week >= o.around.first() })
	if first < 0 {
		first = len(o.weeks)
	}
	if level := levelOf(o.weeks[max(0, first-levelWeeks):first]); level > 0 {
		return level
	}
	return now
}

// last returns the last weeks, those ahead included.
func (o *outlook) last(n int) []Week { return o.weeks[max(0, len(o.weeks)-n):] }

// longestOf returns the longest run of a target week: at most so much of the longest of
// the month, never past longerCap of that of today, and longer than it was only up to
// half of the week, lest the week become one run (ours).
func (o *outlook) longestOf(t Target, longer float64) float64 {
	before := o.longestBefore(t.Week)
	most := min(longer*before, max(before, t.DistanceM/2))
	return roundDown(min(most, longerCap*o.longestM, t.DistanceM))
}

// longestBefore returns the longest run that each day of a week has in the month
// before it: one that was run and still counts on its Sunday, or a target on the way.
func (o *outlook) longestBefore(w training.Week) float64 {
	s, from := o.season, w.Sunday()-longestDays
	if s.Returning() {
		back, _ := s.LatestReturn()
		from = max(from, back.First)
	}
	longest := longestOf(s.trainingSince(from))
	for _, t := range o.ahead {
		if t.Week.Monday() >= from {
			longest = max(longest, t.LongestM)
		}
	}
	return longest
}
