package reports

import (
	"math"
	"slices"

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
	return f
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
			Name:       b.day(p.Day) + ": " + b.Slot(p.Value),
			Value:      []float64{float64(p.Day - first.Day), v},
			SymbolSize: 7,
			ItemStyle:  colour(quiet),
		}
		if p.Best {
			mark.SymbolSize, mark.ItemStyle = 10, colour(blue)
		}
		if i == 0 || i == len(s.Points)-1 || p.Best && i == best {
			mark.Label = inwards(b.Slot(p.Value), float64(p.Day-first.Day)/max(1, float64(last.Day-first.Day)), p.Best)
		}
		marks = append(marks, mark)
	}
	clearOfLine(marks)
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
	}))
	name := b.Figures(s.Name)
	words := name + ": " + b.Figures(training.Say("{} on {}, {} on {}.", first.Value, training.Day(first.Day), last.Value, training.Day(last.Day)))
	p := b.drawn(name, words, 156, drawing)
	for _, q := range s.Points[max(0, len(s.Points)-textWeeks):] {
		v, _ := number(q.Value)
		p.Bars = append(p.Bars, textBar{Label: b.shortDay(q.Day), Words: b.Slot(q.Value), Share: v})
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

func (b *builder) trendTable(s analysis.TrendSeries) table {
	t := table{Caption: b.Figures(s.Name), Columns: []string{"Day", "Value", "Best so far"}}
	for _, p := range s.Points {
		best := ""
		if p.Best {
			best = "yes"
		}
		t.Rows = append(t.Rows, []string{b.shortDay(p.Day), b.Slot(p.Value), best})
	}
	return t
}
