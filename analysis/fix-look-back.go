package analysis

import (
	"cmp"
	"slices"
	"strings"

	"secondwind/internal/training"
)

var lookBack = Fix{
	Name:        "look-back",
	Title:       "Look back at what you could not do before",
	From:        []Article{ArticleLose},
	Effort:      Little,
	Suits:       training.Intrinsic,
	Personalise: personaliseLookBack,
	Tried:       untold,
}

// first5K is the distance whose first run is worth remembering (ruts-and-fixes §2).
const first5K = 5000

func personaliseLookBack(s *Season, _ Verdict) (Plan, Missing) {
	m, ok := s.memoryOfTheWeek()
	if !ok || s.HistoryDays() < monthDays { // nobody looks back on last week
		return Plan{}, Missing{Aside: true, What: training.Say("a run of a month ago")}
	}
	return Plan{
		Params: []training.Param{{Name: "memory", Value: m.name}},
		Text:   s.usualOccasion().sayOn("look back for a minute before you set off: "+m.text.Form, m.text.Slots...),
		Tiny:   training.Say("Tell one person the number that pleases you most."),
		Check:  training.Say("Nothing to measure. It has worked if you smiled."),
		Short:  training.Text{Form: "look back: " + strings.TrimSuffix(m.text.Form, "."), Slots: m.text.Slots},
	}, Missing{}
}

// memory is something that the runner once did for the first time, or did best.
type memory struct {
	name string
	text training.Text
}

// memoryOfTheWeek returns another memory each week: the same one is wallpaper after a
// month.
func (s *Season) memoryOfTheWeek() (memory, bool) {
	memories := s.memories()
	if len(memories) == 0 {
		return memory{}, false
	}
	_, week := s.planWeek().Number()
	return memories[week%len(memories)], true
}

// memories returns what there is to look back on, the same ones in the same order
// for the same history.
func (s *Season) memories() []memory {
	runs := slices.DeleteFunc(Counting(s.Sessions), func(x *Session) bool { return x.DistanceM == 0 })
	if len(runs) == 0 {
		return nil
	}
	first := runs[0]
	longest := slices.MaxFunc(runs, func(a, b *Session) int { return cmp.Compare(a.DistanceM, b.DistanceM) })
	all := []memory{{"first", training.Say("your first recorded run was {}, on {}.", training.Distance(first.DistanceM), training.Day(first.Date))}}
	if longest != first {
		all = append(all, memory{"longest", training.Say("your longest run so far was {}, on {}; the first on record was {}.",
			training.Distance(longest.DistanceM), training.Day(longest.Date), training.Distance(first.DistanceM))})
	}
	if i := slices.IndexFunc(runs, func(x *Session) bool { return x.DistanceM >= first5K }); i > 0 {
		all = append(all, memory{"first-5k", training.Say("on {} you first ran {} or more.", training.Day(runs[i].Date), training.Distance(first5K))})
	}
	if month, sumM := bestMonth(runs); training.Date(month) > first.Date {
		all = append(all, memory{"best-month", training.Say("in {} you ran {}, more than in any other month.", month, training.Distance(sumM))})
	}
	if w, exists := s.sameWeekLastYear(); exists && w.DistanceM > 0 {
		all = append(all, memory{"last-year", training.Say("in this week a year ago you ran {} in {}.",
			training.Distance(w.DistanceM), training.Count{N: len(w.Sessions), One: "run", Many: "runs"})})
	}
	return all
}

// bestMonth returns the month with the greatest distance, the first of equals.
// There is at least one run.
func bestMonth(runs []*Session) (training.Month, float64) {
	var best, month training.Month
	var bestM, sumM float64
	for _, x := range runs {
		y, m, _ := x.Date.Time().Date()
		if this := training.Month(training.NewDate(y, m, 1)); this != month {
			month, sumM = this, 0
		}
		if sumM += x.DistanceM; sumM > bestM {
			best, bestM = month, sumM
		}
	}
	return best, bestM
}

// sameWeekLastYear returns the week of the plan as it was a year before.
func (s *Season) sameWeekLastYear() (Week, bool) {
	year, number := s.planWeek().Number()
	w, exists := training.WeekOf(year-1, number)
	return s.week(w), exists
}
