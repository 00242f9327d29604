package reports

import (
	"fmt"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"secondwind/analysis"
)

const (
	// planDot is the diameter of a day with a run, planRow the room of a row of them,
	// and planFrame that of the axis and its names, in pixels.
	planDot, planRow, planFrame = 9, 20, 34
	// planRows are the fewest rows: a chart of one dot is none.
	planRows = 3
)

// onPlan draws the run-days of each week as dots, hollow in a week off plan, and the
// target as a line below the least of them.
func (b *builder) onPlan(c analysis.OnPlan) *figure {
	f := &figure{}
	if len(c.Weeks) == 0 {
		return f
	}
	most, target := planRows, 0
	for _, w := range c.Weeks {
		most, target = max(most, w.RunDays), max(target, w.Target)
	}
	drawing := charts.NewScatter()
	drawing.SetXAxis(b.planAxis(c.Weeks))
	drawing.SetGlobalOptions(house(),
		charts.WithGridOpts(opts.Grid{Left: calendarLeft, Right: "0", Top: "10", Bottom: "24"}),
		charts.WithXAxisOpts(opts.XAxis{Type: "category", AxisLabel: endLabels()}),
		charts.WithYAxisOpts(opts.YAxis{
			Type: "value", Min: 0.4, Max: float64(most) + 0.5,
			AxisLine:    &opts.AxisLine{Show: opts.Bool(false)},
			AxisLabel:   &opts.AxisLabel{ShowMinLabel: opts.Bool(false), ShowMaxLabel: opts.Bool(false), Margin: 26, Align: "left"},
			MinInterval: 1, MaxInterval: 1,
		}))
	drawing.AddSeries("", nil, series(b.planMarks(c.Weeks), func(s *charts.SingleSeries) {
		if target > 0 {
			s.MarkLines = limits(planLimits(c.Weeks)...)
		}
	}))
	p := b.drawn("", planSummary(c.Weeks), planFrame+planRow*most, drawing)
	p.Bars = b.planTextBars(c.Weeks)
	f.Panels = []panel{p}
	f.Note = "Filled: a week on plan. Hollow: one off plan. Grey: the weeks that set the plan."
	f.Tables = []table{b.planTable(c.Weeks)}
	return f
}

// planAxis names its first and last week alone.
func (b *builder) planAxis(weeks []analysis.PlanWeek) []string {
	names := make([]string, len(weeks))
	names[0] = b.weekTick(weeks[0].Week)
	names[len(names)-1] = b.weekTick(weeks[len(weeks)-1].Week)
	return names
}

// planMarks returns a dot for each day with a run, those of a week in a column.
func (b *builder) planMarks(weeks []analysis.PlanWeek) []datum {
	var marks []datum
	for i, w := range weeks {
		style := hollow(quiet)
		switch {
		case onPlan(w):
			style = colour(blue)
		case w.Target == 0 || w.Break:
			style = colour(quiet)
		}
		for day := range w.RunDays {
			marks = append(marks, datum{
				Name: b.weekName(w.Week) + ": " + planWords(w), Value: []int{i, day + 1},
				SymbolSize: planDot, ItemStyle: style,
			})
		}
	}
	return marks
}

// planLimits draws each stretch of weeks with one target as a line below the row that
// reaches it.
func planLimits(weeks []analysis.PlanWeek) []any {
	var lines []any
	for from := 0; from < len(weeks); {
		target, to := weeks[from].Target, from
		for to+1 < len(weeks) && weeks[to+1].Target == target {
			to++
		}
		if target > 0 {
			lines = append(lines, limitSpan(from, to, float64(target)-0.5, ""))
		}
		from = to + 1
	}
	return lines
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
	return fmt.Sprintf("Run-days of %s as dots; %d of %d on plan.", plural(len(weeks), "week", "weeks"), held, judged)
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
