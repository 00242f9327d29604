package reports

import (
	"slices"
	"strings"

	"secondwind/analysis"
	"secondwind/internal/training"
)

// A report to share names no person, date, hour or place (doc.go says why each goes).
// Two things see to it. strangers takes what is private out of the judgement and the
// options before a word is chosen, and a Formatter that shares words every text
// without its private slots: a new rule or fix needs nothing of its own for it.

// strangers leaves of a judgement and its options what a stranger may read: none of
// what the runner said or wrote, and none of what tells of files and programs.
func strangers(j analysis.Judgement, opt Options) (analysis.Judgement, Options) {
	j.LastTime, j.Record, j.Sheets = nil, nil, nil
	j.Offer, j.Reminder = analysis.Offer{}, training.Text{}
	j.Export.Stale = false
	return j, Options{Share: true, Units: opt.Units, FirstDay: opt.FirstDay}
}

// The words for what a shared report does not tell.
const (
	someHour      = "the usual hour"
	otherHour     = "another hour"
	someDirection = "in a new direction"
	someSide      = "to one side"
	someWords     = "what you wrote down"
	reportDay     = "the day of this report"
)

// someRoute is a route without its length and its direction.
var someRoute = map[training.Shape]string{
	training.Loop:       "loop",
	training.OutAndBack: "out-and-back route",
	training.OneWay:     "one-way route",
}

// private reports whether a slot says who, when or where.
func private(s training.Slot) bool {
	switch s.(type) {
	case training.Day, training.Month, training.Year, training.Clock, training.Place, training.Sector, training.Literal:
		return true
	}
	return false
}

// retelling is a text on its way to strangers: told so far, with the slot that is
// next and the words that follow it.
type retelling struct {
	Formatter
	told   training.Text
	from   []training.Slot
	next   int
	after  string
	begins bool // what was cut began a sentence
}

// shared retells a text for strangers. Each private slot gives way to words that fit
// the ones around it: "on 3 June" becomes "five months ago", "since June" "in the last
// five months", and an hour behind a weekday goes with its "at".
func (f Formatter) shared(t training.Text) training.Text {
	if !slices.ContainsFunc(t.Slots, private) {
		return t
	}
	told := f.retold(t)
	if before, _, _ := strings.Cut(t.Form, "{}"); startsSentence(before, true) {
		told.Form = upperFirst(told.Form)
	}
	return told
}

// sharedSlot is shared for a slot alone, in the middle of other words.
func (f Formatter) sharedSlot(s training.Slot) string {
	return f.retold(training.Say("{}", s)).Fill(f.Slot)
}

func (f Formatter) retold(t training.Text) training.Text {
	parts := strings.Split(t.Form, "{}")
	r := retelling{Formatter: f, told: training.Text{Form: parts[0]}, from: t.Slots}
	for r.next = 0; r.next < min(len(parts)-1, len(t.Slots)); r.next++ {
		i := r.next
		r.after = parts[i+1]
		if i+1 < min(len(parts)-1, len(t.Slots)) && r.pair(t.Slots[i], r.after, t.Slots[i+1]) {
			r.next++
			r.after = parts[i+2]
		} else {
			r.slot(t.Slots[i], parts[i])
		}
		r.told.Form += r.after
	}
	return r.told
}

// say adds words to what is told.
func (r *retelling) say(form string, slots ...training.Slot) {
	if r.begins || startsSentence(r.told.Form, false) {
		form = upperFirst(form)
	}
	r.begins = false
	r.told.Form += form
	r.told.Slots = append(r.told.Slots, slots...)
}

// cut takes words off the end of what is told and reports whether they were there, be
// it as the beginning of a sentence. What is said in their place stands where they did.
func (r *retelling) cut(words string) bool {
	for _, w := range []string{words, upperFirst(words)} {
		rest, found := strings.CutSuffix(r.told.Form, w+" ")
		if found && (rest == "" || strings.HasSuffix(rest, " ")) {
			r.told.Form, r.begins = rest, w != words
			return true
		}
	}
	return false
}

