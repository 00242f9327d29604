package reports

import (
	"fmt"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"secondwind/analysis"
)

// onPlan draws the run-days of each week as a bar, filled where they reached the
// target, and the target as a line.
func (b *builder) onPlan(c analysis.OnPlan) *figure {
	f := &figure{}
	if len(c.Weeks) == 0 {
		return f
	}
	names, labels := b.planAxis(c.Weeks)
	days, targets := b.planMarks(c.Weeks)
	drawing := charts.NewBar()
	drawing.SetXAxis(names)
	drawing.SetGlobalOptions(house(),
		charts.WithGridOpts(opts.Grid{Left: "0", Right: "0", Top: "24", Bottom: "24"}),
		charts.WithXAxisOpts(opts.XAxis{Type: "category", AxisLabel: labels}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Show: opts.Bool(false), Min: 0}))
	drawing.AddSeries("", nil, series(days, func(s *charts.SingleSeries) { s.BarWidth = "60%" }))
	line := charts.NewLine()
	line.AddSeries("", nil, series(targets, func(s *charts.SingleSeries) {
		s.Step = "middle"
		s.ShowSymbol = opts.Bool(false)
		s.LineStyle = &opts.LineStyle{Color: verm, Width: 1.5, Type: "dashed"}
	}))
	drawing.Overlap(line)
	p := b.drawn("", planSummary(c.Weeks), 168, drawing)
	p.Bars = b.planTextBars(c.Weeks)
	f.Panels = []panel{p}
	f.Note = "Dashed: the run-days that make a week one on plan. Filled: a week that had them."
	f.Tables = []table{b.planTable(c.Weeks)}
	return f
}

// planAxis names the weeks by their numbers; for strangers, its ends alone.
func (b *builder) planAxis(weeks []analysis.PlanWeek) ([]string, *opts.AxisLabel) {
	names := make([]string, len(weeks))
	if b.Share {
		names[0] = b.weekTick(weeks[0].Week)
		names[len(names)-1] = b.weekTick(weeks[len(weeks)-1].Week)
		return names, endLabels()
	}
	for i, w := range weeks {
		_, n := w.Week.Number()
		names[i] = strconv.Itoa(n)
	}
	return names, &opts.AxisLabel{HideOverlap: opts.Bool(true)}
}

// noMark is the value of a point that is not drawn.
const noMark = "-"

// planMarks returns a bar and a point of the target's line for each week.
func (b *builder) planMarks(weeks []analysis.PlanWeek) (days, targets []datum) {
	for _, w := range weeks {
		bar := datum{
			Name: b.weekName(w.Week) + ": " + planWords(w), Value: w.RunDays,
			ItemStyle: hollow(quiet),
		}
		if w.RunDays != w.Target { // else the line says it
			bar.Label = label(strconv.Itoa(w.RunDays), false)
		}
		if onPlan(w) {
			bar.ItemStyle = colour(blue)
		}
		days = append(days, bar)
		target := datum{Value: noMark}
		if w.Target > 0 && !w.Break {
			target.Value = w.Target
		}
		targets = append(targets, target)
	}
	return days, targets
}

func planSummary(weeks []analysis.PlanWeek) string {
	held, judged := 0, 0
	for _, w := range weeks {
		if onPlan(w) {
			held++
		}
		if w.Target > 0 && !w.Break {
			judged++
		}
	}
	return fmt.Sprintf("Run-days of %s as bars; %d of %d on plan.", plural(len(weeks), "week", "weeks"), held, judged)
}

func (b *builder) planTextBars(weeks []analysis.PlanWeek) []textBar {
	var bars []textBar
	for _, w := range weeks[max(0, len(weeks)-textWeeks):] {
		bars = append(bars, textBar{Label: b.weekTick(w.Week), Words: planWords(w), Share: float64(w.RunDays)})
	}
	scaleBars(bars)
	return bars
}

func (b *builder) planTable(weeks []analysis.PlanWeek) table {
	t := table{
		Caption: upperFirst(b.span(weeks[0].Week.Monday(), weeks[len(weeks)-1].Week.Sunday())),
		Columns: []string{"Week", "Run-days", "Target", "Note"},
	}
	for _, w := range weeks {
		target := "–"
		if w.Target > 0 {
			target = strconv.Itoa(w.Target)
		}
		t.Rows = append(t.Rows, []string{b.weekCell(w.Week), strconv.Itoa(w.RunDays), target, planNote(w)})
	}
	return t
}

// planWords says a week in a line.
func planWords(w analysis.PlanWeek) string {
	words := plural(w.RunDays, "run-day", "run-days")
	if note := planNote(w); note != "" {
		words += ", " + note
	}
	return words
}

// onPlan reports whether a week held its target.
func onPlan(w analysis.PlanWeek) bool { return w.Target > 0 && !w.Break && w.RunDays >= w.Target }

func planNote(w analysis.PlanWeek) string {
	switch {
	case w.Break:
		return "break"
	case onPlan(w):
		return "on plan"
	}
	return ""
}
