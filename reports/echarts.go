package reports

import (
	"html/template"
	"math"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"secondwind/internal/training"
)

// The colours of marks, as the names of CSS variables: the boot script reads
// their values, and reads them again when the scheme changes.
const (
	ink   = "var(--ink)"
	soft  = "var(--soft)"
	paper = "var(--paper)"
	hair  = "var(--hair)"
	blue  = "var(--blue)"
	verm  = "var(--verm)"
	quiet = "var(--quiet)"
)

// datum is one mark of a chart. go-echarts has a type for each kind of series,
// and none with both a size and a style, so all series here share this one.
type datum struct {
	Name       string          `json:"name,omitempty"` // the words of its tooltip
	Value      any             `json:"value"`
	Symbol     string          `json:"symbol,omitempty"`
	SymbolSize float64         `json:"symbolSize,omitempty"`
	ItemStyle  *opts.ItemStyle `json:"itemStyle,omitempty"`
	Label      *opts.Label     `json:"label,omitempty"`
}

// chart is what the charts of go-echarts have in common here.
type chart interface {
	Validate()
	JSONNotEscaped() template.HTML
}

// scriptEscapes make JSON safe inside a <script>: within its strings these
// characters mean the same when escaped, and outside them it has none.
var scriptEscapes = strings.NewReplacer("<", `\u003c`, ">", `\u003e`, "&", `\u0026`, "\u2028", `\u2028`, "\u2029", `\u2029`)

// options returns the options of a chart as JSON that can stand in a <script>.
func options(c chart) string {
	c.Validate()
	return strings.TrimSpace(scriptEscapes.Replace(string(c.JSONNotEscaped())))
}

// house sets what all charts have alike: still, without a legend, and a tooltip
// that says the words of one mark.
func house() charts.GlobalOpts {
	return func(bc *charts.BaseConfiguration) {
		bc.Theme = "" // the palette of go-echarts stays out; the boot script has the page's
		bc.Animation = opts.Bool(false)
		bc.Legend.Show = opts.Bool(false)
		bc.Tooltip = opts.Tooltip{Show: opts.Bool(true), Trigger: "item", Formatter: "{b}"}
	}
}

// series sets the marks of a series, and what its kind needs beside.
func series(marks []datum, more func(*charts.SingleSeries)) charts.SeriesOpts {
	return func(s *charts.SingleSeries) {
		s.Data = marks
		if more != nil {
			more(s)
		}
	}
}

// barChart draws bars over named places, each labelled by its own datum.
func barChart(names []string, width string, bars []datum) *charts.Bar {
	c := charts.NewBar()
	c.SetXAxis(names)
	c.SetGlobalOptions(house(),
		charts.WithGridOpts(opts.Grid{Left: "0", Right: "0", Top: "24", Bottom: "24"}),
		charts.WithXAxisOpts(opts.XAxis{Type: "category"}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Show: opts.Bool(false), Min: 0}))
	c.AddSeries("", nil, series(bars, func(s *charts.SingleSeries) {
		s.BarWidth = width
		s.Color = quiet
	}))
	return c
}

func colour(c string) *opts.ItemStyle { return &opts.ItemStyle{Color: c} }

// hollow is an outline on paper.
func hollow(c string) *opts.ItemStyle {
	return &opts.ItemStyle{Color: paper, BorderColor: c, BorderWidth: 1.5}
}

// label writes words above a mark; the one that matters is heavy.
func label(words string, matters bool) *opts.Label {
	l := &opts.Label{Show: opts.Bool(true), Position: "top", Color: ink, Formatter: types.FuncStr(words)}
	if matters {
		l.FontWeight = "650"
	}
	return l
}

// limit is a line that a value is held against, from one place of the chart to
// another. go-echarts has no mark line with a label and a dash of its own.
type limit struct {
	Coord     []any       `json:"coord,omitempty"`
	YAxis     any         `json:"yAxis,omitempty"`
	Label     any         `json:"label,omitempty"` // *opts.Label or spaced
	LineStyle *limitStyle `json:"lineStyle,omitempty"`
}

type limitStyle struct {
	Color string  `json:"color"`
	Width float64 `json:"width"`
	Type  any     `json:"type"`
}

// limitLine is a dashed line over the whole width, its words above its beginning.
func limitLine(y float64, words, colour string) any {
	return limit{YAxis: y, Label: limitWords(words, "insideStartTop"), LineStyle: dashed(colour)}
}

// limitSpan is a dashed line from one column to another, its words above its
// beginning.
func limitSpan(from, to int, y float64, words string) any {
	return []limit{
		{Coord: []any{from, y}, Label: limitWords(words, "insideStartTop"), LineStyle: dashed(verm)},
		{Coord: []any{to, y}},
	}
}

func limitWords(words, position string) *opts.Label {
	return &opts.Label{Show: opts.Bool(words != ""), Position: position, Color: ink, Formatter: types.FuncStr(words)}
}

// spaced is a label with its distance from the line, in pixels.
type spaced struct {
	*opts.Label
	Distance int `json:"distance"`
}

func dashed(colour string) *limitStyle {
	return &limitStyle{Color: colour, Width: 1.5, Type: []int{4, 3}}
}

// limits draws lines on a series, without the arrows that ECharts gives them.
func limits(lines ...any) *opts.MarkLines {
	return &opts.MarkLines{Data: lines, MarkLineStyle: opts.MarkLineStyle{Symbol: []string{"none", "none"}}}
}

// dayAxis has a place for every day of a period, and names its ends alone.
func (b *builder) dayAxis(from, to training.Date) []string {
	names := make([]string, int(to-from)+1)
	if b.Share {
		names[0], names[len(names)-1] = b.columnDay(from), b.columnDay(to)
		return names
	}
	form := "2 Jan"
	if from.Time().Year() != to.Time().Year() {
		form = "2 Jan 2006"
	}
	names[0] = from.Time().Format(form)
	names[len(names)-1] = to.Time().Format(form)
	return names
}

// endLabels keeps the first and last names of an axis inside the chart.
func endLabels() *opts.AxisLabel {
	return &opts.AxisLabel{Interval: "0", AlignMinLabel: "left", AlignMaxLabel: "right"}
}

// symbolSize is the diameter of a dot whose area stands for a share of the
// largest.
func symbolSize(share, largest float64) float64 {
	const smallest = 5 // pixels; under it a dot is dust
	return math.Max(smallest, math.Round(10*largest*math.Sqrt(math.Min(1, share)))/10)
}
