package analysis

import (
	"cmp"
	"slices"

	"secondwind/internal/training"
)

// advice is what earlier reports advised and what the runner said of it, as far as
// it was known on a day of reading.
type advice struct {
	advised []training.Suggestion // one a week, oldest first
	said    []training.Saying     // oldest first
}

// remember returns what was known on a day of reading. Of two suggestions of one week
// the first stands.
func remember(in Input, read training.Date) advice {
	known := advice{advised: slices.Clone(in.Past), said: slices.Clone(in.Said)}
	known.advised = slices.DeleteFunc(known.advised, func(p training.Suggestion) bool { return readOn(p) > read })
	slices.SortStableFunc(known.advised, func(a, b training.Suggestion) int { return cmp.Compare(a.Week, b.Week) })
	known.advised = slices.CompactFunc(known.advised, func(a, b training.Suggestion) bool { return a.Week == b.Week })
	known.said = slices.DeleteFunc(known.said, func(s training.Saying) bool { return s.Day > read })
	slices.SortStableFunc(known.said, func(a, b training.Saying) int { return cmp.Compare(a.Day, b.Day) })
	return known
}

// before returns what was advised in the weeks before one.
func (a advice) before(week training.Week) []training.Suggestion {
	i, _ := slices.BinarySearchFunc(a.advised, week, func(p training.Suggestion, w training.Week) int { return cmp.Compare(p.Week, w) })
	return a.advised[:i]
}

// readOn returns the day on which a suggestion was read; never before the week that
// it judged was over.
func readOn(p training.Suggestion) training.Date { return max(p.Read, p.Week.Sunday()) }

// leftOut reports whether the last that the runner said of a fix is that it was left
// out, in the week of a day of reading or in so many weeks before it.
func (a advice) leftOut(fix string, read training.Date, weeks int) bool {
	for _, said := range slices.Backward(a.said) {
		if said.Fix == fix {
			return said.Answer == training.NotTried && said.Day.Week() >= read.Week().Add(-weeks)
		}
	}
	return false
}

// saidOf returns what the runner said of a suggestion, the newest of it.
func (a advice) saidOf(p training.Suggestion) (answer training.Answer, ok bool) {
	for _, said := range a.said {
		if about, known := a.about(said); known && about.Week == p.Week {
			answer, ok = said.Answer, true
		}
	}
	return answer, ok
}

// about returns the suggestion that a saying answers, while it is still to be taken
// up. What is left out is the newest, and nothing where that is of another fix. What
// was done is the newest of its fix; on a day of reading it was done after the one
// before, if that is still open.
func (a advice) about(said training.Saying) (about training.Suggestion, known bool) {
	for _, p := range slices.Backward(a.advised) {
		open := said.Day >= readOn(p) && said.Day <= readOn(p)+tryDays
		switch {
		case open && p.Fix != said.Fix && said.Answer != training.Tried:
			return training.Suggestion{}, false
		case !open || p.Fix != said.Fix:
		case said.Answer != training.Tried || said.Day > readOn(p):
			return p, true
		case !known:
			about, known = p, true
		}
	}
	return about, known
}

// Answers reports whether what the runner says of a fix answers one of the suggestions,
// oldest first, that earlier reports made.
func Answers(past []training.Suggestion, said training.Saying) bool {
	_, known := advice{advised: past}.about(said)
	return known
}

// again returns the day on which the same plan was advised next, while it was still
// to be taken up: what is done after that answers the later one.
func (a advice) again(p training.Suggestion) (day training.Date, ok bool) {
	for _, q := range a.advised {
		if q.Week > p.Week && readOn(q) <= readOn(p)+tryDays && q.Fix == p.Fix && q.Rule == p.Rule && slices.Equal(q.Params, p.Params) {
			return readOn(q), true
		}
	}
	return 0, false
}

// settledAt returns the season at the end of an earlier day, with what was said until
// then.
func (s *Season) settledAt(day training.Date) *Season {
	settled := s.AsOf(min(day, s.Day))
	settled.advice = s.advice
	settled.advice.said = slices.DeleteFunc(slices.Clone(s.advice.said), func(said training.Saying) bool { return said.Day > day })
	return settled
}

// answer returns what the runner said of a suggestion, else what the runs since
// tell.
func (s *Season) answer(p training.Suggestion) training.Answer {
	if said, ok := s.advice.saidOf(p); ok {
		return said
	}
	fix, known := findFix(p.Fix)
	if !known {
		return training.CantTell
	}
	after := s
	if again, ok := s.advice.again(p); ok && again < s.Day {
		after = s.AsOf(again)
	}
	return fix.Tried(Plan{Fix: p.Fix, Params: p.Params}, s.whenRead(p), after)
}

// whenRead returns the season as it stood when a suggestion was read.
func (s *Season) whenRead(p training.Suggestion) *Season { return s.AsOf(readOn(p)) }

// thenAndNow returns what a rule finds of a suggestion's subject as of the week
// that it judged and now, both worked out by today's code, and whether the two
// can be compared.
func (s *Season) thenAndNow(r Rule, p training.Suggestion) (before, after Verdict, comparable bool) {
	before, after = s.AsOf(p.Week.Sunday()).rawAbout(r, p.Subject), s.rawAbout(r, p.Subject)
	comparable = before.tellsHeadline() && after.tellsHeadline() && before.Measures[0].Name == after.Measures[0].Name
	return before, after, comparable
}

// tellsHeadline reports whether the first measure of a verdict is the headline measure
// of its rule: where there is nothing to measure, such as no break to return from,
// another one stands in.
func (v Verdict) tellsHeadline() bool {
	return v.Outcome != NotEnoughData && like(v.Measures[0].Value, v.Headline).String() == v.Measures[0].Value.String()
}
