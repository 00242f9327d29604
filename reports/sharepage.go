package reports

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"

	"secondwind/analysis"
	"secondwind/internal/training"
)

// sharedPage is the page for strangers. It names its parts one by one: a new part of
// the page is not shared before somebody decides that it can be.
func (b *builder) sharedPage() page {
	full := b.page()
	p := page{
		Tab:       full.Title + tabEnd,
		Week:      "One runner’s week",
		Title:     full.Title,
		Lede:      full.Lede,
		Facts:     b.sharedFacts(),
		Plan:      full.Plan,
		Why:       full.Why,
		Also:      full.Also,
		Good:      full.Good,
		Glance:    full.Glance,
		RuledOut:  full.RuledOut,
		DataTitle: "About this page",
		Data: []pair{
			textPair("You", "“You” is the runner who shared it."),
			textPair("Left out", "Names, dates, hours of the day, places, files and what the runner wrote. Days and weeks are told from the day of the report."),
			textPair("Method", fmt.Sprintf("%s, judged on the runner’s own files. Weeks run from Monday. All numbers compare you with yourself.", plural(len(b.j.Verdicts), "rule", "rules"))),
		},
	}
	if b.j.Data.Activities > 0 {
		p.Data = append(p.Data, textPair("Quality", b.quality()))
	}
	return p
}

// sharedFacts are the runs that count.
func (b *builder) sharedFacts() []string {
	if b.j.Runs == 0 {
		return nil
	}
	return []string{b.runsCounted(), "Shared without names, dates and places"}
}

// bareRoutes are the routes of a gallery by how often they were run. A shape is known
// again by whoever has run it, and so is its length with its direction: neither is shown.
func (b *builder) bareRoutes(c analysis.RouteGallery) []shape {
	shapes := make([]shape, min(len(c.Routes), mostShapes))
	for i := range shapes {
		r := c.Routes[i]
		share := float64(r.Runs) / math.Max(1, float64(c.Runs))
		shapes[i] = shape{
			Top:     i == 0,
			Share:   share,
			Count:   b.Slot(training.Count{N: r.Runs, One: "run", Many: "runs"}) + ", " + percent(share),
			Caption: b.routeName(i, r) + b.firstRun(r),
		}
	}
	return shapes
}

// keptBar is the width of a weekday's bar; there are two of them.
const keptBar = "26%"

// keptDays draws how often each weekday was kept, now and before: what a punchcard
// shows without its hours. One that flags no day is about the hours alone; there is
// nothing to draw then.
func (b *builder) keptDays(c analysis.Punchcard) *figure {
	if len(c.Flagged) == 0 {
		return nil
	}
	rows := b.weekdays()
	names := make([]string, len(rows))
	var (
		now, before []datum
		bars        []textBar
		said        []string
	)
	t := table{Caption: "Weeks in which the day was kept", Columns: []string{"Weekday", upperFirst(b.span(c.BaseFrom, c.From-1)), upperFirst(b.span(c.From, c.To))}}
	for i, day := range rows {
		d := dayOf(c, day)
		names[i] = day.String()[:3]
		is, was := kept(d.ActualKept, d.ActualOf), kept(d.UsualKept, d.UsualOf)
		bar := datum{Name: day.String() + " lately: " + is, Value: percentage(share(d.ActualKept, d.ActualOf)), ItemStyle: colour(quiet)}
		outline := datum{Name: day.String() + " before: " + was, Value: percentage(share(d.UsualKept, d.UsualOf)), ItemStyle: hollow(quiet)}
		if slices.Contains(c.Flagged, training.Weekday(day)) {
			bar.ItemStyle = colour(blue)
		}
		if d.UsualKept > 0 || d.ActualKept > 0 {
			bar.Label = label(is, slices.Contains(c.Flagged, training.Weekday(day)))
			t.Rows = append(t.Rows, []string{day.String(), was, is})
			bars = append(bars, textBar{Label: day.String(), Words: is + ", before " + was, Share: share(d.ActualKept, d.ActualOf)})
			said = append(said, day.String()+" kept "+is+", before "+was)
		}
		now, before = append(now, bar), append(before, outline)
	}
	drawing := barChart(names, keptBar, now)
	drawing.AddSeries("", nil, series(before, func(s *charts.SingleSeries) { s.BarWidth = keptBar }))
	p := b.drawn("", "Weekdays as bars. "+strings.Join(said, ". ")+".", 168, drawing)
	p.Bars = bars
	return &figure{Panels: []panel{p}, Tables: []table{t}}
}
