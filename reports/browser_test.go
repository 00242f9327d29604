package reports

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

var pictures = flag.String("pictures", "", "a folder to write pictures of the pages to, for looking at them")

// browser starts Chromium with a fresh profile. Without Chromium the test is
// skipped, or fails where SECONDWIND_REQUIRE_BROWSER=1 asks for it.
func browser(t *testing.T) context.Context {
	t.Helper()
	program, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("SECONDWIND_REQUIRE_BROWSER") == "1" {
			t.Fatal("no chromium in PATH, and SECONDWIND_REQUIRE_BROWSER=1 asks for it")
		}
		t.Skip("NOT TESTED in a browser: no chromium in PATH")
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(program), chromedp.UserDataDir(t.TempDir()), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	allocator, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	return ctx
}

// look is how a page is looked at.
type look struct {
	width    int64
	dark     bool
	noScript bool
	print    bool
}

// tab is a page in the browser, with what it asked for and complained of.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu         sync.Mutex
	requests   []string
	exceptions []string
}

// open shows a file in a new tab.
func open(ctx context.Context, t *testing.T, file string, l look) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	p := &tab{t: t, ctx: ctx}
	if err := chromedp.Listen(ctx, p.note); err != nil {
		t.Fatal(err)
	}
	scheme, media := "light", "screen"
	if l.dark {
		scheme = "dark"
	}
	if l.print {
		media = "print"
	}
	address := (&url.URL{Scheme: "file", Path: file}).String()
	err := chromedp.Do(ctx,
		call(network.Enable, network.EnableParams{}),
		call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media: media, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		}),
		call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: l.noScript}),
		chromedp.EmulateViewport(l.width, 900),
		chromedp.Navigate(address))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func call[P, R any](command cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, command, params)
		return chromedp.Void{}, err
	}
}

func (p *tab) note(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, e.Request.URL)
	case *runtime.EventExceptionThrown:
		p.exceptions = append(p.exceptions, e.ExceptionDetails.Text)
	}
}

func (p *tab) seen() (requests, exceptions []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.requests), slices.Clone(p.exceptions)
}

func eval[T any](p *tab, script string) T {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](script))
	if err != nil {
		p.t.Fatalf("%s: %v", script, err)
	}
	return v
}

// picture writes the whole page as PNG where the test run asks for pictures.
func (p *tab) picture(name string) {
	if *pictures == "" {
		return
	}
	p.t.Helper()
	png, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(filepath.Join(*pictures, name+".png"), png, 0o600)
	}
	if err != nil {
		p.t.Error(err)
	}
}

