package reports

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"secondwind/analysis"
	"secondwind/internal/training"
)

// trend draws each series on its own: bests over 5 and 10 km share no scale.
func (b *builder) trend(c analysis.Trend) *figure {
	f := &figure{}
	for _, s := range c.Series {
		if len(s.Points) == 0 {
			continue
		}
		if p, ok := b.trendPanel(s); ok {
			if len(c.Series) == 1 {
				p.Heading = "" // the title of the figure names it
			}
			f.Panels = append(f.Panels, p)
		}
		f.Tables = append(f.Tables, b.trendTable(s))
	}
	if rows := b.bestRows(c.Bests); len(rows) > 0 {
		f.Shown = []table{{
			Caption: "Your best times, pauses included; downhill stretches and treadmill runs left out",
			Columns: []string{"Distance", "Best of all", "Of the last year"},
			Rows:    rows,
		}}
	}
	return f
}

const (
	halfMarathonM = 21_097.5
	marathonM     = 42_195
)

// bestRows lists the best times; the mile for readers of miles, the kilometre for
// others.
func (b *builder) bestRows(bests []analysis.BestTimes) [][]string {
	var rows [][]string
	for _, t := range bests {
		name := b.namedDistance(t.DistanceM)
		switch t.DistanceM {
		case metresPerKm:
			if b.Units == Imperial {
				continue
			}
		case metresPerMile:
			if b.Units != Imperial {
				continue
			}
		case halfMarathonM:
			name = "Half marathon"
		case marathonM:
			name = "Marathon"
		}
		year := "–"
		if last, ran := t.Year.Get(); ran && last == t.All {
			year = "the same"
		} else if ran {
			year = b.bestCell(last)
		}
		rows = append(rows, []string{name, b.bestCell(t.All), year})
	}
	return rows
}

func (b *builder) bestCell(t analysis.BestTime) string {
	return stopwatch(time.Duration(t.Elapsed)) + ", " + b.narrowDay(t.Day)
}

// trendValue writes a value as short as a mark has room for.
func (b *builder) trendValue(v training.Slot) string {
	if d, ok := v.(training.Duration); ok {
		return stopwatch(time.Duration(d))
	}
	return b.Slot(v)
}

// stopwatch writes a time as a clock at a finish does: 25:00 or 1:41:42.
func stopwatch(d time.Duration) string {
	s := int(d.Round(time.Second) / time.Second)
	if s < 3600 {
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
}

// trendPanel draws a series with its first, best and last value named.
func (b *builder) trendPanel(s analysis.TrendSeries) (panel, bool) {
	first, last := s.Points[0], s.Points[len(s.Points)-1]
	low, high := math.Inf(1), math.Inf(-1)
	marks := make([]datum, 0, len(s.Points))
	best := lastBest(s.Points)
	for i, p := range s.Points {
		v, ok := number(p.Value)
		if !ok {
			return panel{}, false
		}
		low, high = min(low, v), max(high, v)
		mark := datum{
			Name:       b.day(p.Day) + ": " + b.trendValue(p.Value),
			Value:      []float64{float64(p.Day - first.Day), v},
			SymbolSize: 7,
			ItemStyle:  colour(quiet),
		}
		if p.Best {
			mark.SymbolSize, mark.ItemStyle = 10, colour(blue)
		}
		if i == 0 || i == len(s.Points)-1 || p.Best && i == best || p.Told {
			mark.Label = inwards(b.trendValue(p.Value), float64(p.Day-first.Day)/max(1, float64(last.Day-first.Day)), p.Best)
		}
		marks = append(marks, mark)
	}
	clearOfLine(marks)
	limit, limited := number(s.Limit)
	if limited {
		low, high = min(low, limit), max(high, limit)
		clearOfLimit(marks, limit)
	}
	// A label may stand under the lowest mark.
	room := max((high-low)/3, high/100)
	drawing := charts.NewLine()
	drawing.SetXAxis(b.dayAxis(first.Day, last.Day))
	drawing.SetGlobalOptions(house(),
		charts.WithGridOpts(opts.Grid{Left: "24", Right: "32", Top: "28", Bottom: "32"}),
		charts.WithXAxisOpts(opts.XAxis{Type: "category", BoundaryGap: opts.Bool(false), AxisLabel: endLabels(), AxisLine: &opts.AxisLine{OnZero: opts.Bool(false)}}),
		charts.WithYAxisOpts(opts.YAxis{
			Type: "value", Show: opts.Bool(false), Min: low - room, Max: high + room/4,
		}))
	drawing.AddSeries("", nil, series(marks, func(line *charts.SingleSeries) {
		line.Symbol = "circle"
		line.ShowSymbol = opts.Bool(true)
		line.LineStyle = &opts.LineStyle{Color: quiet, Width: 1.5}
		if limited {
			line.MarkLines = limits(limitLine(limit, "a rut from "+b.Slot(s.Limit), verm))
		}
	}))
	name := b.Figures(s.Name)
	words := name + ": " + b.Figures(training.Say("{} on {}, {} on {}.", first.Value, training.Day(first.Day), last.Value, training.Day(last.Day)))
	p := b.drawn(name, words, 156, drawing)
	for _, q := range s.Points[max(0, len(s.Points)-textWeeks):] {
		v, _ := number(q.Value)
		p.Bars = append(p.Bars, textBar{Label: b.shortDay(q.Day), Words: b.trendValue(q.Value), Share: v})
	}
	scaleBars(p.Bars)
	return p, true
}

// lastBest is the place of the newest best; -1 for none.
func lastBest(points []analysis.TrendPoint) int {
	for i, p := range slices.Backward(points) {
		if p.Best {
			return i
		}
	}
	return -1
}

// clearOfLine puts a label under its mark where the line comes from above.
func clearOfLine(marks []datum) {
	for i, m := range marks {
		next := i - 1
		if i == 0 {
			next = 1
		}
		if m.Label == nil || next >= len(marks) {
			continue
		}
		if marks[next].Value.([]float64)[1] > m.Value.([]float64)[1] {
			m.Label.Position = "bottom"
		}
	}
}

// clearOfLimit puts a label on the side of its mark that is away from a limit.
func clearOfLimit(marks []datum, limit float64) {
	for _, m := range marks {
		if m.Label != nil && m.Value.([]float64)[1] <= limit {
			m.Label.Position = "bottom"
		} else if m.Label != nil {
			m.Label.Position = "top"
		}
	}
}

func (b *builder) trendTable(s analysis.TrendSeries) table {
	t := table{Caption: b.Figures(s.Name), Columns: []string{"Day", "Value", "Best of these"}}
	for _, p := range s.Points {
		best := ""
		if p.Best {
			best = "yes"
		}
		t.Rows = append(t.Rows, []string{b.shortDay(p.Day), b.trendValue(p.Value), best})
	}
	return t
}
