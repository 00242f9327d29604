package analysis

import (
	"math"
	"strconv"
	"time"

	"secondwind/internal/training"
)

var maintenanceRun = Fix{
	Name:        "maintenance-run",
	Title:       "Run short and steady, twice a week",
	From:        []Article{Article3M},
	Effort:      Little,
	Personalise: personaliseMaintenanceRun,
	Tried:       triedMaintenanceRun,
}

const (
	// Two runs of holdLeast each hold endurance for weeks, if they make up
	// holdShare of the usual time (science I: Hickson 1982, Spiering 2021).
	holdRuns  = 2
	holdLeast = 20 * time.Minute
	holdStep  = 5 * time.Minute
	holdShare = 0.34
)

func personaliseMaintenanceRun(s *Season, _ Verdict) (Plan, Missing) {
	each := s.holdEach()
	plan := Plan{
		Params: []training.Param{
			{Name: "week", Value: s.planWeek().String()},
			{Name: "minutes", Value: strconv.Itoa(int(each.Minutes()))},
		},
		Tiny:  training.Say("Ten minutes on one of the two days."),
		Check: training.Say("Two runs and {} of running in all by {}. The next report reads them from your files.", training.Duration(holdRuns*each), s.planEnds()),
		Short: training.Say("run {} twice in the week, short and steady", training.Duration(each)),
	}
	h := s.habitWhileRunning()
	first, okFirst := h.Best()
	second, okSecond := h.Best(first, weekdayOf(mondayFirst(first)+1), weekdayOf(mondayFirst(first)+6))
	when, slots := "If the week has two free half-hours, then run {} easy minutes in each", []training.Slot{training.Numeral(each.Minutes())}
	if okFirst && okSecond {
		if mondayFirst(second) < mondayFirst(first) {
			first, second = second, first
		}
		when = "If it is {} or {}, then run {} easy minutes"
		slots = append([]training.Slot{training.Weekday(first), training.Weekday(second)}, slots...)
	}
	pace, known := s.easyPace()
	if !known {
		plan.Text = training.Say(when+".", slots...)
		return plan, Missing{What: training.Say("your easy pace")}
	}
	plan.Text = training.Say(when+", at about {}. Two such runs make the week.", append(slots, pace)...)
	return plan, Missing{}
}

// holdEach returns how long each of the runs is that hold what there is.
func (s *Season) holdEach() time.Duration {
	var usual []time.Duration
	for _, w := range s.Weeks(s.LastWeek(), habitBaseline+habitTested)[:habitBaseline] {
		if w.Moving > 0 && !w.Break {
			usual = append(usual, w.Moving)
		}
	}
	share := time.Duration(holdShare / holdRuns * median(usual))
	steps := math.Ceil(float64(max(share, holdLeast)) / float64(holdStep))
	return time.Duration(steps) * holdStep
}

// easyPace returns the median pace of the last weeks without hard sessions.
func (s *Season) easyPace() (training.Pace, bool) {
	var paces []float64
	for _, x := range Counting(s.LastDays(habitMinDays)) {
		if speed := x.Speed(); speed > 0 && !x.Hard() {
			paces = append(paces, 1/speed)
		}
	}
	return training.Pace(median(paces)), len(paces) > 0
}

func triedMaintenanceRun(plan Plan, _, after *Season) training.Answer {
	week, errWeek := training.ParseWeek(plan.Param("week"))
	minutes, errMinutes := strconv.Atoi(plan.Param("minutes"))
	if errWeek != nil || errMinutes != nil || after.LastWeek() < week {
		return training.CantTell
	}
	switch w := after.week(week); {
	case len(w.Sessions) == 0:
		return training.CantTell
	case len(w.Counting) >= holdRuns && w.Moving >= holdRuns*time.Duration(minutes)*time.Minute:
		return training.Tried
	default:
		return training.NotTried
	}
}
