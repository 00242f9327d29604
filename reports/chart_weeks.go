package reports

import (
	"fmt"
	"math"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"secondwind/analysis"
	"secondwind/internal/training"
)

// largestOf is how many weeks before the last one its limit comes from.
const largestOf = 8

// weeklyVolume draws weeks as bars, with the limit of the last one.
func (b *builder) weeklyVolume(c analysis.WeeklyVolume) *figure {
	f := &figure{}
	if len(c.Weeks) == 0 {
		return f
	}
	bars := b.weekBars(c.Weeks)
	if i := weekIndex(c.Weeks, c.LargeAt); i >= 0 && i < len(bars)-1 && c.LargeM > 0 {
		bars[i].Label = label(b.weekNumber(c.LargeM), false)
	}
	drawing := charts.NewBar()
	drawing.SetXAxis(b.weekAxis(c.Weeks))
	drawing.SetGlobalOptions(house(),
		charts.WithGridOpts(opts.Grid{Left: calendarLeft, Right: "0", Top: "28", Bottom: "24"}),
		charts.WithXAxisOpts(opts.XAxis{Type: "category", AxisLabel: weekLabels(len(c.Weeks))}),
		charts.WithYAxisOpts(b.volumeAxis(c.Weeks, c.LimitM, 0)))
	drawing.AddSeries("", nil, series(bars, b.weekSeries(c.Weeks, c.LimitM)))
	f.Panels = []panel{b.drawn("", b.volumeWords(c.Weeks, c.LimitM), 200, drawing)}
	f.Panels[0].Bars = b.weekTextBars(c.Weeks, c.LimitM)
	f.Note = b.Figures(c.Context)
	f.Tables = []table{b.weekTable(c.Weeks)}
	return f
}

// weekSeries gives week bars their width, and the limit where there is one.
func (b *builder) weekSeries(weeks []analysis.WeekBar, limitM float64) func(*charts.SingleSeries) {
	return func(s *charts.SingleSeries) {
		s.BarWidth = "72%"
		s.Color = quiet
		if limitM > 0 {
			last := len(weeks) - 1
			words := "limit " + b.weekNumber(limitM) + " " + b.distanceUnit()
			s.MarkLines = limits(limitSpan(max(0, last-largestOf), last, limitM/b.metresPerUnit(), words))
		}
	}
}

// weekBars are the bars of weeks: the last one blue, a lighter one an outline, a
// flagged one with a border, the largest named.
func (b *builder) weekBars(weeks []analysis.WeekBar) []datum {
	bars := make([]datum, len(weeks))
	largest := 0
	for i, w := range weeks {
		if w.DistanceM > weeks[largest].DistanceM {
			largest = i
		}
		bars[i] = datum{Value: w.DistanceM / b.metresPerUnit(), Name: b.weekWords(w)}
		fill := quiet
		if i == len(weeks)-1 {
			fill = blue
		}
		switch {
		case w.Flagged:
			bars[i].ItemStyle = &opts.ItemStyle{Color: fill, BorderColor: verm, BorderWidth: 2}
		case w.Lighter:
			bars[i].ItemStyle = hollow(fill)
		default:
			bars[i].ItemStyle = colour(fill)
		}
	}
	if last := len(bars) - 1; weeks[largest].DistanceM > 0 {
		bars[largest].Label = label(b.weekNumber(weeks[largest].DistanceM), false)
		bars[last].Label = label(b.weekNumber(weeks[last].DistanceM), true)
	}
	return bars
}

// weekNumber is a week's distance above its bar: whole, for want of room.
func (b *builder) weekNumber(m float64) string { return grouped(m/b.metresPerUnit(), 0) }

// weekWords says a week in a line.
func (b *builder) weekWords(w analysis.WeekBar) string {
	words := fmt.Sprintf("%s: %s, %s", b.weekName(w.Week), b.distance(w.DistanceM), plural(w.Runs, "run", "runs"))
	if note := weekNote(w); note != "" {
		words += ", " + note
	}
	return words
}

// volumeAxis names the unit, and leaves room for the limit, which may lie above all
// bars.
func (b *builder) volumeAxis(weeks []analysis.WeekBar, limitM float64, grid int) opts.YAxis {
	largest := limitM
	for _, w := range weeks {
		largest = max(largest, w.DistanceM)
	}
	axis := opts.YAxis{
		Type: "value", Min: 0, GridIndex: grid,
		AxisLine: &opts.AxisLine{Show: opts.Bool(false)}, AxisLabel: &opts.AxisLabel{Show: opts.Bool(false)},
		Name: b.distanceUnit(), NameLocation: "start", NameGap: 0,
	}
	if largest > 0 {
		axis.Max = math.Round(largest/b.metresPerUnit()*102) / 100
	}
	return axis
}

func (b *builder) volumeWords(weeks []analysis.WeekBar, limitM float64) string {
	last := weeks[len(weeks)-1]
	words := fmt.Sprintf("%s as bars. The last: %s", plural(len(weeks), "week", "weeks"), b.weekWords(last))
	if limitM > 0 {
		words += "; the limit is " + b.distance(limitM)
	}
	return words + "."
}

// textWeeks is how many weeks plain text shows.
const textWeeks = 12

func (b *builder) weekTextBars(weeks []analysis.WeekBar, limitM float64) []textBar {
	var bars []textBar
	for _, w := range weeks[max(0, len(weeks)-textWeeks):] {
		words := b.distance(w.DistanceM)
		if note := weekNote(w); note != "" {
			words += ", " + note
		}
		bars = append(bars, textBar{Label: b.weekTick(w.Week), Words: words, Share: w.DistanceM})
	}
	if limitM > 0 {
		bars = append(bars, textBar{Label: "limit", Words: b.distance(limitM), Share: limitM, Limit: true})
	}
	scaleBars(bars)
	return bars
}

// weekAxis names its first and last week alone.
func (b *builder) weekAxis(weeks []analysis.WeekBar) []string {
	names := make([]string, len(weeks))
	names[0] = b.weekTick(weeks[0].Week)
	names[len(names)-1] = b.weekTick(weeks[len(weeks)-1].Week)
	return names
}

// fewWeeks have room for a name below a bar, on a phone too.
const fewWeeks = 5

// weekLabels puts the first and last names below their bars, or inside the chart where
// bars are narrower than names.
func weekLabels(weeks int) *opts.AxisLabel {
	if weeks <= fewWeeks {
		return &opts.AxisLabel{Interval: "0"}
	}
	return endLabels()
}

func weekIndex(weeks []analysis.WeekBar, w training.Week) int {
	for i := range weeks {
		if weeks[i].Week == w {
			return i
		}
	}
	return -1
}

// endsAlone leaves the first and the last of the names under bars.
func endsAlone(c *charts.Bar, names []string) {
	ends := make([]string, len(names))
	ends[0], ends[len(names)-1] = names[0], names[len(names)-1]
	c.SetXAxis(ends)
	c.XAxisList[0].AxisLabel = endLabels()
}
