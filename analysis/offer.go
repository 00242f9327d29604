package analysis

import (
	"slices"

	"secondwind/internal/training"
)

// Offer is the one line of the profile that would sharpen the advice most.
type Offer struct {
	Text training.Text // what it is good for; empty: nothing is offered
	Line string        // as it is written into the profile
}

const (
	// offerBreakDays is how long the example of a break is: a holiday.
	offerBreakDays = 14
	// offerBreakWithin is how long a break in the profile shows that the runner tells
	// of them: the weeks in which the rules of habit look for misses.
	offerBreakWithin = 84
	// offerGoalDays is how far ahead the example of a race lies.
	offerGoalDays = 90
)

// offer returns the line that would help most with what was found: one about misses
// where runs are missed, one about races where there is none, one about the heart
// where pace and effort are judged; else what moves the runner, by which fixes are
// chosen.
func (j *Judgement) offer(s *Season) Offer {
	rut := ""
	if j.Headline != nil {
		rut = j.Headline.Rule
	}
	is := func(rules ...Rule) bool {
		return slices.ContainsFunc(rules, func(r Rule) bool { return r.Name == rut })
	}
	p := &s.Profile
	switch {
	case is(lapse, missedWeekdays, fadingFrequency, boomAndBust) && !s.toldBreak():
		return Offer{
			training.Say("Were you ill, hurt or away? With the days in your profile, they are no misses."),
			`breaks = [{ from = ` + (s.Day - offerBreakDays).String() + `, to = ` + (s.Day - 1).String() + `, reason = "holiday" }]`,
		}
	case is(noGoal, plateau, weeklyJump, sessionSpike, noRecoveryWeek) && !p.Goal.OK() && !s.contented():
		return Offer{
			training.Say("Is there a race ahead? With its day in your profile, the weeks before and after it are read as such."),
			`goal = { race = "City 10K", date = ` + (s.read + offerGoalDays).String() + `, distance = "10 km" }`,
		}
	case is(harderThanUsual, onePace) && !p.HeartMaxBPM.OK():
		return Offer{
			training.Say("Do you know your highest heart rate? With it in your profile, easy and hard are told apart by your own heart."),
			`hr_max = 185`,
		}
	case j.Plan != nil && p.Motivation == "":
		return Offer{
			training.Say("What moves you: the run itself, or a goal, a date, a friend who waits? Say intrinsic or extrinsic in your profile, and the fix is chosen by it."),
			`motivation = "` + string(training.Intrinsic) + `"`,
		}
	}
	return Offer{}
}

// toldBreak reports whether the profile has a break of the last weeks.
func (s *Season) toldBreak() bool {
	return slices.ContainsFunc(s.Profile.Breaks, func(b training.Break) bool { return b.To > s.Day-offerBreakWithin && b.From <= s.Day })
}
