package reports

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"secondwind/analysis"
)

const (
	// dotPitch is the room of a run, classGap that between two classes, classFrame that
	// of the edges, in pixels.
	dotPitch   = 11
	classGap   = 14
	classFrame = 12
	// dotsAcross are what fits beside the names on a phone; more of them are stacked.
	dotsAcross = 20
	// classLetter is the width of a letter of a class's name, widestClass what the
	// longest name may take of a phone's width, nameGap its distance from the dots.
	classLetter = 8
	widestClass = 150
	nameGap     = 8
)

// distribution draws the runs of each class as dots, and below them, hollow, those of
// the year before.
func (b *builder) distribution(c analysis.Distribution) *figure {
	f := &figure{Tables: []table{b.distributionTable(c)}}
	if len(c.Classes) == 0 {
		return f
	}
	then, compared := c.Then.Get()
	now, before, height := b.classDots(c, compared)
	names, width := b.classNames(c)
	drawing := charts.NewCustom()
	drawing.SetGlobalOptions(house(),
		charts.WithGridOpts(opts.Grid{Left: strconv.Itoa(width), Right: "0", Top: "4", Bottom: "8"}),
		charts.WithXAxisOpts(opts.XAxis{Type: "value", Show: opts.Bool(false), Min: 0, Max: 1}),
		charts.WithYAxisOpts(opts.YAxis{
			Type: "category", Inverse: opts.Bool(true), Data: names,
			AxisLabel: &opts.AxisLabel{Interval: "0", Align: "left", Margin: float64(width)},
		}))
	drawing.AddSeries("", nil, series(now, func(s *charts.SingleSeries) { s.RenderItem = "dots" }))
	f.Note = fmt.Sprintf("A dot a run, %s.", plural(c.Now.Runs, "run", "runs"))
	if compared {
		drawing.AddSeries("", nil, series(before, func(s *charts.SingleSeries) { s.RenderItem = "dots" }))
		f.Note = fmt.Sprintf("A dot a run. Filled: %s. Hollow: the same weeks a year before, %s.",
			plural(c.Now.Runs, "run", "runs"), plural(then.Runs, "run", "runs"))
	}
	bars := b.classTextBars(c)
	said := make([]string, len(bars))
	for i, bar := range bars {
		said[i] = bar.Label + ": " + bar.Words
	}
	p := b.drawn("", b.Figures(c.Axis)+". "+strings.Join(said, "; ")+".", classFrame+height*len(c.Classes), drawing)
	p.Bars = bars
	f.Panels = []panel{p}
	return f
}

// What sets the dots of a class apart.
const (
	plainDots = iota
	hollowDots
	flaggedDots
)

// classDots returns the dots of the classes, now and a year before, and the room of a
// class in pixels.
func (b *builder) classDots(c analysis.Distribution, compared bool) (now, before []datum, height int) {
	most := 1
	for _, class := range c.Classes {
		most = max(most, class.Now, class.Then)
	}
	stack := (most + dotsAcross - 1) / dotsAcross
	columns := (most + stack - 1) / stack
	lines := stack
	if compared {
		lines += stack
	}
	first := -float64(lines-1) / 2 * dotPitch
	then, _ := c.Then.Get()
	for row, class := range c.Classes {
		name := b.Figures(class.Name)
		dots := datum{
			Name:      name + ": " + classWords(class.Now, share(class.Now, c.Now.Runs)),
			Value:     []float64{float64(class.Now), float64(row), float64(stack), float64(columns), first, plainDots},
			ItemStyle: colour(quiet),
		}
		if class.Flagged {
			dots.Value.([]float64)[5], dots.ItemStyle = flaggedDots, colour(blue)
		}
		now = append(now, dots)
		before = append(before, datum{
			Name:      name + " a year before: " + classWords(class.Then, share(class.Then, then.Runs)),
			Value:     []float64{float64(class.Then), float64(row), float64(stack), float64(columns), first + float64(stack*dotPitch) + 2, hollowDots},
			ItemStyle: colour(quiet),
		})
	}
	return now, before, lines*dotPitch + classGap
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
	return names, min(width, widestClass) + nameGap
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
