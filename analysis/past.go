package analysis

import "secondwind/internal/training"

// Advised is a suggestion and what became of it so far.
type Advised struct {
	training.Suggestion
	Answer training.Answer
	Open   bool // not tried as yet, and there is time left for it
}

// Report returns the week that names the report which made the suggestion: the last
// that was over on the day of reading. It lies after the week that was judged where
// the files ended before.
func (a Advised) Report() training.Week { return reportWeek(a.Week, a.Read) }

func reportWeek(judged training.Week, read training.Date) training.Week {
	return max(judged, read.Week().Add(-1))
}

// past tells what became of all suggestions, oldest first. That of this report is
// among them where it is the first of its week, or the first was left out or muted.
func (s *Season) past(now training.Suggestion, made bool) []Advised {
	var all []Advised
	for _, p := range s.advice.advised {
		switch {
		case !made || p.Week != now.Week:
		case p.Fix != now.Fix && s.givesWay(p):
			continue // now takes its place
		default:
			made = false // p stands
		}
		all = append(all, s.advised(p))
	}
	if made {
		all = append(all, Advised{Suggestion: now, Answer: training.CantTell, Open: true})
	}
	return all
}

// givesWay reports whether another suggestion of its week takes the place of one: the
// runner left it out or muted it.
func (s *Season) givesWay(p training.Suggestion) bool {
	answer, said := s.advice.saidOf(p)
	return said && answer == training.NotTried || s.mutedSince(p)
}

// mutedSince reports whether the runner has muted what a suggestion was about.
func (s *Season) mutedSince(p training.Suggestion) bool {
	return muted(s.Profile, p.Fix) || muted(s.Profile, p.Rule)
}

// advised tells what became of a suggestion so far.
func (s *Season) advised(p training.Suggestion) Advised {
	_, said := s.advice.saidOf(p)
	a := Advised{Suggestion: p, Answer: s.answer(p)}
	a.Open = a.Answer != training.Tried && !said && s.mayTry(p)
	return a
}

// mayTry reports whether a suggestion can still be taken up.
func (s *Season) mayTry(p training.Suggestion) bool { return s.read < readOn(p)+tryDays }
