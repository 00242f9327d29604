package reports

import (
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// checkDrawn fails for a chart without marks, and for a table that stayed open.
func (p *tab) checkDrawn(want int) {
	p.t.Helper()
	charts := eval[[]struct{ Drawn, Meant, Lines, Strokes int }](p, `[...document.querySelectorAll(".chart")].map(c => {
		const series = JSON.parse(document.getElementById(c.id + "-options").textContent).series;
		return {
			Drawn: c.querySelectorAll("svg path[fill]:not([fill=none])").length,
			Meant: series.filter(s => s.showSymbol !== false).flatMap(s => s.data || []).filter(d => !(d.value === 0)).length,
			Strokes: c.querySelectorAll("svg path[stroke]").length,
			Lines: series.filter(s => s.showSymbol === false || s.markLine).length,
		};
	})`)
	if len(charts) != want {
		p.t.Errorf("got %d charts, want %d", len(charts), want)
	}
	for i, c := range charts {
		if c.Meant+c.Lines == 0 || c.Drawn < c.Meant || c.Strokes < c.Lines {
			p.t.Errorf("chart %d has %d marks and %d lines, want %d and %d", i+1, c.Drawn, c.Strokes, c.Meant, c.Lines)
		}
	}
	open := eval[int](p, `document.querySelectorAll(".twin[open]").length`)
	if open != 0 {
		p.t.Errorf("%d tables of drawn charts stand open", open)
	}
}

// TestBrowserFollowsScheme changes the scheme under an open page: the charts are
// drawn again in the colours of the new one.
func TestBrowserFollowsScheme(t *testing.T) {
	ctx := browser(t)
	p := open(ctx, t, pageKinds()[0].file(t), look{width: 800})
	const fills = `new Set([...document.querySelectorAll(".chart svg [fill]")].map(e => e.getAttribute("fill").toLowerCase()))`
	if !eval[bool](p, fills+`.has("#0072b2")`) {
		t.Error("no chart has the light blue")
	}
	err := chromedp.Do(p.ctx, call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}},
	}))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Run(p.ctx, chromedp.Poll[bool](fills+`.has("#56b4e9") && !`+fills+`.has("#0072b2")`, chromedp.WithPollingTimeout(5*time.Second))); err != nil {
		t.Error("charts did not follow the scheme:", err)
	}
}

// TestBrowserTooltip points at the tallest bar: its words appear in the drawing.
func TestBrowserTooltip(t *testing.T) {
	ctx := browser(t)
	p := open(ctx, t, pageKinds()[0].file(t), look{width: 375})
	at := eval[struct{ X, Y float64 }](p, `(() => {
		const chart = document.querySelector("#stale-routes .chart");
		chart.scrollIntoView();
		const bars = [...chart.querySelectorAll("path[fill]")].map(e => e.getBoundingClientRect()).filter(r => r.width > 5 && r.width < 40);
		const r = bars.reduce((a, b) => b.height > a.height ? b : a);
		return { X: r.x + r.width / 2, Y: r.y + r.height / 2 };
	})()`)
	err := chromedp.Do(p.ctx, call(input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: "mouseMoved", X: at.X, Y: at.Y}))
	if err != nil {
		t.Fatal(err)
	}
	const words = `[...document.querySelectorAll("#stale-routes .chart svg text")].some(e => e.textContent === "May 2026: 12 km")`
	if _, err := chromedp.Run(p.ctx, chromedp.Poll[bool](words, chromedp.WithPollingTimeout(5*time.Second))); err != nil {
		t.Errorf("no tooltip says the words of its mark: %v", err)
	}
	p.picture("tooltip")
}