// pair retells two slots that belong together, and reports whether they do.
func (r *retelling) pair(a training.Slot, between string, b training.Slot) bool {
	switch a := a.(type) {
	case training.Day:
		to, days := b.(training.Day)
		if days && between == " to " {
			r.span(training.Date(a), training.Date(to))
			return true
		}
	case training.Clock:
		if _, hours := b.(training.Clock); hours && between == " instead of " {
			r.say(otherHour)
			return true
		}
	}
	return false
}

// slot retells one slot. before is what stands between it and the slot before.
func (r *retelling) slot(s training.Slot, before string) {
	switch s := s.(type) {
	case training.Day:
		r.day(training.Date(s))
	case training.Month:
		r.month(training.Date(s))
	case training.Year:
		r.year(int(s))
	case training.Clock:
		r.clock(before)
	case training.Place:
		r.route(s.Shape)
	case training.Sector:
		if r.cut("to the") {
			r.say(someSide)
		} else {
			r.say(someDirection)
		}
	case training.Literal:
		r.literal()
	default:
		r.told.Form += "{}"
		r.told.Slots = append(r.told.Slots, s)
	}
}

// nearDays is how near a day must lie to be told by its weekday alone.
const nearDays = 6

func (r *retelling) day(d training.Date) {
	days := int(r.AsOf - d)
	switch {
	case days == 0:
		r.say(reportDay)
	case days >= -nearDays && days <= nearDays:
		r.say("{}", training.Weekday(d.Weekday()))
	case days > 0 && r.cut("since"):
		r.say("in the last {}", lengthOf(days))
	default:
		r.ago(days > 0, stretch(max(days, -days)))
	}
}

// ago tells a time by how long before or after the report it lies, with the word that
// goes with it: no preposition is kept that would not.
func (r *retelling) ago(past bool, long training.Count) {
	switch {
	case past && r.cut("since"):
		r.say("in the last {}", long)
	case past:
		r.cut("on")
		r.cut("in")
		r.say("{} ago", long)
	case r.cut("by"):
		r.say("within {}", long)
	case r.cut("about"):
		r.say("in about {}", long)
	case r.cut("on"), r.cut("in"):
		r.say("in {}", long)
	default:
		r.say("{} from now", long)
	}
}

// month is told by its distance in months, whatever the day.
func (r *retelling) month(d training.Date) {
	months := monthsBetween(d, r.AsOf)
	long := monthCount(max(months, -months))
	switch {
	case months == 0:
		r.cut("in")
		r.say("this month")
	case long.N >= fewMonths:
		r.ago(months > 0, yearCount(long.N/12))
	default:
		r.ago(months > 0, long)
	}
}

func monthsBetween(a, b training.Date) int {
	x, y := a.Time(), b.Time()
	return 12*(y.Year()-x.Year()) + int(y.Month()) - int(x.Month())
}

func (r *retelling) year(y int) {
	years := r.AsOf.Time().Year() - y
	if !r.cut("in") {
		r.cut("of")
	}
	switch {
	case years == 0:
		r.say("this year")
	case years == 1:
		r.say("last year")
	case years == -1:
		r.say("next year")
	default:
		r.ago(years > 0, yearCount(max(years, -years)))
	}
}

// route tells a route by its kind: "the 8 km loop north" becomes "a loop of yours",
// for what was one among others by its length is not by its kind.
func (r *retelling) route(s training.Shape) {
	switch {
	case !r.cut("the"):
		r.say(someRoute[s])
	case s == training.OutAndBack:
		r.say("an " + someRoute[s] + " of yours")
	default:
		r.say("a " + someRoute[s] + " of yours")
	}
}

// clock leaves an hour out where its weekday stands before it.
func (r *retelling) clock(before string) {
	if r.next > 0 && (before == " at " || before == " ") {
		switch r.from[r.next-1].(type) {
		case training.Weekday, training.Weekdays:
			r.told.Form = strings.TrimSuffix(r.told.Form, before)
			return
		}
	}
	r.after = strings.TrimPrefix(r.after, ", your usual hour")
	r.say(someHour)
}

