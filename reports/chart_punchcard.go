package reports

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"secondwind/analysis"
	"secondwind/internal/training"
)

const (
	// punchStep is the grid of a punchcard's hours in minutes, finer than a dot.
	punchStep = 15
	// punchTick is how far its labels stand apart, so that a phone has room for all.
	punchTick = 6 * 60
	// punchEdge is what its ends are multiples of.
	punchEdge = 3 * 60
	// punchDot is the diameter of a day that is always kept, in pixels.
	punchDot = 19
)

// punchcard draws the usual hours of each weekday as rings, and the actual ones
// as dots in them.
func (b *builder) punchcard(c analysis.Punchcard) *figure {
	if b.Share {
		return b.keptDays(c)
	}
	rows := b.weekdays()
	from, to := punchHours(c)
	drawing := charts.NewScatter()
	drawing.SetXAxis(b.hourAxis(from, to))
	drawing.ExtendYAxis(opts.YAxis{
		Type: "category", Position: "right", Inverse: opts.Bool(true), Data: keptLabels(c, rows),
		AxisLine:  &opts.AxisLine{Show: opts.Bool(false)},
		AxisLabel: &opts.AxisLabel{Interval: "0", Color: ink, Margin: 8},
	})
	drawing.SetGlobalOptions(house(),
		charts.WithGridOpts(opts.Grid{Left: "40", Right: "60", Top: "4", Bottom: "28"}),
		charts.WithXAxisOpts(opts.XAxis{
			Type:      "category",
			AxisLine:  &opts.AxisLine{Show: opts.Bool(false)},
			AxisLabel: &opts.AxisLabel{Interval: "0", HideOverlap: opts.Bool(true)},
		}),
		charts.WithYAxisOpts(opts.YAxis{
			Type: "category", Inverse: opts.Bool(true), Data: weekdayLabels(rows, c.Flagged),
			AxisLine:  &opts.AxisLine{Show: opts.Bool(false)},
			AxisLabel: &opts.AxisLabel{Interval: "0", Align: "left", Margin: 40},
		}))
	usual, actual := b.punchMarks(c, rows, from)
	drawing.AddSeries("", nil, series(usual, func(s *charts.SingleSeries) { s.MarkLines = limits(rowLines(len(c.Days))...) }))
	drawing.AddSeries("", nil, series(actual, nil))

	t := table{
		Caption: "Weeks in which the day was kept; a run moved by a day counts as kept",
		Columns: []string{"Weekday and hour", "Usual, " + b.span(c.BaseFrom, c.From-1), "Now, " + b.span(c.From, c.To)},
	}
	var (
		bars []textBar
		said []string
	)
	for _, day := range rows {
		d := dayOf(c, day)
		if len(d.Usual) == 0 && len(d.Actual) == 0 {
			continue
		}
		name := day.String() + " " + b.clock(int(usualHour(d)))
		usually, now := kept(d.UsualKept, d.UsualOf), kept(d.ActualKept, d.ActualOf)
		t.Rows = append(t.Rows, []string{name, usually, now})
		bars = append(bars, textBar{Label: name, Words: now + ", usually " + usually, Share: share(d.ActualKept, d.ActualOf)})
		said = append(said, name+" kept "+now+", usually "+usually)
	}
	p := b.drawn("", "Punchcard of weekday and hour. "+strings.Join(said, ". ")+".", 216, drawing)
	p.Bars = bars
	return &figure{Panels: []panel{p}, Tables: []table{t}}
}

// kept says in how many weeks a day was kept.
func kept(n, of int) string { return fmt.Sprintf("%d of %d", n, of) }

// usualHour is the hour that a day is known for.
func usualHour(d analysis.PunchDay) training.Clock {
	hours := d.Usual
	if len(hours) == 0 {
		hours = d.Actual
	}
	return slices.MaxFunc(hours, func(a, b analysis.PunchHour) int { return a.Runs - b.Runs }).Hour
}

// punchHours returns the hours that hold every run, from six to nine in the
// evening at least.
func punchHours(c analysis.Punchcard) (from, to int) {
	from, to = 6*60, 21*60
	for _, d := range c.Days {
		for _, h := range slices.Concat(d.Usual, d.Actual) {
			minute := min(max(int(h.Hour), 0), minutesPerDay)
			from = min(from, minute/punchEdge*punchEdge)
			to = max(to, min(minutesPerDay, (minute+punchEdge-1)/punchEdge*punchEdge))
		}
	}
	return from, to
}

