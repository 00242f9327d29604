package reports

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"secondwind/analysis"
)

const (
	// classHeight is the room of a class with two bars, classFrame that of the axes,
	// in pixels.
	classHeight = 34
	classFrame  = 12
	// classRoom is what a chart leaves for the words beside its longest bar, as a
	// share of that bar.
	classRoom = 0.45
	// classLetter is the width of a letter of a class's name, widestClass what the
	// longest name may take of a phone's width, classGap its distance from the bars.
	classLetter = 8
	widestClass = 150
	classGap    = 8
)

// distribution draws the share of the runs in each class as a bar, and below it,
// as an outline, that of the year before.
func (b *builder) distribution(c analysis.Distribution) *figure {
	f := &figure{Tables: []table{b.distributionTable(c)}}
	if len(c.Classes) == 0 {
		return f
	}
	then, compared := c.Then.Get()
	now, before, largest := b.classBars(c, then.Runs)
	names, width := b.classNames(c)
	drawing := charts.NewBar()
	drawing.SetGlobalOptions(house(),
		charts.WithGridOpts(opts.Grid{Left: strconv.Itoa(width), Right: "0", Top: "4", Bottom: "8"}),
		charts.WithXAxisOpts(opts.XAxis{Type: "value", Show: opts.Bool(false), Min: 0, Max: percentage((1 + classRoom) * max(largest, 0.01))}),
		charts.WithYAxisOpts(opts.YAxis{
			Type: "category", Inverse: opts.Bool(true), Data: names,
			AxisLabel: &opts.AxisLabel{Interval: "0", Align: "left", Margin: float64(width)},
		}))
	drawing.AddSeries("", nil, series(now, func(s *charts.SingleSeries) { s.BarMaxWidth = "14" }))
	if compared {
		drawing.AddSeries("", nil, series(before, func(s *charts.SingleSeries) { s.BarMaxWidth = "8" }))
		f.Note = fmt.Sprintf("Filled: %s. Outlined: the same weeks a year before, %s.",
			plural(c.Now.Runs, "run", "runs"), plural(then.Runs, "run", "runs"))
	}
	bars := b.classTextBars(c)
	said := make([]string, len(bars))
	for i, bar := range bars {
		said[i] = bar.Label + ": " + bar.Words
	}
	p := b.drawn("", b.Figures(c.Axis)+". "+strings.Join(said, "; ")+".", classFrame+classHeight*len(c.Classes), drawing)
	p.Bars = bars
	f.Panels = []panel{p}
	return f
}

// classBars returns the bars of the classes, now and a year before, and the
// largest share among them.
func (b *builder) classBars(c analysis.Distribution, thenRuns int) (now, before []datum, largest float64) {
	for _, class := range c.Classes {
		name := b.Figures(class.Name)
		is, was := share(class.Now, c.Now.Runs), share(class.Then, thenRuns)
		largest = max(largest, is, was)
		bar := datum{
			Name: name + ": " + classWords(class.Now, is), Value: percentage(is),
			ItemStyle: colour(quiet), Label: beside(percent(is), class.Flagged),
		}
		if class.Flagged {
			bar.ItemStyle = colour(blue)
		}
		now = append(now, bar)
		before = append(before, datum{
			Name: name + " a year before: " + classWords(class.Then, was), Value: percentage(was),
			ItemStyle: hollow(quiet),
		})
	}
	return now, before, largest
}

func classWords(runs int, share float64) string {
	return plural(runs, "run", "runs") + ", " + percent(share)
}

// classNames are the classes along the axis, the flagged ones heavy, and the
// pixels that they need.
func (b *builder) classNames(c analysis.Distribution) (names []axisName, width int) {
	names = make([]axisName, len(c.Classes))
	for i, class := range c.Classes {
		names[i].Value = b.Figures(class.Name)
		width = max(width, classLetter*utf8.RuneCountInString(names[i].Value))
		if class.Flagged {
			names[i].TextStyle = &opts.TextStyle{Color: ink, FontWeight: "650", Align: "left"}
		}
	}
	return names, min(width, widestClass) + classGap
}

func (b *builder) classTextBars(c analysis.Distribution) []textBar {
	then, compared := c.Then.Get()
	bars := make([]textBar, len(c.Classes))
	for i, class := range c.Classes {
		is := share(class.Now, c.Now.Runs)
		words := classWords(class.Now, is)
		if compared {
			words += " (" + percent(share(class.Then, then.Runs)) + " a year before)"
		}
		bars[i] = textBar{Label: b.Figures(class.Name), Words: words, Share: is}
	}
	scaleBars(bars)
	return bars
}

// percentage is a share as a number of an axis.
func percentage(share float64) float64 { return math.Round(1000*share) / 10 }

// beside writes words to the right of a bar.
func beside(words string, matters bool) *opts.Label {
	l := label(words, matters)
	l.Position = "right"
	return l
}

func (b *builder) distributionTable(c analysis.Distribution) table {
	t := table{Caption: b.Sentence(c.Axis), Columns: []string{"Class", "Runs", "Share"}}
	then, compared := c.Then.Get()
	if compared {
		t.Columns = append(t.Columns, "A year before", "Share")
	}
	for _, class := range c.Classes {
		row := []string{b.Figures(class.Name), grouped(float64(class.Now), 0), percent(share(class.Now, c.Now.Runs))}
		if compared {
			row = append(row, grouped(float64(class.Then), 0), percent(share(class.Then, then.Runs)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
