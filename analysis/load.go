package analysis

import (
	"math"
	"time"

	"secondwind/internal/training"
)

// Everything in this file is context. Acute:chronic ratio, monotony, strain,
// fitness and fatigue belong to no rule and flag nothing: their limits come from
// team sport, and in runners the first had the opposite sign (science C.3, C.5, C.6).

// loadRung is a step of the ladder by which the load of a run is known, the
// surest first (science C.4). Each has a unit of its own.
type loadRung int

const (
	heartLoad  loadRung = iota // 100 is an hour at the threshold heart rate
	speedLoad                  // 100 is an hour at the threshold speed
	effortLoad                 // minutes, weighted by speed against the usual one
	timeLoad                   // minutes
	loadRungs
)

const (
	// Banister's weights as Morton published them, for men and women. A runner of
	// whom neither is known is counted with the former: ranks, which is all that is
	// read, hardly change (science C.4).
	trimpMen, trimpMenPower     = 0.64, 1.92
	trimpWomen, trimpWomenPower = 0.86, 1.67
	// thresholdReserve is the share of the heart rate reserve at the threshold
	// (science C.4, after Elevate).
	thresholdReserve = 0.85
	// loadUnknownShare of a window's runs may lack a load; beyond, nothing is said of
	// the window (science C.8).
	loadUnknownShare = 0.2
)

// ladder works out the load of runs.
type ladder struct {
	limits  limits
	usualMS float64 // median grade-adjusted speed of the runner's runs; 0 for none
}

// load returns the load of a run on a rung; ok is false where the run cannot tell.
func (l ladder) load(r *training.Run, rung loadRung) (load float64, ok bool) {
	m := &r.Measures
	switch rung {
	case heartLoad:
		if !l.limits.hasHeart || m.HeartRateCoverage < heartCoverage || len(m.HeartRateSeconds.Values) == 0 {
			return 0, false
		}
		return l.limits.heart.stress(m.HeartRateSeconds), true
	case speedLoad:
		if l.limits.thresholdMS == 0 || len(m.GAPSeconds.Values) == 0 {
			return 0, false
		}
		return speedStress(m.GAPSeconds, l.limits.thresholdMS), true
	case effortLoad:
		if l.usualMS == 0 || m.GAPSpeedMS <= 0 || m.Moving <= 0 {
			return 0, false
		}
		factor := m.GAPSpeedMS / l.usualMS
		return m.Moving.Minutes() * factor * factor, true
	default:
		return m.Moving.Minutes(), m.Moving > 0
	}
}

// trimp is the training impulse of Banister, summed over the beats: on the mean
// heart rate it would be too low, since its curve bends upwards (science C.4).
func (h heart) trimp(bins training.Bins) float64 {
	total := 0.0
	for i, seconds := range bins.Values {
		total += seconds / 60 * h.impulse(float64(bins.First+i))
	}
	return total
}

// impulse is the training impulse of a minute at a heart rate.
func (h heart) impulse(bpm float64) float64 {
	a, b := trimpMen, trimpMenPower
	if h.woman {
		a, b = trimpWomen, trimpWomenPower
	}
	x := (bpm - float64(h.restBPM)) / float64(h.maxBPM-h.restBPM)
	x = min(max(x, 0), 1)
	return x * a * math.Exp(b*x)
}

// thresholdBPM is the heart rate of an hour's best effort.
func (h heart) thresholdBPM() float64 {
	return float64(h.restBPM) + thresholdReserve*float64(h.maxBPM-h.restBPM)
}

// stress is the training impulse in hundredths of an hour at the threshold.
func (h heart) stress(bins training.Bins) float64 {
	return stressOf(h.trimp(bins), h.impulse(h.thresholdBPM()))
}

// stressOf turns an impulse into hundredths of an hour at that of the threshold.
func stressOf(trimp, thresholdAMinute float64) float64 {
	return 100 * trimp / (thresholdAMinute * time.Hour.Minutes())
}

// speedStress is the square of the speed against the threshold, in hundredths of
// an hour.
func speedStress(bins training.Bins, thresholdMS float64) float64 {
	total := 0.0
	for i, seconds := range bins.Values {
		share := binSpeed(bins, i) / thresholdMS
		total += 100 * seconds / time.Hour.Seconds() * share * share
	}
	return total
}

// loadSeries is the load of consecutive days in one unit.
type loadSeries struct {
	rung loadRung
	days []training.Opt[float64] // 0: no run; absent: a run of unknown load, which is no day of rest
}

