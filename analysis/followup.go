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
		before, after := s.AsOf(p.Week.Sunday()).raw(rule), s.raw(rule)
		if before.Outcome != NotEnoughData && after.Outcome != NotEnoughData {
			f.Moved = training.Say(rule.Headline.Name+": {} then, {} now.", before.Measures[0].Value, after.Measures[0].Value)
		}
		return f
	}
	return nil
}

// answerWords are how a report says whether a suggestion was taken up.
var answerWords = map[training.Answer]string{
	training.Tried:    "You tried it.",
	training.NotTried: "By your files it has not come to it yet. It keeps.",
	training.CantTell: "Your files cannot tell whether you did.",
}

// answer returns what the runner said of a suggestion, else what the runs since
// tell.
func (s *Season) answer(p training.Suggestion) training.Answer {
	if p.Said != "" {
		return p.Said
	}
	fix, known := findFix(p.Fix)
	if !known {
		return training.CantTell
	}
	return fix.Tried(Plan{Fix: p.Fix, Params: p.Params}, s.AsOf(p.Week.Sunday()), s)
}

// helped reports whether the rule's headline measure is better now than when a
// suggestion was made, both worked out by today's code.
func (s *Season) helped(p training.Suggestion) bool {
	rule, known := findRule(p.Rule)
	if !known {
		return false
	}
	before, after := s.AsOf(p.Week.Sunday()).raw(rule), s.raw(rule)
	if before.Outcome == NotEnoughData || after.Outcome == NotEnoughData {
		return false
	}
	if rule.Headline.LowerBetter {
		return after.Headline < before.Headline
	}
	return after.Headline > before.Headline
}
