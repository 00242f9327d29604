package reports

import (
	"fmt"
	"math"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"secondwind/analysis"
)

// leastLabelGap is how far apart, as a share of the chart's height, two limits lie
// whose labels do not touch.
const leastLabelGap = 0.12

// calmTop is the least top of a longest-run chart, over the limit of a rut, so
// that the limit is always in sight.
const calmTop = 1.12

// farAbove the last band is where a longest-run chart ends.
const farAbove = 1.15

// longestRun draws every run as a share of the longest run of its 30 days before.
func (b *builder) longestRun(c analysis.LongestRun) *figure {
	f := &figure{}
	if len(c.Runs) == 0 {
		return f
	}
	if marks, low, top := b.spikeMarks(c); len(marks) > 0 {
		first, last := c.Runs[0].Day, c.Runs[len(c.Runs)-1].Day
		drawing := charts.NewScatter()
		drawing.SetXAxis(b.dayAxis(first, last))
		drawing.SetGlobalOptions(house(),
			charts.WithGridOpts(opts.Grid{Left: "6", Right: "28", Top: "22", Bottom: "24"}),
			charts.WithXAxisOpts(opts.XAxis{Type: "category", BoundaryGap: opts.Bool(false), AxisLabel: endLabels()}),
			charts.WithYAxisOpts(opts.YAxis{Type: "value", Show: opts.Bool(false), Min: math.Floor(low*8) * 10, Max: math.Round(top * 105)}))
		watch := ""
		if (c.RutFrom-c.WatchFrom)/(top-low) >= leastLabelGap {
			watch = "a watch from " + percent(c.WatchFrom)
		}
		lines := []any{
			limitLine(100*c.RutFrom, "a rut from "+percent(c.RutFrom), verm),
			limitLine(100*c.WatchFrom, watch, quiet),
		}
		if top >= 0.9*c.LargeFrom {
			lines = append(lines, limitLine(100*c.LargeFrom, percent(c.LargeFrom), quiet))
		}
		drawing.AddSeries("", nil, series(marks, func(s *charts.SingleSeries) { s.MarkLines = limits(lines...) }))
		p := b.drawn("", b.spikeWords(c), 224, drawing)
		p.Bars = b.spikeBars(c)
		f.Panels = []panel{p}
	}
	f.Tables = []table{b.spikeTable(c)}
	return f
}

// spikeMarks returns a mark for each run that can be compared, and the range of
// their shares: the flagged runs blue and named, races as diamonds. One far above all
// bands stands at the top with its share, for it would press the others flat.
func (b *builder) spikeMarks(c analysis.LongestRun) (marks []datum, low, top float64) {
	low, top = c.WatchFrom, calmTop*c.RutFrom
	days := max(1, float64(c.Runs[len(c.Runs)-1].Day-c.Runs[0].Day))
	for _, r := range c.Runs {
		if r.LongestM <= 0 {
			continue
		}
		share := r.DistanceM / r.LongestM
		at := min(share, farAbove*c.LargeFrom)
		low, top = min(low, at), max(top, at)
		mark := datum{
			Name:       b.spikeName(r),
			Value:      []float64{float64(r.Day - c.Runs[0].Day), math.Round(1000*at) / 10},
			SymbolSize: 8,
			ItemStyle:  colour(quiet),
		}
		if r.Race {
			mark.Symbol, mark.SymbolSize, mark.ItemStyle = "diamond", 11, hollow(quiet)
		}
		if r.Flagged {
			mark.SymbolSize, mark.ItemStyle = 11, colour(blue)
		}
		if r.Flagged || at < share {
			mark.Label = inwards(percent(share), float64(r.Day-c.Runs[0].Day)/days, r.Flagged)
			if share < c.RutFrom {
				mark.Label.Position = "left" // the limit runs above
			}
		}
		marks = append(marks, mark)
	}
	return marks, low, top
}

func (b *builder) spikeName(r analysis.SpikePoint) string {
	name := fmt.Sprintf("%s: %s, %s of the longest before", b.day(r.Day), b.distance(r.DistanceM), percent(r.DistanceM/r.LongestM))
	if r.Race {
		name += ", a race"
	}
	return name
}

func (b *builder) spikeWords(c analysis.LongestRun) string {
	words := fmt.Sprintf("%s, each against the longest of the 30 days before. The limit is %s.",
		plural(len(c.Runs), "run", "runs"), percent(c.RutFrom))
	for _, r := range c.Runs {
		if r.Flagged && r.LongestM > 0 {
			words += " " + b.spikeName(r) + "."
		}
	}
	return words
}

// spikeTable lists the runs, newest first.
func (b *builder) spikeTable(c analysis.LongestRun) table {
	t := table{
		Caption: "Each run against the longest of the 30 days before, newest first",
		Columns: []string{"Run", b.distanceUnit(), "Longest before", "Share"},
	}
	for _, r := range slices.Backward(c.Runs) {
		row := []string{b.shortDay(r.Day), b.distanceCell(r.DistanceM), "–", "–"}
		if r.Race {
			row[0] += ", race"
		}
		if r.LongestM > 0 {
			row[2], row[3] = b.distanceCell(r.LongestM), percent(r.DistanceM/r.LongestM)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// spikeBars are the longest runs by share, for plain text.
func (b *builder) spikeBars(c analysis.LongestRun) []textBar {
	var bars []textBar
	for _, r := range c.Runs {
		if r.LongestM > 0 {
			share := r.DistanceM / r.LongestM
			words := percent(share)
			if r.Race {
				words += ", a race"
			}
			if r.Flagged {
				words += ", flagged"
			}
			bars = append(bars, textBar{Label: b.shortDay(r.Day), Words: words, Share: share})
		}
	}
	bars = bars[max(0, len(bars)-textWeeks):]
	if len(bars) > 0 {
		bars = append(bars, textBar{Label: "limit", Words: percent(c.RutFrom), Share: c.RutFrom, Limit: true})
	}
	scaleBars(bars)
	return bars
}
