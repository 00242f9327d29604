package reports

import (
	"fmt"
	"math"
	"strings"

	"secondwind/analysis"
	"secondwind/internal/training"
)

// mostShapes is how many routes a gallery draws: two rows of three.
const mostShapes = 6

// shape is one route of a gallery.
type shape struct {
	ViewBox, Path  string
	Top            bool
	Share          float64
	Count, Caption string
}

// routeGallery draws the shapes of the routes and the new ground of each month.
func (b *builder) routeGallery(c analysis.RouteGallery) *figure {
	f := &figure{Tables: []table{b.routeTable(c)}}
	if b.Share && len(c.Routes) > 0 {
		f.Panels = append(f.Panels, panel{Shapes: b.bareRoutes(c), Bars: b.routeBars(c)})
	} else if shapes := b.shapes(c); len(shapes) > 0 {
		f.Panels = append(f.Panels, panel{Shapes: shapes, Bars: b.routeBars(c)})
		f.Note = "All to one scale, north up; the first and last 200 m are left out."
		if more := len(c.Routes) - len(shapes); more > 0 {
			f.Note = fmt.Sprintf("The %d with most runs, all to one scale, north up; the first and last 200 m are left out. The table has %d more.", len(shapes), more)
		}
	}
	if len(c.NewGround) > 0 {
		f.Panels = append(f.Panels, b.newGround(c.NewGround))
		f.Tables = append(f.Tables, b.groundTable(c.NewGround))
	}
	return f
}

// shapes returns the routes that can be drawn, in one scale.
func (b *builder) shapes(c analysis.RouteGallery) []shape {
	var (
		drawn         []analysis.RouteShape
		width, height float64
	)
	for _, r := range c.Routes {
		if len(drawn) == mostShapes {
			break
		}
		if len(r.Outline) < 2 {
			continue
		}
		drawn = append(drawn, r)
		box := bounds(r.Outline)
		width, height = max(width, box.width()), max(height, box.height())
	}
	if len(drawn) == 0 || width <= 0 && height <= 0 {
		return nil
	}
	scale := drawingWidth / max(width, height)
	// A frame neither flatter than a half nor taller than a square keeps the rows calm.
	height = min(max(height, width/2), max(width, height))
	width = max(width, height)
	frame := fmt.Sprintf("%.0f %.0f %.0f %.0f", -width*scale/2, -height*scale/2, width*scale, height*scale)

	shapes := make([]shape, len(drawn))
	for i, r := range drawn {
		share := float64(r.Runs) / math.Max(1, float64(c.Runs))
		shapes[i] = shape{
			ViewBox: frame,
			Path:    path(r.Outline, scale),
			Top:     i == 0,
			Share:   share,
			Count:   b.Slot(training.Count{N: r.Runs, One: "run", Many: "runs"}) + ", " + percent(share),
			Caption: b.routeName(i, r) + b.firstRun(r),
		}
	}
	return shapes
}

// drawingWidth is the side of the largest shape in the units of its drawing: a
// unit is then less than a pixel, so whole numbers do.
const drawingWidth = 280

// box is the smallest rectangle around an outline.
type box struct{ minX, minY, maxX, maxY float64 }

func (r box) width() float64  { return r.maxX - r.minX }
func (r box) height() float64 { return r.maxY - r.minY }

func bounds(points []training.Point) box {
	r := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, p := range points {
		r.minX, r.maxX = min(r.minX, p.X), max(r.maxX, p.X)
		r.minY, r.maxY = min(r.minY, p.Y), max(r.maxY, p.Y)
	}
	return r
}

// path writes an outline, its middle at the origin and north up.
func path(points []training.Point, scale float64) string {
	r := bounds(points)
	midX, midY := (r.minX+r.maxX)/2, (r.minY+r.maxY)/2
	var b strings.Builder
	for i, p := range points {
		command := "L"
		if i == 0 {
			command = "M"
		}
		fmt.Fprintf(&b, "%s%d %d", command, int(math.Round((p.X-midX)*scale)), int(math.Round((midY-p.Y)*scale)))
	}
	return b.String()
}

