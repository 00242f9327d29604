package analysis

import (
	"cmp"
	"slices"

	"secondwind/internal/training"
)

// recordWeeks after the first suggestion there is a record: before, there is too
// little to tell (ours).
const recordWeeks = 8

// Record is how the fixes that reports advised have fared for this runner: a sample
// as small as it is.
type Record struct {
	From  training.Date // the day of the first suggestion
	Weeks int           // weeks with a suggestion
	Rows  []Effect      // the fix that was tried most often first
}

// Effect is what became of one fix as the answer to one rut.
type Effect struct {
	Rule, Fix string
	// Tried, NotTried and CantTell add up to the weeks in which it was suggested.
	Tried, NotTried, CantTell int
	Measure                   string // the rule's headline measure, by its name
	// With is by how much the measure moved, from the week of the suggestion to that
	// two weeks later, when the fix was tried, and Without when what was suggested
	// against the rut was not, whichever fix it was: the median, and of how many weeks.
	// Empty: nothing to compare.
	With, Without training.Text
}

// attempt is what became of one suggestion.
type attempt struct {
	Advised
	moved training.Slot // the change of the rule's measure; nil where it cannot be told
	by    float64       // the same as a number
}

// record tells how the fixes have fared that were advised before a week. Good news is
// left out: there is no rut that its fixes could end.
func (s *Season) record(past []Advised, now training.Week) *Record {
	var attempts []attempt
	for _, p := range past {
		rule, known := findRule(p.Rule)
		if _, knownFix := findFix(p.Fix); known && knownFix && rule.Kind == Rut && p.Week < now {
			attempts = append(attempts, s.attempt(rule, p))
		}
	}
	if len(attempts) == 0 || now < attempts[0].Week.Add(recordWeeks) {
		return nil
	}
	r := &Record{From: readOn(attempts[0].Suggestion), Weeks: len(attempts)}
	for _, a := range attempts {
		if !slices.ContainsFunc(r.Rows, a.isOf) {
			r.Rows = append(r.Rows, effect(attempts, a.Rule, a.Fix))
		}
	}
	slices.SortStableFunc(r.Rows, func(a, b Effect) int {
		return cmp.Or(cmp.Compare(b.Tried, a.Tried), cmp.Compare(b.suggested(), a.suggested()), cmp.Compare(a.Fix, b.Fix), cmp.Compare(a.Rule, b.Rule))
	})
	return r
}

func (a attempt) isOf(e Effect) bool { return e.Rule == a.Rule && e.Fix == a.Fix }

func (e Effect) suggested() int { return e.Tried + e.NotTried + e.CantTell }

// attempt tells what became of a suggestion, and how the measure of its rule moved
// until the last Sunday of the days to try it. Where that is not over, it cannot be
// told.
func (s *Season) attempt(r Rule, p Advised) attempt {
	a := attempt{Advised: p}
	end := (readOn(p.Suggestion) + tryDays + 1).Week().Add(-1).Sunday()
	if end > s.Day || end == s.Day && s.open {
		return a
	}
	then, later, comparable := s.AsOf(end).thenAndNow(r, p.Suggestion)
	if comparable {
		a.by = later.Headline - then.Headline
		a.moved = then.Measures[0].Value
	}
	return a
}

// effect counts what became of one fix as the answer to one rule.
func effect(attempts []attempt, rule, fix string) Effect {
	r, _ := findRule(rule)
	e := Effect{Rule: rule, Fix: fix, Measure: r.Headline.Name}
	var with, without []attempt
	for _, a := range attempts {
		if a.Rule != rule {
			continue
		}
		if a.moved != nil && a.Answer == training.NotTried {
			without = append(without, a)
		}
		if a.Fix != fix {
			continue
		}
		e.Tried += count(a.Answer == training.Tried)
		e.NotTried += count(a.Answer == training.NotTried)
		e.CantTell += count(a.Answer == training.CantTell)
		if a.moved != nil && a.Answer == training.Tried {
			with = append(with, a)
		}
	}
	e.With, e.Without = middleChange(with), middleChange(without)
	return e
}

// middleChange says the median change of some weeks, and of how many it is.
func middleChange(of []attempt) training.Text {
	if len(of) == 0 {
		return training.Text{}
	}
	var by []float64
	for _, a := range of {
		by = append(by, a.by)
	}
	change := training.Change{By: like(of[0].moved, median(by))}
	if len(of) == 1 {
		return training.Say("{}, in one week", change)
	}
	return training.Say("{}, the middle of {}", change, training.Count{N: len(of), One: "week", Many: "weeks"})
}

// like gives a number the type of a measure's value.
func like(value training.Slot, v float64) training.Slot {
	switch value.(type) {
	case training.Percent:
		return training.Percent(v)
	case training.Ratio:
		return training.Ratio(v)
	default:
		return training.Decimal(v)
	}
}
