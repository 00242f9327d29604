package analysis

import (
	"strings"

	"secondwind/internal/training"
)

// lastTime tells what became of the newest suggestion before a week.
func (s *Season) lastTime(past []training.Suggestion, now training.Week) *FollowUp {
	for i := len(past) - 1; i >= 0; i-- {
		p := past[i]
		fix, known := findFix(p.Fix)
		rule, knownRule := findRule(p.Rule)
		if !known || !knownRule {
			continue
		}
		f := &FollowUp{Suggestion: p, Answer: s.answer(p)}
		f.Text = sentences(s.cameBack(p), suggested(fix, p, now))
		if muted(s.Profile, p.Fix) || muted(s.Profile, p.Rule) {
			f.Text = sentences(f.Text, training.Say("You have muted it since, so it rests."))
			return f
		}
		before, after, comparable := s.thenAndNow(rule, p)
		f.Text = sentences(f.Text, s.whatBecame(p, f.Answer))
		if rule.Kind == Rut {
			f.Text = sentences(f.Text, gone(rule, after, comparable))
			f.Moved = moved(rule, before, after, comparable)
		}
		return f
	}
	return nil
}

// sentences joins texts; empty ones leave no trace.
func sentences(texts ...training.Text) training.Text {
	var all training.Text
	for _, t := range texts {
		if !t.Empty() && !all.Empty() {
			all.Form += " "
		}
		all.Form += t.Form
		all.Slots = append(all.Slots, t.Slots...)
	}
	return all
}

// cameBack praises a return that began after a suggestion was read; it comes before
// all else (ruts-and-fixes §3.6).
func (s *Season) cameBack(p training.Suggestion) training.Text {
	back, ok := s.LatestReturn()
	if !ok || back.First <= readOn(p) {
		return training.Text{}
	}
	return training.Say("You ran again on {}, after {} without a run. That is the hardest step, and it is done.",
		training.Day(back.First), training.Count{N: back.Gap.Days() - 1, One: "day", Many: "days"})
}

// suggested says what was suggested and when: by the week of the report, and how long
// ago that is where there was none since.
func suggested(fix Fix, p training.Suggestion, now training.Week) training.Text {
	_, number := p.Week.Number()
	act := strings.ToLower(fix.Title[:1]) + fix.Title[1:]
	if weeks := int(now-p.Week) / 7; weeks > 1 {
		return training.Say("The last report before this one was that of week {}, {} ago. It suggested: "+act+".",
			training.Numeral(number), training.Count{N: weeks, One: "week", Many: "weeks"})
	}
	return training.Say("Week {} suggested: "+act+".", training.Numeral(number))
}

// whatBecame says whether a suggestion was taken up, by whom it is known.
func (s *Season) whatBecame(p training.Suggestion, answer training.Answer) training.Text {
	_, said := s.advice.saidOf(p)
	open := s.read < readOn(p)+tryDays
	switch {
	case answer == training.Tried && said:
		return training.Say("You did it, as you said.")
	case answer == training.Tried:
		return training.Say("You tried it.")
	case answer == training.NotTried && said:
		return training.Say("You left it out, as you said.")
	case answer == training.NotTried && open:
		return training.Say("By your files you have not tried it yet. It keeps.")
	case answer == training.NotTried:
		return training.Say("By your files it did not come about. Another week may suit it better.")
	case len(Counting(s.Between(readOn(p)+1, s.Day))) == 0:
		return training.Say("There is no run since, so your files cannot tell.")
	case open:
		return training.Say("Your files cannot tell whether you did, or not yet. If you did, say so and it counts.")
	default:
		return training.Say("Your files cannot tell whether you did.")
	}
}

// gone says that what a suggestion answered is over.
func gone(r Rule, now Verdict, comparable bool) training.Text {
	switch {
	case !comparable || now.Outcome != Clear:
		return training.Text{}
	case r.Name == returnAfterBreak.Name:
		return training.Say("The way back is behind you.")
	default:
		return training.Say("The rut of then is not there any more.")
	}
}

// moved says what the headline measure of a rut was then and is now.
func moved(r Rule, then, now Verdict, comparable bool) training.Text {
	if !comparable {
		return training.Say("What it was about cannot be compared: there is too little data, then or now.")
	}
	was, is := then.Measures[0].Value, now.Measures[0].Value
	if was == is {
		return training.Say(r.Headline.Name+": {}, then as now.", is)
	}
	return training.Say(r.Headline.Name+": {} then, {} now.", was, is)
}