// hourAxis names every sixth hour, with half an hour of air at both ends.
func (b *builder) hourAxis(from, to int) []string {
	var names []string
	for minute := from - 2*punchStep; minute <= to+2*punchStep; minute += punchStep {
		name := ""
		if minute%punchTick == 0 && minute >= from && minute <= to {
			name = b.clock(minute)
			if minute == minutesPerDay && !b.Clock12 {
				name = "24:00"
			}
		}
		names = append(names, name)
	}
	return names
}

// axisName is the name of a category with a style of its own.
type axisName struct {
	Value     string          `json:"value"`
	TextStyle *opts.TextStyle `json:"textStyle,omitempty"`
}

// rowLines are the hairlines that the dots of a punchcard sit on.
func rowLines(rows int) []any {
	lines := make([]any, rows)
	for i := range lines {
		lines[i] = limit{YAxis: i, Label: &opts.Label{Show: opts.Bool(false)}, LineStyle: &limitStyle{Color: hair, Width: 1, Type: "solid"}}
	}
	return lines
}

// weekdays are the days of the week in the order of a chart's rows.
func (b *builder) weekdays() []time.Weekday { return weekFrom(b.opt.FirstDay.Or(time.Monday)) }

// weekFrom returns the days of the week from one of them on.
func weekFrom(first time.Weekday) []time.Weekday {
	days := make([]time.Weekday, 7)
	for i := range days {
		days[i] = (first + time.Weekday(i)) % 7
	}
	return days
}

// dayOf returns what a punchcard has of a weekday.
func dayOf(c analysis.Punchcard, day time.Weekday) analysis.PunchDay { return c.Days[(day+6)%7] }

// weekdayLabels are the days of the week, the flagged ones heavy.
func weekdayLabels(rows []time.Weekday, flagged []training.Weekday) []axisName {
	names := make([]axisName, len(rows))
	for i, day := range rows {
		names[i].Value = day.String()[:3]
		if slices.Contains(flagged, training.Weekday(day)) {
			// A style of its own forgets the axis's alignment.
			names[i].TextStyle = &opts.TextStyle{Color: ink, FontWeight: "650", Align: "left"}
		}
	}
	return names
}

func keptLabels(c analysis.Punchcard, rows []time.Weekday) []axisName {
	names := make([]axisName, len(rows))
	for i, day := range rows {
		d := dayOf(c, day)
		if len(d.Usual) == 0 && len(d.Actual) == 0 {
			continue
		}
		names[i].Value = kept(d.ActualKept, d.ActualOf)
		if slices.Contains(c.Flagged, training.Weekday(day)) {
			names[i].TextStyle = &opts.TextStyle{Color: ink, FontWeight: "650"}
		}
	}
	return names
}

// punchMarks returns the rings and the dots.
func (b *builder) punchMarks(c analysis.Punchcard, rows []time.Weekday, from int) (usual, actual []datum) {
	place := func(h analysis.PunchHour, row int) []float64 {
		return []float64{float64((int(h.Hour) - from + 2*punchStep + punchStep/2) / punchStep), float64(row)}
	}
	words := func(row int, h analysis.PunchHour, of int, when string) string {
		return fmt.Sprintf("%s %s: %d of %s, %s", rows[row], b.clock(int(h.Hour)), h.Runs, plural(of, "week", "weeks"), when)
	}
	for row, day := range rows {
		d := dayOf(c, day)
		for _, h := range d.Usual {
			usual = append(usual, datum{
				Value: place(h, row), Name: words(row, h, d.UsualOf, "usual"), ItemStyle: hollow(quiet),
				SymbolSize: symbolSize(share(h.Runs, d.UsualOf), punchDot),
			})
		}
		for _, h := range d.Actual {
			actual = append(actual, datum{
				Value: place(h, row), Name: words(row, h, d.ActualOf, "lately"), ItemStyle: colour(blue),
				SymbolSize: symbolSize(share(h.Runs, d.ActualOf), punchDot*0.82),
			})
		}
	}
	return usual, actual
}

func share(n, of int) float64 {
	if of <= 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// percentage is a share as a number of an axis.
func percentage(share float64) float64 { return math.Round(1000*share) / 10 }
