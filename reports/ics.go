package reports

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"secondwind/analysis"
	"secondwind/internal/training"
)

// agenda is what lies ahead, by its days.
type agenda struct {
	Day     training.Date // of the report: a later one outweighs it
	Entries []entry       // at least one, as a calendar asks for
}

// entry is a thing of one day or several, or of an hour.
type entry struct {
	ID          string        // the same in every report that speaks of the thing
	First, Last training.Date // both days belong to it
	Hour        training.Opt[training.Clock]
	Title, Text string
}

// The kinds of entries, part of what an entry is known by.
const (
	planEntry      = "plan"
	targetEntry    = "target"
	milestoneEntry = "milestone"
	raceEntry      = "race"
)

// agenda lists the plan of the week, the targets, the milestones and the race.
func (b *builder) agenda() agenda {
	a := agenda{Day: b.AsOf, Entries: []entry{b.planEntry()}}
	if t := b.j.Targets; t != nil {
		for _, w := range t.Weeks {
			a.Entries = append(a.Entries, b.targetEntry(w, t.LevelM))
		}
	}
	for _, m := range b.milestones() {
		a.Entries = append(a.Entries, b.milestoneEntry(m))
	}
	if t := b.j.Targets; t != nil {
		if goal, ok := t.Goal.Get(); ok {
			a.Entries = append(a.Entries, b.raceEntry(goal))
		}
	}
	return a
}

// entryID is a name for an entry that tells nothing of the runner and holds for good,
// so that a second import updates what the first brought.
func (b *builder) entryID(kind, key string) string {
	const half = sha256.Size / 2 // of the hash keep entries apart
	sum := sha256.Sum256([]byte(b.opt.Athlete + "\x00" + kind + "\x00" + key))
	return hex.EncodeToString(sum[:half]) + "@second-wind"
}

// planEntry is the plan of the week: at its hour where it has a weekday and an hour,
// on its weekday where it has one, from the first to the last of its days where it
// names them, else on the days of the week. Without a plan it says so.
func (b *builder) planEntry() entry {
	week := (b.AsOf + 6).Week() // the one that begins today or next, as plans have it
	e := entry{ID: b.entryID(planEntry, week.String()), First: week.Monday(), Last: week.Sunday()}
	plan := b.j.Plan
	if plan == nil {
		e.Title, e.Text = "Second Wind: nothing planned", "A later report may have a plan for this week."
		return e
	}
	e.Title = plain(cmp.Or(b.fixes[plan.Fix].Title, "The plan of the week"))
	e.Text = lines(b.Sentence(plan.Text), "Smaller: "+b.Sentence(plan.Tiny), b.Sentence(plan.Check))
	if day, ok := training.ParseWeekday(plan.Param("weekday")); ok {
		e.First = week.Monday() + training.Date(int(day+6)%7)
		e.Last = e.First
		if hour, ok := training.ParseClock(plan.Param("clock")); ok {
			e.Hour = training.Some(hour)
		}
	}
	if days := strings.Fields(plan.Param("days")); len(days) > 0 {
		first, errFirst := training.ParseDate(days[0])
		last, errLast := training.ParseDate(days[len(days)-1])
		if errFirst == nil && errLast == nil {
			e.First, e.Last = first, last
		}
	}
	return e
}

// targetTitles name the week of a target.
var targetTitles = map[analysis.Phase]string{
	analysis.Hold:  "Hold the level: {} this week",
	analysis.Build: "A step up: {} this week",
	analysis.Ease:  "A lighter week: {}",
	analysis.Taper: "Fresh for the race: {} this week",
	analysis.Race:  "Race week: {} beside the race",
}

