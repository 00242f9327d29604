package reports

import (
	"strconv"
	"time"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"secondwind/analysis"
	"secondwind/internal/training"
)

const (
	// laneHeight and monthsHeight are in pixels, with the days or months under them.
	laneHeight   = 90
	monthsHeight = 110
	// widestMonth is the widest bar of one.
	widestMonth = "36"
	// laneEdge is how near to an end of a lane, as a share of it, the words of an
	// event turn inwards.
	laneEdge = 0.2
	// laneGap keeps the words of an empty stretch off its dashes. They stand below, for
	// those of events stand above.
	laneGap = 9
)

// timeline draws each lane on its own, all over the same days.
func (b *builder) timeline(c analysis.Timeline) *figure {
	f := &figure{}
	if c.To < c.From {
		return f
	}
	for _, l := range c.Lanes {
		if c.Monthly {
			p, t := b.monthlyLane(c, l)
			f.Panels, f.Tables = append(f.Panels, p), append(f.Tables, t)
			continue
		}
		f.Panels = append(f.Panels, b.lane(c, l))
		f.Tables = append(f.Tables, b.laneTable(l))
	}
	return f
}

// lane draws events as dots on a line; the newest and the best are named, and an
// empty stretch is dashed.
func (b *builder) lane(c analysis.Timeline, l analysis.Lane) panel {
	marks := make([]datum, len(l.Events))
	newest, best := len(l.Events)-1, -1
	for i, e := range l.Events {
		if e.Best {
			best = i
		}
	}
	for i, e := range l.Events {
		words := b.Figures(e.Label)
		at := float64(min(max(e.Day, c.From), c.To) - c.From)
		marks[i] = datum{Name: b.day(e.Day) + ": " + words, Value: []float64{at, 0}, SymbolSize: 9, ItemStyle: colour(quiet)}
		if e.Best {
			marks[i].SymbolSize, marks[i].ItemStyle = 11, colour(blue)
		}
		if i == best || best < 0 && i == newest {
			marks[i].Label = inwards(words, at/max(1, float64(c.To-c.From)), e.Best)
		}
	}
	lines := []any{limit{YAxis: 0, Label: &opts.Label{Show: opts.Bool(false)}, LineStyle: &limitStyle{Color: hair, Width: 1, Type: "solid"}}}
	name := b.Figures(l.Name)
	said := name + ": " + plural(len(l.Events), "event", "events") + "."
	if empty, some := l.Empty.Get(); some {
		words := plural(int(empty.To-empty.From)+1, "day", "days") + " without"
		lines = append(lines, []limit{
			{Coord: []any{int(max(empty.From, c.From) - c.From), 0}, Label: spaced{limitWords(words, "insideEndBottom"), laneGap}, LineStyle: dashed(verm)},
			{Coord: []any{int(min(empty.To, c.To) - c.From), 0}},
		})
		said += b.Figures(training.Say(" From {}: ", training.Day(empty.From))) + words + "."
	}
	drawing := charts.NewScatter()
	drawing.SetXAxis(b.dayAxis(c.From, c.To))
	drawing.SetGlobalOptions(house(),
		charts.WithGridOpts(opts.Grid{Left: "8", Right: "8", Top: "26", Bottom: "24"}),
		charts.WithXAxisOpts(opts.XAxis{Type: "category", BoundaryGap: opts.Bool(false), AxisLabel: endLabels(), AxisLine: &opts.AxisLine{Show: opts.Bool(false)}}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Show: opts.Bool(false), Min: -1, Max: 1}))
	drawing.AddSeries("", nil, series(marks, func(s *charts.SingleSeries) { s.MarkLines = limits(lines...) }))
	p := b.drawn(name, said, laneHeight, drawing)
	p.Bars = b.laneLines(l)
	return p
}

// laneLines are the newest events of a lane for plain text, and the days without one.
func (b *builder) laneLines(l analysis.Lane) []textBar {
	var lines []textBar
	for _, e := range l.Events[max(0, len(l.Events)-textWeeks):] {
		lines = append(lines, textBar{Label: b.shortDay(e.Day), Words: b.Figures(e.Label)})
	}
	if empty, some := l.Empty.Get(); some {
		lines = append(lines, textBar{Label: b.shortDay(empty.From), Words: plural(int(empty.To-empty.From)+1, "day", "days") + " without, from here on"})
	}
	if len(lines) == 0 {
		lines = []textBar{{Label: "–", Words: "none"}}
	}
	return lines
}

// monthlyLane draws how many events each month holds as bars, an empty stretch dashed.
func (b *builder) monthlyLane(c analysis.Timeline, l analysis.Lane) (panel, table) {
	first := c.From.Time()
	column := func(d training.Date) int {
		t := min(max(d, c.From), c.To).Time()
		return 12*(t.Year()-first.Year()) + int(t.Month()-first.Month())
	}
	counts := make([]int, column(c.To)+1)
	for _, e := range l.Events {
		counts[column(e.Day)]++
	}
	name := b.Figures(l.Name)
	t := table{Caption: upperFirst(name), Columns: []string{"Month", "Sessions"}}
	bars, names := make([]datum, len(counts)), make([]string, len(counts))
	rows := make([]textBar, len(counts))
	for i, n := range counts {
		month := training.Month(training.NewDate(first.Year(), first.Month()+time.Month(i), 1))
		long, short := b.monthIn(month, "January 2006"), b.monthIn(month, "Jan 2006")
		names[i] = short
		bars[i] = datum{Name: upperFirst(long) + ": " + plural(n, "session", "sessions"), Value: n}
		if n > 0 {
			bars[i].Label = label(strconv.Itoa(n), false)
		}
		t.Rows = append(t.Rows, []string{upperFirst(long), strconv.Itoa(n)})
		rows[i] = textBar{Label: short, Words: strconv.Itoa(n), Share: float64(n)}
	}
	drawing := barChart(names, "72%", bars)
	endsAlone(drawing, names)
	drawing.MultiSeries[0].BarMaxWidth = widestMonth
	said := name + ": " + plural(len(l.Events), "session", "sessions") + "."
	if empty, some := l.Empty.Get(); some {
		words := plural(int(empty.To-empty.From)+1, "day", "days") + " without"
		from := min(column(empty.From)+1, len(counts)-1)
		drawing.MultiSeries[0].MarkLines = limits([]limit{
			{Coord: []any{from, 0}, Label: spaced{limitWords(words, "insideEndTop"), laneGap}, LineStyle: dashed(verm)},
			{Coord: []any{len(counts) - 1, 0}},
		})
		said += " " + words + "."
	}
	p := b.drawn(name, said, monthsHeight, drawing)
	p.Bars = rows[max(0, len(rows)-textWeeks):]
	scaleBars(p.Bars)
	return p, t
}

// inwards writes the words of a mark above it, and towards the middle near an end.
func inwards(words string, at float64, matters bool) *opts.Label {
	l := label(words, matters)
	switch {
	case at < laneEdge:
		l.Align = "left"
	case at > 1-laneEdge:
		l.Align = "right"
	}
	return l
}

// laneTable lists the events of a lane, newest first.
func (b *builder) laneTable(l analysis.Lane) table {
	t := table{Caption: b.Sentence(l.Name), Columns: []string{"Day", "What"}}
	for i := len(l.Events) - 1; i >= 0; i-- {
		t.Rows = append(t.Rows, []string{b.shortDay(l.Events[i].Day), b.Figures(l.Events[i].Label)})
	}
	if len(t.Rows) == 0 {
		t.Rows = [][]string{{"–", "none"}}
	}
	return t
}
