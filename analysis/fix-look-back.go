package analysis

import (
	"cmp"
	"slices"

	"secondwind/internal/training"
)

var lookBack = Fix{
	Name:        "look-back",
	Title:       "Look back at what you could not do before",
	From:        []Article{ArticleLose},
	Effort:      Little,
	Suits:       training.Intrinsic,
	Personalise: personaliseLookBack,
	Tried:       func(Plan, *Season, *Season) training.Answer { return training.Tried },
}

// first5K is the distance whose first run is worth remembering.
const first5K = 5000

func personaliseLookBack(s *Season, _ Verdict) (Plan, Missing) {
	counting := Counting(s.Sessions)
	if len(counting) == 0 {
		return Plan{}, Missing{Aside: true, What: training.Say("a run")}
	}
	first := counting[0]
	longest := slices.MaxFunc(counting, func(a, b *Session) int { return cmp.Compare(a.DistanceM, b.DistanceM) })
	plan := Plan{
		Params: []training.Param{{Name: "run", Value: longest.ID}},
		Text: training.Say("Before your next run, look back for a minute: your first recorded run was {} on {}, your longest so far {} on {}.",
			training.Distance(first.DistanceM), training.Day(first.Date), training.Distance(longest.DistanceM), training.Day(longest.Date)),
		Tiny:  training.Say("Tell one person the number that pleases you most."),
		Check: training.Say("Nothing to measure. It has worked if you smiled."),
		Short: training.Say("look back: your first recorded run was {}, your longest is {}", training.Distance(first.DistanceM), training.Distance(longest.DistanceM)),
	}
	if day, hour, ok := s.usualSlot(); ok {
		plan.Text.Form = "If it is {} at {}, then before you set off, look back for a minute: your first recorded run was {} on {}, your longest so far {} on {}."
		plan.Text.Slots = append([]training.Slot{training.Weekday(day), hour}, plan.Text.Slots...)
	}
	if i := slices.IndexFunc(counting, func(x *Session) bool { return x.DistanceM >= first5K }); i > 0 {
		plan.Tiny = training.Say("Think of {}, when you first ran {}.", training.Day(counting[i].Date), training.Distance(first5K))
	}
	return plan, Missing{}
}