func (b *builder) targetEntry(t analysis.Target, levelM float64) entry {
	e := entry{
		ID:    b.entryID(targetEntry, t.Week.String()),
		First: t.Week.Monday(), Last: t.Week.Sunday(),
		Title: plain(b.Figures(training.Say(targetTitles[t.Phase], training.Distance(t.DistanceM)))),
		Text:  lines(b.Figures(training.Say("The last weeks held about {}.", training.Distance(levelM)))),
	}
	if t.LongestM > 0 {
		e.Text = lines(b.Figures(training.Say("No run of the week beyond {}.", training.Distance(t.LongestM))), e.Text)
	}
	return e
}

func (b *builder) milestoneEntry(m analysis.Milestone) entry {
	e := entry{
		ID: b.entryID(milestoneEntry, m.ID), First: m.Day, Last: m.Day,
		Title: plain(upperFirst(b.Figures(m.Title))),
		Text:  lines(sentence(b.Figures(m.Left)+" as of "+b.date(b.AsOf)), "The day is where your present rate leads."),
	}
	if m.Dated {
		e.Text = lines(sentence(b.Figures(m.Left) + " as of " + b.date(b.AsOf)))
	}
	return e
}

func (b *builder) raceEntry(goal training.Race) entry {
	e := entry{
		ID: b.entryID(raceEntry, goal.Date.String()), First: goal.Date, Last: goal.Date,
		Title: cmp.Or(Clean(goal.Name), "Your race"),
		Text: lines(b.Figures(training.Say("{} to go as of {}.",
			training.Count{N: int(goal.Date - b.AsOf), One: "day", Many: "days"}, training.Day(b.AsOf)))),
	}
	if goal.DistanceM > 0 {
		e.Title += plain(b.Figures(training.Say(", {}", training.Distance(goal.DistanceM))))
	}
	return e
}

// lines puts each of some sentences on a line of its own.
func lines(sentences ...string) string { return plain(strings.Join(sentences, "\n")) }

const (
	// The local forms of RFC 5545: an hour without a zone is the one that the runner's
	// clock shows, wherever that is and whatever summer time does.
	icsLocal = "20060102T150405"
	// planLength is how long a plan at an hour stands on the calendar: how long a run
	// takes is the runner's (ours).
	planLength = time.Hour
)

// WriteICS writes what lies ahead as an iCalendar file: the plan of the week, the
// targets of the coming weeks, the milestones and the race. Entries keep their UID from
// report to report, and a later one has a higher SEQUENCE, so that a second import
// updates and adds nothing twice. None blocks time, and none sounds an alarm.
func WriteICS(w io.Writer, d Document) error {
	if d.card != nil {
		return errShared
	}
	cal := ics.NewCalendar()
	cal.SetProductId("-//Second Wind//Second Wind//EN")
	cal.SetMethod(ics.MethodPublish)
	cal.SetXWRCalName("Second Wind")
	stamp := d.agenda.Day.Time()
	for _, e := range d.agenda.Entries {
		event := cal.AddEvent(e.ID)
		event.SetDtStampTime(stamp)
		event.SetModifiedAt(stamp)
		event.SetSequence(max(0, int(d.agenda.Day)))
		e.setTime(event)
		event.SetSummary(e.Title)
		event.SetDescription(e.Text)
		event.SetTimeTransparency(ics.TransparencyTransparent)
	}
	var b bytes.Buffer // the library tells of no write that fails
	if err := cal.SerializeTo(&b, ics.WithNewLineWindows); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// setTime gives an event its days, or its hour. Ends are the first moment after.
func (e entry) setTime(event *ics.VEvent) {
	hour, ok := e.Hour.Get()
	if !ok {
		event.SetAllDayStartAt(e.First.Time())
		event.SetAllDayEndAt((e.Last + 1).Time())
		return
	}
	start := e.First.Time().Add(time.Duration(hour) * time.Minute)
	event.SetProperty(ics.ComponentPropertyDtStart, start.Format(icsLocal))
	event.SetProperty(ics.ComponentPropertyDtEnd, start.Add(planLength).Format(icsLocal))
}
