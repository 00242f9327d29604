package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"secondwind/analysis"
	"secondwind/internal/training"
)

// planCard is the one act of the week.
type planCard struct {
	Heading, Text, Why, Tiny, Check string
	Targets                         *table // the coming weeks, where the plan sets them
	Or                              []string
	Skip, Source                    string
	Answers                         []command // what the runner can say of it
	Take                            []command // what can leave the page: a sheet, a calendar
	Sharpen                         line      // what the profile could add; empty for nothing
}

// The fixes whose card shows more than a plan.
const (
	processGoals      = "process-goals"
	milestoneCalendar = "milestone-calendar"
)

func (b *builder) plan() *planCard {
	plan := b.j.Plan
	if plan == nil {
		return nil
	}
	card := &planCard{
		Heading: "This week, try one thing",
		Text:    b.Sentence(plan.Text),
		Why:     b.Sentence(b.j.PlanReason),
		Tiny:    b.Sentence(plan.Tiny),
		Check:   b.Sentence(plan.Check),
		Skip:    cmp.Or(b.fixes[plan.Fix].Skip, "if you are sore or ill. It will keep."),
		Source:  source(b.fixes[plan.Fix].From),
	}
	if !b.Share {
		card.Answers, card.Take = b.answers(plan), b.takeAlong(plan.Fix)
	}
	if b.j.Headline == nil {
		card.Heading = "This week, keep one thing"
	}
	if plan.Fix == processGoals {
		card.Targets = b.targets()
	}
	card.Sharpen = b.offer()
	for _, a := range b.j.Alternatives {
		card.Or = append(card.Or, sentence(b.Sentence(a.Short)))
	}
	return card
}

// noPlan says why a rut comes without a plan: by what the runner said, which is nobody
// else's concern.
func (b *builder) noPlan() string {
	if b.j.Plan != nil || b.j.Headline == nil || b.Share {
		return ""
	}
	return b.Sentence(b.j.PlanReason)
}

// answers are what the runner can say of a plan without an editor.
func (b *builder) answers(plan *analysis.Plan) []command {
	all := []command{
		{b.report("--did " + plan.Fix), "done, whatever your files show"},
		{b.report("--skip " + plan.Fix), "not this week"},
		{b.report("--mute " + plan.Fix), "no more of this fix"},
	}
	if rule, known := b.rules[plan.Rule]; known {
		words := "no more of this rut"
		if rule.Kind == analysis.GoodNews {
			words = "no more of this good news"
		}
		all = append(all, command{b.report("--mute " + rule.Name), words})
	}
	return all
}

// calendarFile is where the page proposes to write a calendar.
const calendarFile = "second-wind.ics"

// takeAlong is what a plan gives to print or to put on a calendar.
func (b *builder) takeAlong(fix string) []command {
	var all []command
	if slices.ContainsFunc(b.j.Sheets, func(s analysis.Sheet) bool { return s.Fix == fix }) {
		all = append(all, command{b.report("--sheet " + fix), "a page to print and write on"})
	}
	if fix == processGoals || fix == milestoneCalendar {
		all = append(all, command{b.report("--format ics --out " + calendarFile), "the dates, for your calendar"})
	}
	return all
}

// source names the articles that a fix comes from.
func source(articles []analysis.Article) string {
	if len(articles) == 0 {
		return ""
	}
	titles := make([]string, len(articles))
	for i, a := range articles {
		titles[i] = fmt.Sprintf("“%s” (%s)", a.Title, a.Author)
	}
	return "The idea is in " + enumerate(titles) + "."
}

// phases say what the week of a target is for.
var phases = map[analysis.Phase]string{
	analysis.Hold:  "hold the level",
	analysis.Build: "a step up",
	analysis.Ease:  "lighter, to settle",
	analysis.Taper: "fresh for the race",
	analysis.Race:  "race week",
}

// targets lists the aims of the coming weeks; nil where there are none.
func (b *builder) targets() *table {
	t := b.j.Targets
	if t == nil || len(t.Weeks) == 0 {
		return nil
	}
	caption := training.Say("The coming weeks, from about {} a week now", training.Distance(t.LevelM))
	if goal, ok := t.Goal.Get(); ok {
		race := training.Say(", toward your race on {}", training.Day(goal.Date))
		if goal.Name != "" && !b.Share {
			race = training.Say(", toward {} on {}", training.Literal(goal.Name), training.Day(goal.Date))
		}
		caption.Form += race.Form
		caption.Slots = append(caption.Slots, race.Slots...)
	}
	out := &table{Caption: b.Figures(caption) + ".", Columns: []string{b.targetHead(), "Aim", "Longest run", "What for"}}
	for _, w := range t.Weeks {
		longest := "–"
		if w.LongestM > 0 {
			longest = b.distance(w.LongestM)
		}
		out.Rows = append(out.Rows, []string{
			b.targetWeek(w.Week), b.distance(w.DistanceM), longest, phases[w.Phase],
		})
	}
	return out
}

func (b *builder) targetHead() string {
	if b.Share {
		return "Week"
	}
	return "Week from"
}

// targetWeek names the week of an aim by its Monday.
func (b *builder) targetWeek(w training.Week) string {
	if b.Share {
		return b.weekAgo(w)
	}
	return w.Monday().Time().Format(b.Dates.layouts().short)
}

// mostAhead is how many milestones a page names.
const mostAhead = 2

// ahead names the next milestones, and whether there are any.
func (b *builder) ahead() (finding, bool) {
	f := finding{Title: "Ahead, at your present rate"}
	lines := []*string{&f.Lede, &f.Reason}
	milestones := b.milestones()
	for i, m := range milestones[:min(len(milestones), mostAhead)] {
		on := " about {}: "
		if m.Dated {
			on = " on {}: "
		}
		*lines[i] = b.Figures(training.Text{
			Form:  m.Title.Form + on + m.Left.Form + ".",
			Slots: slices.Concat(m.Title.Slots, []training.Slot{training.Day(m.Day)}, m.Left.Slots),
		})
	}
	return f, len(milestones) > 0
}

// milestones returns those that are round in the reader's units: 2 000 km are no round
// number of miles.
func (b *builder) milestones() []analysis.Milestone {
	return slices.DeleteFunc(slices.Clone(b.j.Milestones), func(m analysis.Milestone) bool {
		return b.Units == Imperial && strings.HasSuffix(m.ID, "km") && !strings.HasPrefix(m.ID, "first-")
	})
}
