package analysis

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"secondwind/internal/training"
)

// Milestone is a round number ahead.
type Milestone struct {
	ID    string        // stable: "runs-300", "distance-2000km"
	Title training.Text // "{} on record": what is reached, to begin a line with or to stand in one
	Left  training.Text // how far it is: "{} to go"
	Day   training.Date // on which it falls at the present rate
	// Dated is true where the day comes by the calendar and not by running.
	Dated bool
}

const (
	// milestoneWeeks is how far ahead a milestone is told: beyond half a year the
	// present rate says little (ours).
	milestoneWeeks = 26
	// mostMilestones are told: a list to look forward to, not one to work off (ours).
	mostMilestones = 5
	// rateMinWeeks without a break show a rate: a median of fewer is chance (ours).
	rateMinWeeks = 4
)

// ahead is a milestone with the sum that reaches it.
type ahead struct {
	Milestone
	target float64 // of that part of a tally which the id names; 0 where the milestone is dated
}

// milestones returns what lies ahead at the present rate, the next first.
func (s *Season) milestones() []Milestone {
	var all []Milestone
	for _, a := range s.ahead() {
		all = append(all, a.Milestone)
	}
	return all
}

// ahead returns the milestones ahead, the next first. There is no present rate in a
// silence or a break, and on the way back from one the goals are open (report-and-cli
// §5): then there are none.
func (s *Season) ahead() []ahead {
	if len(Counting(s.Sessions)) == 0 || s.silentDays() >= longBreakDays || s.onBreakNow() || s.Returning() {
		return nil
	}
	week, running := s.usualWeek()
	if !running {
		return nil
	}
	var all []ahead
	for _, r := range append(s.roundNumbers(week), s.firstsAhead()...) {
		if day, ok := s.fallsOn(r.target-r.sum, r.weekly); ok && day <= r.latest {
			all = append(all, ahead{Milestone{ID: r.id, Title: r.title, Left: r.left, Day: day}, r.target})
		}
	}
	if m := s.nextAnniversary(); m.Day <= s.lastAhead() {
		all = append(all, ahead{Milestone: m})
	}
	slices.SortStableFunc(all, func(a, b ahead) int { return cmp.Compare(a.Day, b.Day) })
	return all[:min(len(all), mostMilestones)]
}

// lastAhead returns the last day on which a milestone ahead may fall.
func (s *Season) lastAhead() training.Date { return s.read + 7*milestoneWeeks }

// tally is what runs add up to.
type tally struct {
	runs, weeks      float64 // weeks: those with a run
	hours            float64 // moving
	distanceM, yearM float64 // in all, and in one year of the calendar
	longestM         float64
}

// tally adds up all runs, and those of a year. Distance and time are those of every
// session, as in the total of the good news.
func (s *Season) tally(year int) tally {
	t := tally{longestM: longestOf(s.Sessions)}
	var last training.Week // that of no run: a week is known by its Monday, and day 0 was a Thursday
	for i := range s.Sessions {
		x := &s.Sessions[i]
		t.distanceM += x.DistanceM
		t.hours += x.Moving.Hours()
		if x.Date.Time().Year() == year {
			t.yearM += x.DistanceM
		}
		if !x.Counts() {
			continue
		}
		t.runs++
		if w := x.Date.Week(); w != last {
			t.weeks, last = t.weeks+1, w
		}
	}
	return t
}

// of returns the part of a tally that the id of a milestone names by its first word;
// ok is false for one that no run reaches.
func (t tally) of(id string) (sum float64, ok bool) {
	word, _, _ := strings.Cut(id, "-")
	switch word {
	case "runs":
		return t.runs, true
	case "weeks":
		return t.weeks, true
	case "hours":
		return t.hours, true
	case "distance":
		return t.distanceM, true
	case "year":
		return t.yearM, true
	case "first":
		return t.longestM, true
	}
	return 0, false
}