func (b *builder) routeBars(c analysis.RouteGallery) []textBar {
	var bars []textBar
	for i, r := range c.Routes[:min(len(c.Routes), mostShapes)] {
		bars = append(bars, textBar{
			Label: b.routeName(i, r),
			Words: b.Slot(training.Count{N: r.Runs, One: "run", Many: "runs"}),
			Share: float64(r.Runs),
		})
	}
	scaleBars(bars)
	return bars
}

// firstRun says since when a route is run.
func (b *builder) firstRun(r analysis.RouteShape) string {
	return b.Figures(training.Say(", first run in {}", training.Month(r.FirstSeen)))
}

// routeName names a route; for strangers, by its number and its kind.
func (b *builder) routeName(i int, r analysis.RouteShape) string {
	if b.Share {
		return fmt.Sprintf("Route %d, %s", i+1, b.Slot(r.Place))
	}
	return b.Slot(r.Place)
}

func (b *builder) routeTable(c analysis.RouteGallery) table {
	t := table{
		Caption: upperFirst(b.span(c.From, c.To)),
		Columns: []string{"Route", "Runs", "Share", "Last run"},
	}
	for i, r := range c.Routes {
		t.Rows = append(t.Rows, []string{
			b.routeName(i, r) + b.firstRun(r),
			grouped(float64(r.Runs), 0),
			percent(float64(r.Runs) / math.Max(1, float64(c.Runs))),
			b.shortDay(r.LastSeen),
		})
	}
	return t
}

// newGround draws the new ground of each month, the last month blue.
func (b *builder) newGround(months []analysis.MonthGround) panel {
	names := make([]string, len(months))
	bars := make([]datum, len(months))
	said := make([]string, len(months))
	rows := make([]textBar, len(months))
	for i, m := range months {
		names[i] = b.monthIn(m.Month, "Jan")
		said[i] = b.monthIn(m.Month, "January") + " " + b.groundNumber(m.NewM)
		bars[i] = datum{
			Name:  b.monthIn(m.Month, "January 2006") + ": " + b.groundNumber(m.NewM) + " " + b.distanceUnit(),
			Value: m.NewM / b.metresPerUnit(),
			Label: label(b.groundNumber(m.NewM), i == len(months)-1),
		}
		if i == len(months)-1 {
			bars[i].ItemStyle = colour(blue)
		}
		rows[i] = textBar{Label: b.monthIn(m.Month, "Jan 2006"), Words: b.groundNumber(m.NewM) + " " + b.distanceUnit(), Share: m.NewM}
	}
	drawing := barChart(names, "72%", bars)
	if b.Share {
		endsAlone(drawing, names)
	}
	heading := "New ground by month, " + b.distanceUnit()
	p := b.drawn(heading, heading+": "+strings.Join(said, ", "), 148, drawing)
	p.Bars = rows
	scaleBars(p.Bars)
	return p
}

// monthIn writes a month in a layout; for strangers, how long ago it was.
func (b *builder) monthIn(m training.Month, layout string) string {
	if b.Share {
		return b.sharedSlot(m)
	}
	return training.Date(m).Time().Format(layout)
}

// groundNumber keeps a decimal where it is the whole of the number.
func (b *builder) groundNumber(m float64) string {
	if v := m / b.metresPerUnit(); v < 0.95 {
		return trimmed(v, 1)
	}
	return grouped(m/b.metresPerUnit(), 0)
}

func (b *builder) groundTable(months []analysis.MonthGround) table {
	t := table{
		Caption: "Ground not covered in the 180 days before",
		Columns: []string{"Month", "New ground, " + b.distanceUnit()},
	}
	for _, m := range months {
		t.Rows = append(t.Rows, []string{b.monthIn(m.Month, "January 2006"), b.distanceCell(m.NewM)})
	}
	return t
}
