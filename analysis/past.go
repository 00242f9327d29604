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
func (a Advised) Report() training.Week { return max(a.Week, a.Read.Week().Add(-1)) }

// past tells what became of all suggestions, oldest first. That of this report is
// among them where it is the first of its week, or the first was left out.
func (s *Season) past(now training.Suggestion, made bool) []Advised {
	var all []Advised
	for _, p := range s.advice.advised {
		answer, said := s.advice.saidOf(p)
		switch {
		case !made || p.Week != now.Week:
		case said && answer == training.NotTried && p.Fix != now.Fix:
			continue // now takes its place
		default:
			made = false // p stands
		}
		a := Advised{Suggestion: p, Answer: s.answer(p)}
		a.Open = a.Answer != training.Tried && !said && s.mayTry(p)
		all = append(all, a)
	}
	if made {
		all = append(all, Advised{Suggestion: now, Answer: training.CantTell, Open: true})
	}
	return all
}

// mayTry reports whether a suggestion can still be taken up.
func (s *Season) mayTry(p training.Suggestion) bool { return s.read < readOn(p)+tryDays }