func writePage(t *testing.T, d Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteHTML(&b, d); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestBrowserDraws opens every sample at three widths and in both schemes: every
// chart is drawn with marks inside the page, nothing runs over its edge, and the
// page asks for nothing but itself.
func TestBrowserDraws(t *testing.T) {
	ctx := browser(t)
	for _, s := range samples() {
		file := writePage(t, s.build())
		wantCharts := chartCount(t, file)
		if wantCharts == 0 && s.name != "empty" {
			t.Errorf("%s has no chart", s.name)
		}
		looks := []look{{width: 320}, {width: 375, dark: true}, {width: 1280}}
		if *pictures != "" {
			looks = append(looks, look{width: 375}, look{width: 1280, dark: true})
		}
		for _, l := range looks {
			scheme := "light"
			if l.dark {
				scheme = "dark"
			}
			name := fmt.Sprintf("%s-%d-%s", s.name, l.width, scheme)
			t.Run(name, func(t *testing.T) {
				p := open(ctx, t, file, l)
				p.checkDrawn(wantCharts)
				if got := eval[int64](p, `document.documentElement.scrollWidth`); got > l.width {
					t.Errorf("page is %d px wide at a window of %d", got, l.width)
				}
				requests, exceptions := p.seen()
				if want := []string{"file://" + file}; !slices.Equal(requests, want) {
					t.Errorf("got requests %q, want %q", requests, want)
				}
				if len(exceptions) > 0 {
					t.Errorf("the page threw %q", exceptions)
				}
				p.picture(name)
				if *pictures != "" {
					eval[bool](p, `(() => { for (const d of document.querySelectorAll("details:not(.twin)")) d.open = true; return true })()`)
					p.picture(name + "-open")
				}
			})
		}
	}
}

// chartCount counts the charts that a page means to draw.
func chartCount(t *testing.T, file string) int {
	t.Helper()
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Count(page, []byte(`<div class="chart"`))
}

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
	p := open(ctx, t, writePage(t, samples()[0].build()), look{width: 800})
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
	p := open(ctx, t, writePage(t, samples()[0].build()), look{width: 375})
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

// TestBrowserIsSafe opens a page full of hostile names, and tries to run a script
// of its own: neither the names nor the script do anything.
func TestBrowserIsSafe(t *testing.T) {
	ctx := browser(t)
	j, opt := hostileWeek()
	p := open(ctx, t, writePage(t, Build(j, sampleRules(), sampleFixes(), opt)), look{width: 375})
	if got := eval[string](p, `document.body.dataset.xss ?? ""`); got != "" {
		t.Errorf("a hostile name ran: data-xss = %s", got)
	}
	if got := eval[int](p, `document.querySelectorAll("img").length`); got != 0 {
		t.Errorf("a hostile name made %d images", got)
	}
	if got := eval[string](p, `document.querySelector("h1").textContent`); !strings.Contains(got, "</script><script>document.body") {
		t.Errorf("got h1 %q, want the name as text", got)
	}
	if got := eval[int64](p, `document.documentElement.scrollWidth`); got > 375 {
		t.Errorf("a hostile name stretches the page to %d px", got)
	}
	if got := eval[int](p, `document.querySelectorAll(".chart svg").length`); got == 0 {
		t.Error("no chart is drawn beside a hostile name")
	}
	injected := eval[string](p, `(() => {
		const s = document.createElement("script");
		s.textContent = "document.body.dataset.injected = 1";
		document.body.append(s);
		const i = document.createElement("div");
		i.innerHTML = "<b onclick='document.body.dataset.injected = 2'>x</b>";
		document.body.append(i);
		i.firstChild.click();
		return document.body.dataset.injected ?? "";
	})()`)
	if injected != "" {
		t.Errorf("an injected script ran: %s", injected)
	}
	if requests, _ := p.seen(); len(requests) != 1 {
		t.Errorf("got requests %q, want the page alone", requests)
	}
	p.picture("hostile")
}

// TestBrowserPrints looks at a page as it goes to paper, on a screen that is dark:
// paper is white, charts have the colours for it, and folded parts are there.
func TestBrowserPrints(t *testing.T) {
	ctx := browser(t)
	p := open(ctx, t, writePage(t, samples()[0].build()), look{width: 700, dark: true, print: true})
	p.picture("print")
	for _, c := range []struct{ what, script string }{
		{"white paper", `getComputedStyle(document.documentElement).backgroundColor === "rgb(255, 255, 255)"`},
		{"charts for paper", `[...document.querySelectorAll(".chart svg [fill]")].some(e => e.getAttribute("fill").toLowerCase() === "#0072b2")`},
		{"folded text", `document.querySelector("#missed-weekdays .body p").checkVisibility({contentVisibilityAuto: true})`},
		{"folded tables", `document.querySelector("#stale-routes .twin td").getBoundingClientRect().height > 0`},
	} {
		if !eval[bool](p, c.script) {
			t.Errorf("the printed page lacks its %s", c.what)
		}
	}
}

// TestBrowserWithoutScript opens a page with scripts off: verdict, plan, shapes
// and the tables of the charts are there to read.
func TestBrowserWithoutScript(t *testing.T) {
	ctx := browser(t)
	p := open(ctx, t, writePage(t, samples()[0].build()), look{width: 800, noScript: true})
	p.picture("without-script")
	for _, c := range []struct{ what, script string }{
		{"verdict", `document.querySelector("h1").innerText.includes("same 5")`},
		{"plan", `document.querySelector(".plan").innerText.startsWith("If it is Saturday")`},
		{"shapes", `document.querySelectorAll(".routes svg path").length === 6`},
		{"open table", `[...document.querySelectorAll("#stale-routes .twin td")].some(e => e.checkVisibility())`},
		{"no empty chart", `[...document.querySelectorAll(".chart")].every(e => e.offsetHeight === 0)`},
	} {
		if !eval[bool](p, c.script) {
			t.Errorf("without scripts the page lacks its %s", c.what)
		}
	}
}
