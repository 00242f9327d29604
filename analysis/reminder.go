package analysis

import (
	"slices"

	"secondwind/internal/training"
)

const (
	// rewardNearDays before a milestone its treat comes to mind (ours).
	rewardNearDays = 28
	// freshReturnDays after the first run back the reason of the break is named before
	// all else: a report falls into them.
	freshReturnDays = 7
	// goalInDays is how near a race is counted down in days.
	goalInDays = 14
)

// reminder returns the one line of what the profile holds that helps here: another
// kind of line each week, and another line of the kind when it comes round again, so
// that none turns into wallpaper. It is empty where the profile holds nothing, and
// beside a lapse that has been told, to which nothing is added.
func (j *Judgement) reminder(s *Season, past []training.Suggestion) training.Text {
	if s.toldLapse(j.rut(), past) {
		return training.Text{}
	}
	reason, fresh := s.brokenOffFor()
	if fresh {
		return reason
	}
	var kinds [][]training.Text
	for _, kind := range [][]training.Text{j.whyLines(s), j.gratitudeLines(s), j.rewardLines(s), s.goalLines(), filled(reason), noteLines(s)} {
		if len(kind) > 0 {
			kinds = append(kinds, kind)
		}
	}
	if len(kinds) == 0 {
		return training.Text{}
	}
	// Weeks since 1970, so that a new year does not begin anew; none before it.
	turn := max(0, int(j.Week)/7)
	kind := kinds[turn%len(kinds)]
	return kind[turn/len(kinds)%len(kind)]
}

// filled returns a text as lines: none where it is empty.
func filled(t training.Text) []training.Text {
	if t.Empty() {
		return nil
	}
	return []training.Text{t}
}

// rut returns the name of the main rut; empty without one.
func (j *Judgement) rut() string {
	if j.Headline == nil {
		return ""
	}
	return j.Headline.Rule
}

// aboutDrive reports whether the main rut is one of the wish to run, of which no file
// knows the reason.
func (j *Judgement) aboutDrive() bool {
	return slices.Contains([]string{
		returnAfterBreak.Name, afterTheRace.Name, lapse.Name, missedWeekdays.Name, fadingFrequency.Name, noGoal.Name,
	}, j.rut())
}

// advises reports whether the plan is a fix: what it quotes itself needs no reminder.
func (j *Judgement) advises(f Fix) bool { return j.Plan != nil && j.Plan.Fix == f.Name }

func (j *Judgement) whyLines(s *Season) []training.Text {
	n := len(s.Profile.Why)
	if n == 0 || !j.aboutDrive() || j.advises(fiveWhys) {
		return nil
	}
	return []training.Text{training.Say("You once wrote why you run: “{}”.", training.Literal(s.Profile.Why[n-1]))}
}

func (j *Judgement) gratitudeLines(s *Season) []training.Text {
	if !j.aboutDrive() || j.advises(gratitudeList) {
		return nil
	}
	return saidOfEach("You once wrote what running has given you: “{}”.", s.Profile.Gratitude)
}

// rewardLines match the next milestone that running reaches with the runner's treats.
func (j *Judgement) rewardLines(s *Season) []training.Text {
	i := slices.IndexFunc(j.Milestones, func(m Milestone) bool { return !m.Dated })
	if i < 0 || j.advises(reward) {
		return nil
	}
	next := j.Milestones[i]
	if next.Day > s.read+rewardNearDays {
		return nil
	}
	var lines []training.Text
	for _, r := range s.Profile.Rewards {
		lines = append(lines, join(sentence(next.Title), training.Say(" is near: "), next.Left, training.Say(". Your profile has a treat for such a day: “{}”.", training.Literal(r))))
	}
	return lines
}

// goalLines count down to the race ahead.
func (s *Season) goalLines() []training.Text {
	goal, ok := s.goalAhead().Get()
	if !ok {
		return nil
	}
	away := goal.Date - s.read
	if away == 0 {
		return []training.Text{join(sentence(raceName(goal)), training.Say(" is today."))}
	}
	return []training.Text{join(sentence(raceName(goal)), training.Say(" is {} away, on {}.", awayFrom(away), training.Day(goal.Date)))}
}

// raceName names a race of the profile in the middle of a sentence.
func raceName(r training.Race) training.Text {
	name := training.Say("your race")
	if r.Name != "" {
		name = training.Say("“{}”", training.Literal(r.Name))
	}
	if r.DistanceM > 0 {
		name = join(name, training.Say(", {},", training.Distance(r.DistanceM)))
	}
	return name
}

// awayFrom counts days ahead, to the nearest week where there are many.
func awayFrom(days training.Date) training.Count {
	if days < goalInDays {
		return dayCount(float64(days))
	}
	return training.Count{N: int(days+3) / 7, One: "week", Many: "weeks"}
}

// brokenOffFor names, in a return after a break of the profile, what the break was for.
// fresh reports whether the first run back was in the last days.
func (s *Season) brokenOffFor() (reason training.Text, fresh bool) {
	if !s.Returning() {
		return training.Text{}, false
	}
	back, _ := s.LatestReturn()
	b, ok := s.breakIn(back.Gap)
	if !ok || b.Reason == "" {
		return training.Text{}, false
	}
	return training.Say("Your profile says what the break was for: “{}”. Coming back from it is what counts now.", training.Literal(b.Reason)),
		s.read-back.First < freshReturnDays
}

func noteLines(s *Season) []training.Text {
	return saidOfEach("A note of yours: “{}”.", s.Profile.Notes)
}

// saidOfEach puts each of the runner's own lines into a sentence.
func saidOfEach(form string, written []string) []training.Text {
	var lines []training.Text
	for _, w := range written {
		lines = append(lines, training.Say(form, training.Literal(w)))
	}
	return lines
}
