package reports

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

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
		charts.WithGridOpts(opts.Grid{Left: "0", Right: "0", Top: "28", Bottom: "24"}),
		charts.WithXAxisOpts(opts.XAxis{Type: "category", AxisLabel: endLabels()}),
		charts.WithYAxisOpts(b.volumeAxis(c.Weeks, c.LimitM, 0)))
	drawing.AddSeries("", nil, series(bars, b.weekSeries(c.Weeks, c.LimitM)))
	f.Panels = []panel{b.drawn("", b.volumeWords(c.Weeks, c.LimitM), 200, drawing)}
	f.Panels[0].Bars = b.weekTextBars(c.Weeks, c.LimitM)
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

// weekBars are the bars of weeks: the last one blue, a lighter one an outline,
// the largest named.
func (b *builder) weekBars(weeks []analysis.WeekBar) []datum {
	bars := make([]datum, len(weeks))
	largest := 0
	for i, w := range weeks {
		if w.DistanceM > weeks[largest].DistanceM {
			largest = i
		}
		bars[i] = datum{Value: w.DistanceM / b.metresPerUnit(), Name: b.weekWords(w)}
		if w.Lighter {
			bars[i].ItemStyle = hollow(quiet)
		}
		if w.Flagged {
			bars[i].ItemStyle = &opts.ItemStyle{Color: quiet, BorderColor: verm, BorderWidth: 2}
		}
	}
	if last := len(bars) - 1; weeks[largest].DistanceM > 0 {
		bars[largest].Label = label(b.weekNumber(weeks[largest].DistanceM), false)
		bars[last].ItemStyle = colour(blue)
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

// volumeAxis leaves room for the limit, which may lie above all bars.
func (b *builder) volumeAxis(weeks []analysis.WeekBar, limitM float64, grid int) opts.YAxis {
	largest := limitM
	for _, w := range weeks {
		largest = max(largest, w.DistanceM)
	}
	axis := opts.YAxis{Type: "value", Show: opts.Bool(false), Min: 0, GridIndex: grid}
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

func weekIndex(weeks []analysis.WeekBar, w training.Week) int {
	for i := range weeks {
		if weeks[i].Week == w {
			return i
		}
	}
	return -1
}

// calendar draws every day of the weeks as a square, larger for longer, and the
// weeks as bars below.
func (b *builder) calendar(c analysis.Calendar) *figure {
	f := &figure{}
	if len(c.Weeks) == 0 {
		return f
	}
	drawing := charts.NewCustom()
	drawing.SetXAxis(b.monthAxis(c.Weeks))
	drawing.ExtendXAxis(opts.XAxis{Type: "category", GridIndex: 1, Data: b.weekAxis(c.Weeks), AxisLabel: endLabels()})
	drawing.ExtendYAxis(b.volumeAxis(c.Weeks, c.LimitM, 1))
	drawing.SetGlobalOptions(house(),
		charts.WithGridOpts(
			opts.Grid{Left: "40", Right: "0", Top: "24", Height: "133"},
			opts.Grid{Left: "40", Right: "0", Top: "190", Height: "94"}),
		charts.WithXAxisOpts(opts.XAxis{
			Type: "category", Position: "top",
			AxisLine:  &opts.AxisLine{Show: opts.Bool(false)},
			AxisLabel: &opts.AxisLabel{Interval: "0"},
		}),
		charts.WithYAxisOpts(opts.YAxis{
			Type: "category", Inverse: opts.Bool(true), Data: weekdayLabels(weekFrom(time.Monday), nil),
			AxisLine:  &opts.AxisLine{Show: opts.Bool(false)},
			AxisLabel: &opts.AxisLabel{Interval: "0", Align: "left", Margin: 40},
		}))
	drawing.AddSeries("", nil, series(b.dayMarks(c), func(s *charts.SingleSeries) { s.RenderItem = "day" }))
	bars := charts.NewBar()
	bars.AddSeries("", nil, series(b.weekBars(c.Weeks), func(s *charts.SingleSeries) {
		b.weekSeries(c.Weeks, c.LimitM)(s)
		s.XAxisIndex, s.YAxisIndex = 1, 1
	}))
	drawing.Overlap(bars)
	f.Panels = []panel{b.drawn("", "Days with a run as squares, week by week. "+b.volumeWords(c.Weeks, c.LimitM), 310, drawing)}
	f.Panels[0].Bars = b.weekTextBars(c.Weeks, c.LimitM)
	f.Tables = []table{b.weekTable(c.Weeks)}
	return f
}

// The third value of a day's mark: the share of its square's side for a run, a
// point for a day without one, a dash for such a day in a break.
const (
	emptyDay = 0
	breakDay = -1
)

// smallestSide is the side of the shortest run's square, as a share of the longest's.
const smallestSide = 0.42

// longDays is the share of days with a run that are no longer than the largest
// square: one ultra would make dust of all others.
const longDays = 0.95

// dayMarks returns a mark for every day of the weeks.
func (b *builder) dayMarks(c analysis.Calendar) []datum {
	metres := map[training.Date]float64{}
	for _, d := range c.Days {
		metres[d.Day] += d.DistanceM
	}
	lengths := slices.Sorted(maps.Values(metres))
	longest := 0.0
	if n := len(lengths); n > 0 {
		longest = lengths[int(longDays*float64(n-1))]
	}
	marks := make([]datum, 0, 7*len(c.Weeks))
	for i, w := range c.Weeks {
		for row := range 7 {
			day := w.Week.Monday() + training.Date(row)
			if day > b.j.AsOf {
				continue
			}
			mark := datum{Name: b.day(day) + ": no run", ItemStyle: colour(hair)}
			size := float64(emptyDay)
			switch m := metres[day]; {
			case m > 0:
				mark.Name = b.day(day) + ": " + b.distance(m)
				mark.ItemStyle = colour(blue)
				size = math.Round(100*min(1, max(smallestSide, m/longest))) / 100
			case w.Break:
				mark.ItemStyle = colour(verm)
				size = breakDay
			}
			mark.Value = []float64{float64(i), float64(row), size}
			marks = append(marks, mark)
		}
	}
	return marks
}

// endsAlone leaves the first and the last of the names under bars.
func endsAlone(c *charts.Bar, names []string) {
	ends := make([]string, len(names))
	ends[0], ends[len(names)-1] = names[0], names[len(names)-1]
	c.SetXAxis(ends)
	c.XAxisList[0].AxisLabel = endLabels()
}

// monthAxis names each month above its first whole week; for strangers, none.
func (b *builder) monthAxis(weeks []analysis.WeekBar) []string {
	names := make([]string, len(weeks))
	if b.Share {
		return names
	}
	for i, w := range weeks {
		if w.Week.Monday().Time().Day() <= 7 {
			names[i] = w.Week.Monday().Time().Format("Jan")
		}
	}
	return names
}