// loads returns the load of the last n days; ok is false where the load of too
// many runs is unknown.
func (s *Season) loads(n int) (series loadSeries, ok bool) {
	from := s.Day - training.Date(n) + 1
	sessions := s.Between(from, s.Day)
	l := ladder{limits: s.limits(), usualMS: usualSpeed(sessions)}
	rung, perMinute, ok := l.settle(sessions)
	if !ok {
		return loadSeries{}, false
	}
	series = loadSeries{rung: rung, days: make([]training.Opt[float64], n)}
	for i := range series.days {
		series.days[i] = training.Some(0.0)
	}
	for i := range sessions {
		day := &series.days[sessions[i].Date-from]
		for _, r := range sessions[i].Recordings {
			*day = plus(*day, l.converted(r, rung, perMinute))
		}
	}
	return series, true
}

// settle chooses the rung of a window: the surest on which enough of its runs
// stand. perMinute is the median of their load a minute, by which the others are
// converted. ok is false where too many runs have no load at all.
func (l ladder) settle(sessions []Session) (rung loadRung, perMinute float64, ok bool) {
	for rung = heartLoad; rung < loadRungs; rung++ {
		var rates []float64
		runs, known := 0, 0
		for i := range sessions {
			for _, r := range sessions[i].Recordings {
				runs++
				load, ok := l.load(r, rung)
				known += count(ok)
				if minutes := r.Measures.Moving.Minutes(); ok && minutes > 0 {
					rates = append(rates, load/minutes)
				}
			}
		}
		if float64(runs-known) <= loadUnknownShare*float64(runs) {
			return rung, median(rates), true
		}
	}
	return 0, 0, false
}

// converted returns the load of a run in the unit of a rung: its own, else its
// minutes at the usual rate. It is absent where the time is unknown as well.
func (l ladder) converted(r *training.Run, rung loadRung, perMinute float64) training.Opt[float64] {
	if load, ok := l.load(r, rung); ok {
		return training.Some(load)
	}
	if r.Measures.Moving > 0 {
		return training.Some(r.Measures.Moving.Minutes() * perMinute)
	}
	return training.Opt[float64]{}
}

// plus adds two loads; what is unknown stays unknown.
func plus(a, b training.Opt[float64]) training.Opt[float64] {
	x, okX := a.Get()
	y, okY := b.Get()
	if !okX || !okY {
		return training.Opt[float64]{}
	}
	return training.Some(x + y)
}

// usualSpeed returns the median grade-adjusted speed of the recordings; 0 for none.
func usualSpeed(sessions []Session) float64 {
	var speeds []float64
	for i := range sessions {
		for _, r := range sessions[i].Recordings {
			if r.Measures.GAPSpeedMS > 0 {
				speeds = append(speeds, r.Measures.GAPSpeedMS)
			}
		}
	}
	return median(speeds)
}

// last returns the known loads of the days from back days ago to until days ago.
func (l loadSeries) last(back, until int) []float64 {
	var known []float64
	for _, day := range l.days[len(l.days)-back : len(l.days)-until] {
		if load, ok := day.Get(); ok {
			known = append(known, load)
		}
	}
	return known
}

const (
	acuteDays   = 7
	chronicDays = 28 // the acute week included
	// Below either of these a week the ratio explodes (science C.3).
	chronicLeastTime = time.Hour
	chronicLeastM    = 10_000
)

// acuteChronic returns the mean daily load of the last week against that of the
// three weeks before it, which do not hold the week itself. ok is false in the
// first weeks of a history, after a long gap, and on a small base (science C.3).
func (s *Season) acuteChronic() (ratio float64, ok bool) {
	if s.all.first > s.Day-chronicDays+1 || s.gapWithin(chronicDays) {
		return 0, false
	}
	var distanceM float64
	var moving time.Duration
	for _, x := range s.Between(s.Day-chronicDays+1, s.Day-acuteDays) {
		distanceM += x.DistanceM
		moving += x.Moving
	}
	const weeks = (chronicDays - acuteDays) / 7
	if distanceM < weeks*chronicLeastM && moving < weeks*chronicLeastTime {
		return 0, false
	}
	series, ok := s.loads(chronicDays)
	if !ok {
		return 0, false
	}
	return series.acuteChronic()
}

// acuteChronic is the uncoupled ratio of a series of chronicDays.
func (l loadSeries) acuteChronic() (ratio float64, ok bool) {
	acute, chronic := mean(l.last(acuteDays, 0)), mean(l.last(chronicDays, acuteDays))
	if chronic <= 0 {
		return 0, false
	}
	return acute / chronic, true
}

// gapWithin reports whether a gap of at least longBreakDays lies in the last days
// or reaches into them.
func (s *Season) gapWithin(days int) bool {
	for _, g := range s.Gaps() {
		if g.Days() >= longBreakDays && g.Next > s.Day-training.Date(days) {
			return true
		}
	}
	return false
}

