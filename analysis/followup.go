package analysis

import (
	"slices"
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
		f := &FollowUp{Advised: s.advised(p)}
		f.Text = sentences(s.cameBack(p), suggested(fix, f.Report(), reportWeek(now, s.read)))
		if s.mutedSince(p) {
			f.Text = sentences(f.Text, training.Say("You have muted it since, so it rests."))
			return f
		}
		over := ""
		if rule.Kind == Rut {
			before, after, comparable := s.thenAndNow(rule, p)
			f.Moved, over = moved(rule, before, after, comparable), gone(rule, after, comparable)
		}
		f.Text = sentences(f.Text, s.whatBecame(p, f.Answer, over))
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
	return training.Say("You ran again on {}, after {} away. Welcome back.",
		training.Day(back.First), training.Count{N: back.Gap.Days(), One: "day", Many: "days"})
}

// suggested says what was suggested and when: by the week of its report, and how long
// ago that is where there was none since.
func suggested(fix Fix, then, now training.Week) training.Text {
	_, number := then.Number()
	act := strings.ToLower(fix.Title[:1]) + fix.Title[1:]
	if weeks := int(now-then) / 7; weeks > 1 {
		return training.Say("The last report before this one was that of week {}, {} ago. It suggested: "+act+".",
			training.Numeral(number), training.Count{N: weeks, One: "week", Many: "weeks"})
	}
	return training.Say("Week {} suggested: "+act+".", training.Numeral(number))
}

// whatBecame says whether a suggestion was taken up, by whom it is known, and that
// its rut is over where it is.
func (s *Season) whatBecame(p training.Suggestion, answer training.Answer, over string) training.Text {
	_, said := s.advice.saidOf(p)
	open := s.mayTry(p)
	words := ""
	switch {
	case answer == training.Tried && said:
		words = "You did it, as you said."
	case answer == training.Tried:
		words = "You did it."
	case answer == training.NotTried && said:
		words = "You left it out, as you said."
	case answer == training.NotTried && over != "":
		return training.Say("By your files you have not tried it, and " + over + " all the same.")
	case answer == training.NotTried && s.notTriedInRow(p) >= sameFixReports:
		words = "By your files it did not come about. The smaller version counts as well."
	case answer == training.NotTried && open:
		words = "By your files you have not tried it yet. It keeps."
	case answer == training.NotTried:
		words = "By your files it did not come about. Another week may suit it better."
	case len(Counting(s.Between(readOn(p)+1, s.Day))) == 0:
		words = "There is no run since, so your files cannot tell."
	case open:
		words = "Your files cannot tell whether you did, or not yet. If you did, say so and it counts."
	default:
		words = "Your files cannot tell whether you did."
	}
	if over != "" {
		words += " " + strings.ToUpper(over[:1]) + over[1:] + "."
	}
	return training.Say(words)
}

// notTriedInRow counts the suggestions up to one of which none was taken up.
func (s *Season) notTriedInRow(p training.Suggestion) int {
	n := 0
	for _, q := range slices.Backward(s.advice.before(p.Week.Add(1))) {
		if s.answer(q) != training.NotTried {
			break
		}
		n++
	}
	return n
}

// gone says that what a suggestion answered is over; empty where it is not, or cannot
// be told.
func gone(r Rule, now Verdict, comparable bool) string {
	switch {
	case !comparable || now.Outcome != Clear:
		return ""
	case r.Name == returnAfterBreak.Name:
		return "the way back is behind you"
	default:
		return "the rut of then is over"
	}
}

// moved says what the headline measure of a rut was then and is now.
func moved(r Rule, then, now Verdict, comparable bool) training.Text {
	if !comparable {
		return training.Say("It cannot be measured both then and now, so nothing is compared.")
	}
	was, is := then.Measures[0].Value, now.Measures[0].Value
	if was == is {
		return training.Say(r.Headline.Name+": {}, then as now.", is)
	}
	return training.Say(r.Headline.Name+": {} then, {} now.", was, is)
}
