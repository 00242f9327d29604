package analysis

import (
	"math"
	"strconv"

	"secondwind/internal/training"
)

var addAMile = Fix{
	Name:        "add-a-mile",
	Title:       "Add a little to one run, once",
	From:        []Article{ArticleSpark},
	Effort:      Some,
	Challenge:   true,
	Personalise: personaliseAddAMile,
	Tried:       triedAddAMile,
}

const (
	// longerCap is how far one run may pass the longest of the 30 days before: up to
	// there studies see no more injuries (science C.1).
	longerCap = 1.10
	monthDays = 30
	// leastMoreM is the least that feels like more (ruts-and-fixes §2).
	leastMoreM = 500
)

// personaliseAddAMile adds up to a mile to the shortest usual run.
func personaliseAddAMile(s *Season, _ Verdict) (Plan, Missing) {
	from, when := s.shortestUsual()
	moreM := math.Floor(min(mileM, longerCap*longestOf(s.LastDays(monthDays))-from)/100) * 100
	if from == 0 || moreM < leastMoreM {
		return Plan{}, Missing{Aside: true, What: training.Say("a short run with room above it")}
	}
	to := training.Distance(from + moreM)
	return Plan{
		Params: []training.Param{
			{Name: "from_m", Value: strconv.Itoa(int(from))},
			{Name: "to_m", Value: strconv.Itoa(int(from + moreM))},
		},
		Text:  when.sayOn("run {} instead of {}, easy all the way. Once is enough, and it goes at most a tenth beyond your longest run of the month.", to, training.Distance(from)),
		Tiny:  training.Say("Add {} to one run.", training.Distance(leastMoreM)),
		Check: training.Say("One run from {} to {} by {}. The next report reads it from your files.", training.Distance(from+leastMoreM), to, s.planEnds()),
		Short: training.Say("make one run of {} into one of {}", training.Distance(from), to),
	}, Missing{}
}

// shortestUsual returns the usual length of the usual weekday with the shortest
// runs, and when that is; without a usual weekday the median run at the usual time.
func (s *Season) shortestUsual() (metres float64, when occasion) {
	h := s.UsualHabit()
	for i := range h.Days {
		day := weekdayOf(i)
		if m := roundLength(h.Days[i].LongM); h.Usual(day) && m > 0 && (metres == 0 || m < metres) {
			metres, when = m, occasion{day, h.Days[i].Clock, true}
		}
	}
	if metres == 0 {
		usual, _, _, _ := s.usualLength()
		return roundLength(usual), s.usualOccasion()
	}
	return metres, when
}

func triedAddAMile(plan Plan, before, after *Season) training.Answer {
	from, errFrom := strconv.ParseFloat(plan.Param("from_m"), 64)
	to, errTo := strconv.ParseFloat(plan.Param("to_m"), 64)
	if errFrom != nil || errTo != nil {
		return training.CantTell
	}
	capM := max(to, longerCap*longestOf(before.LastDays(monthDays)))
	return after.answerFrom(before, func(x *Session) bool {
		return x.DistanceM >= from+leastMoreM && x.DistanceM <= min(capM, from+longerCap*mileM)
	})
}
