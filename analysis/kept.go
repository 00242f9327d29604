package analysis

import (
	"slices"
	"time"

	"secondwind/internal/training"
)

// The last weeks are held against the habit of those before them.
const (
	// habitTested are tested against the habitBaseline weeks before them. Four
	// weeks: one miss is chance, and after a month a habit is going (science B.1).
	habitTested   = 4
	habitBaseline = 8
	// habitMinBaseline and habitMinTested are what breaks may leave of them.
	habitMinBaseline = 6
	habitMinTested   = 3
	// excusedAfterRace days after a race a miss is rest; after one to come down from,
	// recoveryDays.
	excusedAfterRace = 7
)

// keptDay is how a habitual weekday fared in the weeks tested.
type keptDay struct {
	day    time.Weekday
	kept   int     // weeks in which it was kept or moved, or missed without being lighter
	tested int     // weeks that are not excused
	chance float64 // of so few kept, if the habit still held
	usual  HabitDay
}

// habitTest is the comparison of the last weeks with the baseline.
type habitTest struct {
	baseline     []Week
	tested       []Week
	habit        Habit
	days         []keptDay // the habitual weekdays, Monday first
	worst        int       // index of the least likely one with enough weeks tested; -1 for none
	testedOf     int       // tested weeks without a break
	approx       bool      // some local times are approximate
	baselineFrom training.Date
}

// testHabit compares the last complete weeks with the habit of those before.
func (s *Season) testHabit() habitTest {
	weeks := s.Weeks(s.LastWeek(), habitBaseline+habitTested)
	t := habitTest{baseline: weeks[:habitBaseline], tested: weeks[habitBaseline:], baselineFrom: weeks[0].Week.Monday(), worst: -1}
	t.habit = s.Habit(t.baseline)
	for _, w := range weeks {
		t.approx = t.approx || slices.ContainsFunc(w.Counting, func(x *Session) bool { return x.Approx })
	}
	for _, w := range t.tested {
		t.testedOf += count(!w.Break)
	}
	kept := s.matchHabit(t)
	for i := range 7 {
		day := weekdayOf(i)
		if !t.habit.Usual(day) {
			continue
		}
		d := keptDay{day: day, usual: t.habit.Days[i]}
		for w, week := range t.tested {
			date := week.Week.Monday() + training.Date(i)
			if week.Break || s.racedBefore(date) {
				continue
			}
			d.tested++
			lighter := float64(week.RunDays) < t.habit.RunDays
			d.kept += count(kept[w][i] || !lighter)
		}
		p := float64(d.usual.Kept+1) / float64(t.habit.Weeks+2)
		d.chance = binomialAtMost(d.kept, d.tested, p)
		t.days = append(t.days, d)
		if d.tested >= habitMinTested && (t.worst < 0 || d.chance < t.days[t.worst].chance) {
			t.worst = len(t.days) - 1
		}
	}
	return t
}

// matchHabit tells which habitual days of the tested weeks had a run, on the day
// or moved by one. A run stands in for one missed day alone, and only if it is
// not itself a habitual one.
func (s *Season) matchHabit(t habitTest) [habitTested][7]bool {
	var kept [habitTested][7]bool
	first, last := t.tested[0].Week.Monday(), t.tested[habitTested-1].Week.Sunday()
	free := map[training.Date]bool{}
	for _, x := range Counting(s.Between(first-1, last+1)) {
		i, w := mondayFirst(x.Date.Weekday()), int(x.Date-first)/7
		onHabit := x.Date >= first && x.Date <= last && t.habit.Usual(x.Date.Weekday()) && !x.DayUncertain()
		if onHabit && !kept[w][i] {
			kept[w][i] = true
		} else if !t.habit.Usual(x.Date.Weekday()) {
			free[x.Date] = true
		}
	}
	for w := range kept {
		for i := range kept[w] {
			if kept[w][i] || !t.habit.Usual(weekdayOf(i)) {
				continue
			}
			date := first + training.Date(7*w+i)
			for _, near := range []training.Date{date - 1, date + 1} {
				if free[near] {
					kept[w][i], free[near] = true, false
					break
				}
			}
		}
	}
	return kept
}

// racedBefore reports whether a race-like effort in the days before excuses a day.
func (s *Season) racedBefore(day training.Date) bool {
	return len(raceLike(s.Between(day-excusedAfterRace, day-1))) > 0 ||
		slices.ContainsFunc(raceLike(s.Between(day-recoveryDays, day-1)), s.bigRace)
}
