package reports

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"secondwind/analysis"
	"secondwind/internal/training"
)

const (
	// calendarLeft is the room for the names of the weekdays, in pixels.
	calendarLeft = "40"
	// bracketRoom is that of the brackets below the days.
	bracketRoom = 20
	// bracketWords is how far apart, as a share of the weeks, two brackets lie whose
	// words do not touch on a phone; nearer ones have a number alone.
	bracketWords = 0.18
	// lastPlace keeps the end of a bracket in the column of its last day.
	lastPlace = 0.001
)

// calendar draws every day of the weeks as a square, larger for longer, with the days
// away as dashes over a bracket, and the weeks as bars below.
func (b *builder) calendar(c analysis.Calendar) *figure {
	f := &figure{}
	if len(c.Weeks) == 0 {
		return f
	}
	brackets := awayMarks(c)
	below := 190
	if len(brackets) > 0 {
		below += bracketRoom
	}
	drawing := charts.NewCustom()
	drawing.SetXAxis(b.monthAxis(c.Weeks))
	drawing.ExtendXAxis(opts.XAxis{Type: "category", GridIndex: 1, Data: b.weekAxis(c.Weeks), AxisLabel: weekLabels(len(c.Weeks))})
	drawing.ExtendYAxis(b.volumeAxis(c.Weeks, c.LimitM, 1))
	drawing.SetGlobalOptions(house(),
		charts.WithGridOpts(
			opts.Grid{Left: calendarLeft, Right: "0", Top: "24", Height: "133"},
			opts.Grid{Left: calendarLeft, Right: "0", Top: strconv.Itoa(below), Height: "94"}),
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
	if len(brackets) > 0 {
		drawing.AddSeries("days", nil, series(brackets, func(s *charts.SingleSeries) { s.RenderItem = "bracket" }))
	}
	bars := charts.NewBar()
	bars.AddSeries("", nil, series(b.weekBars(c.Weeks), func(s *charts.SingleSeries) {
		b.weekSeries(c.Weeks, c.LimitM)(s)
		s.XAxisIndex, s.YAxisIndex = 1, 1
	}))
	drawing.Overlap(bars)
	p := b.drawn("", "Days with a run as squares, week by week. "+b.volumeWords(c.Weeks, c.LimitM)+b.awayWords(c), below+120, drawing)
	p.Bars = b.weekTextBars(c.Weeks, c.LimitM)
	f.Panels = []panel{p}
	f.Tables = []table{b.calendarTable(c)}
	if len(c.Gaps) > 0 {
		f.Tables = append(f.Tables, b.awayTable(c))
	}
	return f
}

// The third value of a day's mark: the share of its square's side for a run, a
// point for a day without one, a dash for such a day in a gap or a break.
const (
	emptyDay = 0
	awayDay  = -1
)

// The fourth value of a day's mark: what sets it apart.
const (
	plainDay = iota
	flaggedDay
	raceDay
)

// smallestSide is the side of the shortest run's square, as a share of the longest's.
const smallestSide = 0.42

// longDays is the share of days with a run that are no longer than the largest
// square: one ultra would make dust of all others.
const longDays = 0.95

// dayMarks returns a mark for every day of the weeks.
func (b *builder) dayMarks(c analysis.Calendar) []datum {
	days := daysOf(c)
	lengths := make([]float64, 0, len(days))
	for _, d := range days {
		lengths = append(lengths, d.DistanceM)
	}
	slices.Sort(lengths)
	longest := 0.0
	if n := len(lengths); n > 0 {
		longest = lengths[int(longDays*float64(n-1))]
	}
	marks := make([]datum, 0, 7*len(c.Weeks))
	for i, w := range c.Weeks {
		for row := range 7 {
			day := w.Week.Monday() + training.Date(row)
			if day > c.To {
				continue
			}
			mark := datum{Name: b.day(day) + ": no run", ItemStyle: colour(hair)}
			size, kind := float64(emptyDay), plainDay
			switch d := days[day]; {
			case d.DistanceM > 0:
				mark.Name = b.day(day) + ": " + b.distance(d.DistanceM)
				mark.ItemStyle = colour(blue)
				size = math.Round(100*min(1, max(smallestSide, d.DistanceM/longest))) / 100
				switch {
				case d.Race:
					kind, mark.Name = raceDay, mark.Name+", the race"
				case d.Flagged:
					kind, mark.Name = flaggedDay, mark.Name+", a big one"
				}
			case slices.ContainsFunc(c.Gaps, func(g analysis.Away) bool { return g.From <= day && day <= g.To }):
				mark.ItemStyle = colour(verm)
				size = awayDay
			}
			mark.Value = []float64{float64(i), float64(row), size, float64(kind)}
			marks = append(marks, mark)
		}
	}
	return marks
}

// daysOf sums the days of a calendar, which may hold a day twice.
func daysOf(c analysis.Calendar) map[training.Date]analysis.DayMark {
	days := make(map[training.Date]analysis.DayMark, len(c.Days))
	for _, d := range c.Days {
		d.DistanceM += days[d.Day].DistanceM
		days[d.Day] = d
	}
	return days
}

// awayMarks returns a bracket for each stretch away: where it begins and ends in
// weeks, its days, and whether there is room for their unit.
func awayMarks(c analysis.Calendar) []datum {
	first := c.Weeks[0].Week.Monday()
	end := float64(len(c.Weeks))
	var marks []datum
	var middles []float64
	var days []int
	for _, g := range c.Gaps {
		from, to := max(0, float64(g.From-first)/7), min(end-lastPlace, float64(g.To+1-first)/7-lastPlace)
		if to <= from {
			continue
		}
		middles, days = append(middles, (from+to)/2), append(days, g.Days)
		marks = append(marks, datum{Name: awayName(g), Value: []float64{from, to, float64(g.Days), 1}})
	}
	for i := range marks {
		near := func(j int) bool {
			return j >= 0 && j < len(middles) && math.Abs(middles[i]-middles[j]) < bracketWords*end
		}
		if near(i-1) || near(i+1) || days[i] == 1 {
			marks[i].Value.([]float64)[3] = 0
		}
	}
	return marks
}

func awayName(g analysis.Away) string {
	if g.Planned {
		return "Break of " + plural(g.Days, "day", "days")
	}
	return plural(g.Days, "day", "days") + " away"
}

// awayWords says the stretches away.
func (b *builder) awayWords(c analysis.Calendar) string {
	var said strings.Builder
	for _, g := range c.Gaps {
		fmt.Fprintf(&said, " %s, %s.", awayName(g), b.span(g.From, g.To))
	}
	return said.String()
}

// calendarTable lists the weeks with each day's distance, newest last.
func (b *builder) calendarTable(c analysis.Calendar) table {
	days := daysOf(c)
	t := b.weekTable(c.Weeks)
	t.Columns = []string{"Week", "Runs", b.distanceUnit(), "Each day", "Note"}
	for i, w := range c.Weeks {
		var each []string
		for row := range 7 {
			d, ran := days[w.Week.Monday()+training.Date(row)]
			if !ran {
				continue
			}
			words := d.Day.Weekday().String()[:3] + " " + b.distanceCell(d.DistanceM)
			if d.Race {
				words += " (race)"
			}
			each = append(each, words)
		}
		t.Rows[i][3] = strings.Join(each, ", ")
	}
	return t
}

// awayTable lists the stretches away.
func (b *builder) awayTable(c analysis.Calendar) table {
	t := table{Caption: "Days away", Columns: []string{"When", "Days", "Note"}}
	for _, g := range c.Gaps {
		note := "gap"
		if g.Planned {
			note = "break of your profile"
		}
		t.Rows = append(t.Rows, []string{upperFirst(b.span(g.From, g.To)), strconv.Itoa(g.Days), note})
	}
	return t
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