// usualWeek returns what a week adds at the present rate: the middle one of the last
// complete weeks without a break, so that one race or one week off does not move a
// date. running is false where it adds no run or too few weeks are known.
func (s *Season) usualWeek() (week tally, running bool) {
	weeks := slices.DeleteFunc(s.knownWeeks(replayWeeks), func(w Week) bool { return w.Break })
	weeks = weeks[max(0, len(weeks)-usualWeeks):]
	if len(weeks) < rateMinWeeks {
		return tally{}, false
	}
	var runs, hours, metres []float64
	for _, w := range weeks {
		runs = append(runs, float64(len(w.Counting)))
		hours = append(hours, w.Moving.Hours())
		metres = append(metres, w.DistanceM)
		week.weeks += float64(count(len(w.Counting) > 0))
	}
	week.weeks /= float64(len(weeks)) // of yes and no there is no middle
	week.runs, week.hours, week.distanceM = median(runs), median(hours), median(metres)
	return week, week.runs > 0
}

// roundNumber is a number that a sum will pass.
type roundNumber struct {
	id          string
	title, left training.Text
	target, sum float64
	weekly      float64       // what a week adds
	latest      training.Date // on which it may still be passed
}

// roundNumbers returns the next round number of each sum. The year's distance has none
// of its own in the year of the first run, in which it is the whole distance.
func (s *Season) roundNumbers(week tally) []roundNumber {
	year := s.read.Time().Year()
	now, last := s.tally(year), s.lastAhead()
	runs, weeks, hours := nextCount(now.runs), nextCount(now.weeks), nextCount(now.hours)
	km, yearKm := nextKm(now.distanceM), nextKm(now.yearM)
	all := []roundNumber{
		{
			id: "runs-" + strconv.Itoa(runs), title: training.Say("{} on record", training.Count{N: runs, One: "run", Many: "runs"}),
			left:   training.Say("{} to go", training.Count{N: runs - int(now.runs), One: "run", Many: "runs"}),
			target: float64(runs), sum: now.runs, weekly: week.runs, latest: last,
		},
		{
			id: "distance-" + strconv.Itoa(km) + "km", title: training.Say("{} on record", training.Distance(km*1000)),
			left:   training.Say("{} to go", roundedUp(float64(km*1000)-now.distanceM)),
			target: float64(km * 1000), sum: now.distanceM, weekly: week.distanceM, latest: last,
		},
		{
			id: "hours-" + strconv.Itoa(hours), title: training.Say("{} of running", training.Count{N: hours, One: "hour", Many: "hours"}),
			left:   training.Say("{} to go", training.Duration(math.Ceil(60*(float64(hours)-now.hours))*float64(time.Minute))),
			target: float64(hours), sum: now.hours, weekly: week.hours, latest: last,
		},
		{
			id: "weeks-" + strconv.Itoa(weeks), title: training.Say("{} with a run", training.Count{N: weeks, One: "week", Many: "weeks"}),
			left:   training.Say("{} to go", training.Count{N: weeks - int(now.weeks), One: "week", Many: "weeks"}),
			target: float64(weeks), sum: now.weeks, weekly: week.weeks, latest: last,
		},
	}
	if s.Sessions[0].Date.Time().Year() < year {
		all = append(all, roundNumber{
			id: "year-" + strconv.Itoa(year) + "-" + strconv.Itoa(yearKm) + "km", title: training.Say("{} in {}", training.Distance(yearKm*1000), training.Year(year)),
			left:   training.Say("{} to go", roundedUp(float64(yearKm*1000)-now.yearM)),
			target: float64(yearKm * 1000), sum: now.yearM, weekly: week.distanceM, latest: min(last, training.NewDate(year, time.December, 31)),
		})
	}
	return all
}

// firstsAhead returns the next distance that has not been covered, where the longest
// run of the month is within one step of it and grows. While there is too much running
// no distance is told: it would ask for more.
func (s *Season) firstsAhead() []roundNumber {
	longest := longestOf(s.Sessions)
	recent := longestOf(s.LastDays(monthDays))
	before := longestOf(s.Between(s.Day-2*monthDays+1, s.Day-monthDays))
	for _, m := range slices.Backward(bestDistances) {
		if m < first5K || m <= longest {
			continue
		}
		if load, _ := s.loaded(); load || longerCap*recent < m {
			return nil
		}
		return []roundNumber{{
			id: "first-" + training.Distance(m).String(), title: training.Say("{} in one run", training.Distance(m)),
			left:   training.Say("{} beyond your longest run so far", roundedUp(m-longest)),
			target: m, sum: recent, weekly: 7 * (recent - before) / monthDays, latest: s.lastAhead(),
		}}
	}
	return nil
}