// literal leaves a quotation out where the words before it stand alone.
func (r *retelling) literal() {
	opened := strings.HasSuffix(r.told.Form, "“")
	r.told.Form = strings.TrimSuffix(r.told.Form, "“")
	if opened {
		r.after = strings.TrimPrefix(r.after, "”")
	}
	if rest, quotes := strings.CutSuffix(r.told.Form, ": "); quotes && opened {
		r.told.Form = rest
		return
	}
	r.say(someWords)
}

// span tells a period by its length where it ends about the day of the report, else
// by how long ago it was.
func (r *retelling) span(from, to training.Date) {
	began, ended := int(r.AsOf-from), int(r.AsOf-to)
	switch {
	case ended >= -nearDays && ended <= nearDays && began > nearDays:
		r.cut("from")
		if days := began - ended + 1; isYear(days) {
			r.say("over the last year")
		} else {
			r.say("over the last {}", lengthOf(days))
		}
	case ended > 0:
		r.say("{} to {} ago", stretch(began), stretch(ended))
	default:
		r.day(from)
		r.say(" on, for {}", lengthOf(began-ended+1))
	}
}

const (
	daysPerMonth = 30.4375
	daysPerYear  = 365.25
	// fewDays and fewMonths are from when on a time is told in weeks and in years;
	// halfYear, in days, from when on in months.
	fewDays   = 14
	halfYear  = 183
	fewMonths = 24
	halfMonth = 15
	halfWeek  = 3
)

// stretch tells a number of days in the unit that suits it, rounded down: what has not
// happened for so long is true then.
func stretch(days int) training.Count {
	months := int(float64(days) / daysPerMonth)
	switch {
	case days < fewDays:
		return training.Count{N: days, One: "day", Many: "days"}
	case days < halfYear:
		return training.Count{N: days / 7, One: "week", Many: "weeks"}
	case months < fewMonths:
		return monthCount(months)
	}
	return yearCount(int(float64(days) / daysPerYear))
}

// lengthOf is stretch for the length of a period: whole weeks stay weeks, and the rest
// is rounded to the nearest.
func lengthOf(days int) training.Count {
	switch {
	case days < fewDays:
		return stretch(days)
	case days%7 == 0 && days < daysOfYear:
		return training.Count{N: days / 7, One: "week", Many: "weeks"}
	case days < halfYear:
		return stretch(days + halfWeek)
	}
	return stretch(days + halfMonth)
}

// daysOfYear is the length of most years.
const daysOfYear = 365

// isYear reports whether a period is a year, or 52 weeks of it.
func isYear(days int) bool { return days >= daysOfYear-1 && days <= daysOfYear+1 }

func monthCount(n int) training.Count { return training.Count{N: n, One: "month", Many: "months"} }

func yearCount(n int) training.Count { return training.Count{N: n, One: "year", Many: "years"} }

// sharedSpan is a period alone, as a caption has it.
func (f Formatter) sharedSpan(from, to training.Date) string {
	return f.Figures(training.Say("{} to {}", training.Day(from), training.Day(to)))
}

// columnDay tells a day for an axis or a column, by its week where it is near.
func (f Formatter) columnDay(d training.Date) string {
	if f.AsOf-d == 0 {
		return "report day"
	}
	return f.day(d)
}

// weekAgo tells a week from that of the report, for an axis or a column.
func (f Formatter) weekAgo(w training.Week) string {
	switch weeks := int(f.AsOf.Week()-w) / 7; {
	case weeks == 0:
		return "this week"
	case weeks == 1:
		return "last week"
	case weeks == -1:
		return "next week"
	case weeks < 0:
		return "in " + plural(-weeks, "week", "weeks")
	default:
		return plural(weeks, "week", "weeks") + " ago"
	}
}

// sharedSubtitle retells the words under a chart's title where they tell of what a shared
// chart leaves out.
func sharedSubtitle(c analysis.Chart, subtitle training.Text) training.Text {
	switch c := c.(type) {
	case analysis.RouteGallery:
		return training.Say("How often each route was run, {} to {}", training.Day(c.From), training.Day(c.To))
	case analysis.Punchcard:
		return training.Say("Weeks in which the day was kept. Filled: lately. Outlined: in the weeks before")
	}
	return subtitle
}
