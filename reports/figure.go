package reports

import (
	"fmt"
	"strings"
	"time"

	"secondwind/analysis"
	"secondwind/internal/training"
)

// figure is a chart with its words: the conclusion as a title, how to read it,
// and everything it shows as tables.
type figure struct {
	Title, Subtitle string
	Panels          []panel
	Note            string
	Shown           []table // not folded, for no drawing holds them
	TablesName      string
	Tables          []table
}

// panel is one drawing of a figure: shapes that need no script, or the options
// of an ECharts drawing with the bars that stand for it in plain text.
type panel struct {
	Heading string
	Shapes  []shape

	ID      string
	Label   string // what a reader who cannot see it hears
	Height  int    // pixels
	Options string // JSON, safe inside a <script>
	Bars    []textBar
}

// textBar is a row of a bar chart in plain text.
type textBar struct {
	Label, Words string
	Share        float64 // of the longest bar
	Limit        bool    // where a rut begins, to hold the others against
}

// table is the twin of a chart. The first column names the row.
type table struct {
	Caption string
	Columns []string // all but the first hold numbers
	Rows    [][]string
}

// figure draws the chart of a verdict; nil where there is none.
func (b *builder) figure(c analysis.Chart) *figure {
	var f *figure
	switch c := c.(type) {
	case analysis.RouteGallery:
		f = b.routeGallery(c)
	case analysis.Punchcard:
		f = b.punchcard(c)
	case analysis.LongestRun:
		f = b.longestRun(c)
	case analysis.WeeklyVolume:
		f = b.weeklyVolume(c)
	case analysis.Calendar:
		f = b.calendar(c)
	case analysis.Distribution:
		f = b.distribution(c)
	case analysis.Timeline:
		f = b.timeline(c)
	case analysis.OnPlan:
		f = b.onPlan(c)
	case analysis.Trend:
		f = b.trend(c)
	default:
		return nil
	}
	if f == nil {
		return nil
	}
	title, subtitle := c.Words()
	if b.Share {
		subtitle = sharedSubtitle(c, subtitle)
	}
	f.Title, f.Subtitle = b.Sentence(title), sentence(b.Figures(subtitle))
	f.TablesName = "The same as a table"
	if len(f.Tables) > 1 {
		f.TablesName = "The same as tables"
	}
	return f
}

// drawn gives a drawing its number and what it says to those who cannot see it.
func (b *builder) drawn(heading, label string, height int, c chart) panel {
	b.charts++
	return panel{
		Heading: heading,
		ID:      fmt.Sprintf("chart-%d", b.charts),
		Label:   label,
		Height:  height,
		Options: options(c),
	}
}

// weekFigure draws the days of the week at a glance.
func (b *builder) weekFigure() *figure {
	var (
		metres [7]float64
		said   []string
	)
	monday := b.j.Glance.Week.Week.Monday()
	for _, d := range b.j.Glance.Days {
		if i := int(d.Day - monday); i >= 0 && i < len(metres) {
			metres[i] += d.DistanceM
		}
	}
	t := table{Caption: b.weekName(b.j.Glance.Week.Week), Columns: []string{"Day", b.distanceUnit()}}
	bars := make([]datum, len(metres))
	names := make([]string, len(metres))
	for i, m := range metres {
		day := monday + training.Date(i)
		names[i] = day.Weekday().String()[:3]
		bars[i] = datum{Value: m / b.metresPerUnit(), Name: day.Weekday().String() + ": " + b.distance(m)}
		if m == 0 {
			bars[i].Name = day.Weekday().String() + ": no run"
			t.Rows = append(t.Rows, []string{day.Weekday().String(), "–"})
			continue
		}
		bars[i].ItemStyle = colour(blue)
		bars[i].Label = label(b.distanceCell(m), true)
		said = append(said, day.Weekday().String()+" "+b.distance(m))
		t.Rows = append(t.Rows, []string{day.Weekday().String(), b.distanceCell(m)})
	}
	c := barChart(names, "22%", bars)
	p := b.drawn("", b.weekName(b.j.Glance.Week.Week)+": "+strings.Join(said, ", "), 124, c)
	for i, m := range metres {
		if m > 0 {
			p.Bars = append(p.Bars, textBar{Label: names[i], Words: b.distance(m), Share: m})
		}
	}
	scaleBars(p.Bars)
	return &figure{Panels: []panel{p}, TablesName: "The same as a table", Tables: []table{t}}
}

func (b *builder) weekName(w training.Week) string {
	if b.Share {
		return upperFirst(b.weekAgo(w))
	}
	_, n := w.Number()
	return fmt.Sprintf("Week %d", n)
}

// weekLabel is the name of a week in the middle of a sentence.
func weekLabel(w training.Week) string {
	_, n := w.Number()
	return fmt.Sprintf("week %d", n)
}

// weekTick is the name of a week under an axis.
func (b *builder) weekTick(w training.Week) string {
	if b.Share {
		return b.weekAgo(w)
	}
	return weekLabel(w)
}

// weekCell is the name of a week in a column.
func (b *builder) weekCell(w training.Week) string {
	if b.Share {
		return b.weekAgo(w)
	}
	return w.String()
}

// scaleBars turns the values of text bars into shares of the largest.
func scaleBars(bars []textBar) {
	largest := 0.0
	for _, r := range bars {
		largest = max(largest, r.Share)
	}
	for i := range bars {
		if largest > 0 {
			bars[i].Share /= largest
		}
	}
}

// weekTable lists weeks with their runs and distance, newest last.
func (b *builder) weekTable(weeks []analysis.WeekBar) table {
	first, last := weeks[0].Week, weeks[len(weeks)-1].Week
	t := table{
		Caption: upperFirst(b.span(first.Monday(), last.Sunday())),
		Columns: []string{"Week", "Runs", b.distanceUnit(), "Moving, h", "Note"},
	}
	for _, w := range weeks {
		t.Rows = append(t.Rows, []string{
			b.weekCell(w.Week), grouped(float64(w.Runs), 0), b.distanceCell(w.DistanceM),
			hoursMinutes(time.Duration(w.Moving)), weekNote(w),
		})
	}
	return t
}

// weekNote says what is special about a week.
func weekNote(w analysis.WeekBar) string {
	var notes []string
	for _, n := range []struct {
		holds bool
		note  string
	}{{w.Flagged, "flagged"}, {w.Lighter, "lighter"}, {w.Break, "break"}} {
		if n.holds {
			notes = append(notes, n.note)
		}
	}
	return strings.Join(notes, ", ")
}