// nextCount returns the first round count above a sum.
func nextCount(sum float64) int {
	n := int(sum) + 1
	for !isMilestone(n) {
		n++
	}
	return n
}

// nextKm returns the first round total of kilometres above a distance.
func nextKm(m float64) int {
	km := int(m / 1000)
	for _, k := range milestoneKm {
		if k > km {
			return k
		}
	}
	return (km/1000 + 1) * 1000
}

// roundedUp is a distance to go: to the next hundred metres, so that it is never none.
func roundedUp(m float64) training.Distance { return training.Distance(math.Ceil(m/100) * 100) }

// fallsOn returns the day on which a sum has grown by what is left, when each week adds
// as much as now. Days of a break in the profile add nothing. ok is false beyond the
// last day on which a milestone is told.
func (s *Season) fallsOn(left, weekly float64) (day training.Date, ok bool) {
	if weekly <= 0 || 7*left/weekly > 7*milestoneWeeks {
		return 0, false
	}
	day = s.read
	for days := int(math.Ceil(7 * left / weekly)); days > 0; days -= count(!s.OnBreak(day)) {
		if day++; day > s.lastAhead() {
			return 0, false
		}
	}
	return day, true
}

// nextAnniversary returns the next anniversary of the first recorded run; that of
// 29 February falls on 1 March in other years.
func (s *Season) nextAnniversary() Milestone {
	first := s.Sessions[0].Date.Time()
	years := s.read.Time().Year() - first.Year()
	on := func(years int) training.Date { return training.DateOf(first.AddDate(years, 0, 0)) }
	if on(years) <= s.read {
		years++
	}
	return Milestone{
		ID:    "anniversary-" + strconv.Itoa(years),
		Title: training.Say("{} since your first recorded run", training.Count{N: years, One: "year", Many: "years"}),
		Left:  training.Say("{} to go", training.Count{N: int(on(years) - s.read), One: "day", Many: "days"}),
		Day:   on(years), Dated: true,
	}
}

// nextEarned returns the next milestone that running reaches, and whether there is one.
func (s *Season) nextEarned() (ahead, bool) {
	all := s.ahead()
	i := slices.IndexFunc(all, func(a ahead) bool { return !a.Dated })
	if i < 0 {
		return ahead{}, false
	}
	return all[i], true
}

// sayIn returns a text whose first place stands for the title of the milestone.
func (m Milestone) sayIn(form string, slots ...training.Slot) training.Text {
	before, after, _ := strings.Cut(form, "{}")
	return training.Text{Form: before + m.Title.Form + after, Slots: slices.Concat(m.Title.Slots, slots)}
}

// params names a milestone so that a later report can tell whether it was reached.
func (a ahead) params() []training.Param {
	return []training.Param{
		{Name: "milestone", Value: a.ID},
		{Name: "target", Value: strconv.FormatFloat(a.target, 'f', -1, 64)},
		{Name: "day", Value: a.Day.String()},
	}
}

// answerMilestone tells whether the milestone of a plan had been reached by the end of
// a day. Until the day that the plan names has come, and without a run since the plan
// was read, the files cannot tell.
func answerMilestone(plan Plan, before, after *Season, by training.Date) training.Answer {
	target, errTarget := strconv.ParseFloat(plan.Param("target"), 64)
	day, errDay := training.ParseDate(plan.Param("day"))
	sum, counted := after.AsOf(min(by, after.Day)).tally(before.read.Time().Year()).of(plan.Param("milestone"))
	switch {
	case errTarget != nil || errDay != nil || !counted:
		return training.CantTell
	case sum >= target:
		return training.Tried
	case after.Day < day, len(Counting(after.Between(before.read+1, after.Day))) == 0:
		return training.CantTell
	default:
		return training.NotTried
	}
}