// mostMonotony is given to a week of equal days, whose deviation is nothing
// (science C.6, after Runalyze).
const mostMonotony = 10

// monotony is Foster's: the mean daily load of a week by its deviation. ok is
// false for a week without load. With k run-days it cannot exceed √(k/(7−k)), so a
// limit of 2 is out of reach for five run-days and always near for six (science C.6).
func monotony(week []float64) (m float64, ok bool) {
	mu := mean(week)
	if mu <= 0 {
		return 0, false
	}
	sd := deviation(week)
	if sd*mostMonotony <= mu {
		return mostMonotony, true
	}
	return mu / sd, true
}

// mean returns the arithmetic mean, or 0 for none.
func mean(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	return sum(values) / float64(len(values))
}

// deviation returns the standard deviation of a whole population, or 0 for none.
func deviation(values []float64) float64 {
	mu, squares := mean(values), 0.0
	for _, v := range values {
		squares += (v - mu) * (v - mu)
	}
	return math.Sqrt(squares / float64(max(1, len(values))))
}

const (
	// The time constants of fitness and fatigue in days (science C.5).
	fitnessDays = 42
	fatigueDays = 7
	// conditionLeastDays of one unit are needed; conditionDays, after which 1 % of the
	// unknown beginning is left, are read (science C.5).
	conditionLeastDays = 84
	conditionDays      = 182
)

// condition is what a series of loads leaves behind: a slow and a fast average,
// and the difference of both as of the day before.
type condition struct{ fitness, fatigue, form float64 }

// conditionOf follows loads from nothing.
func conditionOf(loads []float64) condition {
	var c condition
	for _, load := range loads {
		c.form = c.fitness - c.fatigue
		c.fitness = smoothed(c.fitness, load, 1-math.Exp(-1.0/fitnessDays))
		c.fatigue = smoothed(c.fatigue, load, 1-math.Exp(-1.0/fatigueDays))
	}
	return c
}

// smoothed is one step of an exponential average.
func smoothed(before, value, alpha float64) float64 { return before + alpha*(value-before) }

// condition returns the fitness and fatigue of the season; ok is false on a short
// history or where the load of too many runs is unknown.
func (s *Season) condition() (c condition, rung loadRung, ok bool) {
	days := min(conditionDays, s.HistoryDays()+1)
	if days < conditionLeastDays {
		return condition{}, 0, false
	}
	series, ok := s.loads(days)
	if !ok {
		return condition{}, 0, false
	}
	return conditionOf(series.last(days, 0)), series.rung, true
}

// loadUnits name the unit of a load in a label.
var loadUnits = [loadRungs]string{
	heartLoad:  "by heart rate, 100 is an hour at threshold",
	speedLoad:  "by speed, 100 is an hour at threshold",
	effortLoad: "minutes, weighted by speed",
	timeLoad:   "minutes",
}

// loadNote tells the acute:chronic ratio as context; empty where there is none.
func (s *Season) loadNote() training.Text {
	ratio, ok := s.acuteChronic()
	if !ok {
		return training.Text{}
	}
	return training.Say("For context: a day of the last seven carried {} the load of one of the 21 before (acute:chronic). No limit of ours hangs on it.", training.Ratio(ratio))
}

// loadContext returns what load says beside a finding. None of it has a limit.
func (s *Season) loadContext() []Measure {
	var context []Measure
	if ratio, ok := s.acuteChronic(); ok {
		context = append(context, Measure{
			Name: "acute_chronic", Label: "For context: last 7 days ÷ the 21 before, a day (acute:chronic)", Value: training.Ratio(ratio),
		})
	}
	if series, ok := s.loads(acuteDays); ok && s.HistoryDays() >= acuteDays {
		week := series.last(acuteDays, 0)
		if m, ok := monotony(week); ok {
			context = append(context,
				Measure{Name: "monotony", Label: "For context: monotony of the last 7 days", Value: training.Decimal(m)},
				Measure{Name: "strain", Label: "For context: strain of them (" + loadUnits[series.rung] + ")", Value: training.Number(math.Round(sum(week) * m))})
		}
	}
	if c, rung, ok := s.condition(); ok {
		context = append(context,
			Measure{Name: "fitness", Label: "For context: load a day over 42 days, or fitness (" + loadUnits[rung] + ")", Value: training.Number(math.Round(c.fitness))},
			Measure{Name: "fatigue", Label: "For context: load a day over 7 days, or fatigue", Value: training.Number(math.Round(c.fatigue))},
			Measure{Name: "form", Label: "For context: the difference of both a day before, or form", Value: training.Number(math.Round(c.form))})
	}
	return context
}
