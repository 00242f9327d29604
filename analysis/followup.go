package analysis

import (
	"strings"

	"secondwind/internal/training"
)

// lastTime tells what became of the newest suggestion.
func (s *Season) lastTime(past []training.Suggestion) *FollowUp {
	for i := len(past) - 1; i >= 0; i-- {
		p := past[i]
		fix, known := findFix(p.Fix)
		rule, knownRule := findRule(p.Rule)
		if !known || !knownRule {
			continue
		}
		f := &FollowUp{Suggestion: p, Answer: s.answer(p)}
		_, number := p.Week.Number()
		f.Text = training.Say("Week {} suggested: "+strings.ToLower(fix.Title[:1])+fix.Title[1:]+". "+answerWords[f.Answer],
			training.Numeral(number))
		if before, after, comparable := s.thenAndNow(rule, p); comparable && rule.Kind == Rut {
			f.Moved = training.Say(rule.Headline.Name+": {} then, {} now.", before.Measures[0].Value, after.Measures[0].Value)
		}
		return f
	}
	return nil
}

// answerWords are how a report says whether a suggestion was taken up.
var answerWords = map[training.Answer]string{
	training.Tried:    "You tried it.",
	training.NotTried: "By your files you have not tried it yet. It keeps.",
	training.CantTell: "Your files cannot tell whether you did, or not yet.",
}

// answer returns what the runner said of a suggestion, else what the runs since
// tell.
func (s *Season) answer(p training.Suggestion) training.Answer {
	if said, ok := s.saidOf(p); ok {
		return said
	}
	fix, known := findFix(p.Fix)
	if !known {
		return training.CantTell
	}
	return fix.Tried(Plan{Fix: p.Fix, Params: p.Params}, s.whenRead(p), s)
}

// saidOf returns what the runner said of a suggestion, the newest of it: from the day
// on which it was read, for as long as it has to be taken up.
func (s *Season) saidOf(p training.Suggestion) (answer training.Answer, ok bool) {
	read := max(p.Read, p.Week.Sunday())
	for _, said := range s.said {
		if said.Fix == p.Fix && said.Day >= read && said.Day <= min(s.read, read+tryDays) {
			answer, ok = said.Answer, true
		}
	}
	return answer, ok
}

// whenRead returns the season as it stood when a suggestion was read.
func (s *Season) whenRead(p training.Suggestion) *Season { return s.AsOf(max(p.Read, p.Week.Sunday())) }

// thenAndNow returns what a rule finds of a suggestion's subject as of the week
// that it judged and now, both worked out by today's code, and whether the two
// can be compared.
func (s *Season) thenAndNow(r Rule, p training.Suggestion) (before, after Verdict, comparable bool) {
	before, after = s.AsOf(p.Week.Sunday()).rawAbout(r, p.Subject), s.rawAbout(r, p.Subject)
	comparable = before.Outcome != NotEnoughData && after.Outcome != NotEnoughData &&
		before.Measures[0].Name == after.Measures[0].Name
	return before, after, comparable
}

// helped reports whether the rule's headline measure is better now than when a
// suggestion was made, both worked out by today's code.
func (s *Season) helped(p training.Suggestion) bool {
	rule, known := findRule(p.Rule)
	if !known {
		return false
	}
	before, after, comparable := s.thenAndNow(rule, p)
	return comparable && rule.Headline.better(after.Headline, before.Headline)
}
