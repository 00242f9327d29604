package reports

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

//go:embed testdata/checks.js
var checksScript string

// Contrast that WCAG asks of text and of what else carries meaning.
const (
	textContrast = 4.5
	markContrast = 3
)

// check runs one of the checks of checks.js, and fails with what it finds.
func (p *tab) check(what, call string) {
	p.t.Helper()
	if !eval[bool](p, `typeof checks === "object"`) {
		eval[bool](p, checksScript+"; true")
	}
	if found := eval[[]string](p, "checks."+call); len(found) > 0 {
		p.t.Errorf("%s:\n\t%s", what, strings.Join(found, "\n\t"))
	}
}

// checkWhole holds that nothing is cut, broken or wider than the page.
func (p *tab) checkWhole() {
	p.t.Helper()
	p.check("the page is not whole", "whole()")
}

// checkDrawings measures what axe does not: the contrast of the texts and marks of
// drawings, and that no label lies over another.
func (p *tab) checkDrawings() {
	p.t.Helper()
	p.check("drawings are hard to read", fmt.Sprintf("faint(%v, %v)", textContrast, markContrast))
	p.check("labels are hard to read", "crowded()")
}

// checkAlone holds that the page asked for nothing but itself, and threw nothing.
func (p *tab) checkAlone(file string) {
	p.t.Helper()
	requests, exceptions := p.seen()
	if want := []string{"file://" + file}; !slices.Equal(requests, want) {
		p.t.Errorf("got requests %q, want %q", requests, want)
	}
	if len(exceptions) > 0 {
		p.t.Errorf("the page threw %q", exceptions)
	}
}

// checkSpread spreads the text as WCAG 1.4.12 says that readers may. The labels of
// charts are drawings; their tables spread.
func (p *tab) checkSpread() {
	p.t.Helper()
	eval[bool](p, `(() => {
		const style = document.head.appendChild(document.createElement("style"));
		style.id = "spread";
		style.textContent = "body * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } .chart * { letter-spacing: normal !important; word-spacing: normal !important } p { margin-bottom: 2em !important }";
		return true;
	})()`)
	p.unfold()
	p.checkWhole()
	eval[bool](p, `document.getElementById("spread").remove() ?? true`)
}

// checkLarge looks at the page at twice its size: zoomed, and with the text alone
// enlarged. Charts take the size of text on when they are drawn, so the scheme is
// changed to have them drawn anew.
func (p *tab) checkLarge() {
	p.t.Helper()
	p.unfold()
	p.checkWhole()
	eval[bool](p, `(document.documentElement.style.fontSize = "200%") !== ""`)
	p.show(look{width: 1280})
	p.show(look{width: 1280, dark: true})
	p.checkWhole()
	p.checkDrawings()
	eval[bool](p, `(document.documentElement.style.fontSize = "") === ""`)
}

// paperWidth is the width between the margins of A4, in pixels of CSS.
const paperWidth = 642

// pdfPage is where a page begins in a PDF as Chromium writes it.
var pdfPage = regexp.MustCompile(`/Type /Page\b`)

// checkPaper looks at the page as it goes to paper: black on white, every word of
// every fold there, nothing cut, and not too much of it.
func (p *tab) checkPaper(k pageKind) {
	p.t.Helper()
	p.fold()
	if got := eval[string](p, `getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.querySelector("h1")).color`); got != "rgb(255, 255, 255)rgb(0, 0, 0)" {
		p.t.Errorf("the page prints in the colours %s", got)
	}
	p.check("not on paper", "missing()")
	p.checkSays(k)
	p.checkWhole()
	p.checkDrawings()
	got := len(pdfPage.FindAll(p.printed(), -1))
	p.t.Logf("%d pages of A4", got)
	if got < 1 || got > k.paper {
		p.t.Errorf("the page takes %d pages of paper, want %d at most", got, k.paper)
	}
}

// checkSays holds that what nobody may miss can be seen.
func (p *tab) checkSays(k pageKind) {
	p.t.Helper()
	for _, want := range k.says {
		p.check("the page does not say", fmt.Sprintf("says(%q) ? [] : [%[1]q]", want))
	}
}

// checkReadable holds that a page without scripts lacks nothing but its drawings:
// verdict, plan, tables and route shapes are there.
func (p *tab) checkReadable(k pageKind) {
	p.t.Helper()
	p.checkSays(k)
	closed := eval[int](p, `[...document.querySelectorAll(".twin")].filter(d => d.parentElement.querySelector(".chart") && !d.open).length`)
	if closed > 0 {
		p.t.Errorf("%d tables of charts are folded", closed)
	}
	p.unfold()
	p.check("out of sight", "missing()")
	if got := eval[int](p, `[...document.querySelectorAll(".routes path")].filter(e => !e.checkVisibility() || e.getBoundingClientRect().width + e.getBoundingClientRect().height === 0).length`); got > 0 {
		p.t.Errorf("%d route shapes are not drawn", got)
	}
	if got := eval[int](p, `[...document.querySelectorAll(".chart")].filter(c => c.offsetHeight > 0).length`); got > 0 {
		p.t.Errorf("%d charts leave an empty place", got)
	}
	p.checkWhole()
}

// checkKeys goes through the page with the Tab key: whatever can be used is reached
// in the order of the page, stands in the window, and shows that it has the focus.
func (p *tab) checkKeys() {
	p.t.Helper()
	const name = `(e => e.tagName + " " + e.textContent.trim().replace(/\s+/g, " ").slice(0, 40))`
	want := eval[[]string](p, `[...document.querySelectorAll("a[href], summary, button, input, [tabindex]")].filter(e => e.checkVisibility()).map(`+name+`)`)
	for i, w := range want {
		p.press(kb.Tab)
		got := eval[struct {
			Name           string
			Inside, Marked bool
		}](p, `(() => {
			const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);
			return {
				Name: `+name+`(e),
				Inside: r.width > 0 && r.left >= 0 && r.top > -1 && r.right <= innerWidth && r.bottom < innerHeight + 1,
				Marked: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2,
			};
		})()`)
		if got.Name != w {
			p.t.Fatalf("Tab %d reaches %q, want %q", i+1, got.Name, w)
		}
		if !got.Inside || !got.Marked {
			p.t.Errorf("the focus on %q: in the window %t, marked %t", w, got.Inside, got.Marked)
		}
	}
	if p.focus(".skip") {
		p.press(kb.Enter)
		p.press(kb.Tab)
		if !eval[bool](p, `location.hash === "#main" && (document.activeElement.closest("main") !== null || document.querySelector("main :is(a[href], summary)") === null)`) {
			p.t.Error("the link to skip to the verdict leads elsewhere")
		}
	}
	if p.focus("summary") {
		before := eval[bool](p, `document.querySelector("details").open`)
		p.press(kb.Enter)
		if eval[bool](p, `document.querySelector("details").open`) == before {
			p.t.Error("the Enter key moves no fold")
		}
	}
}

// focus sets the focus on the first such element, and reports whether there is one.
func (p *tab) focus(selector string) bool {
	p.t.Helper()
	return eval[bool](p, fmt.Sprintf(`document.querySelector(%q) !== null && (document.querySelector(%[1]q).focus() ?? true)`, selector))
}

func (p *tab) press(key string) {
	p.t.Helper()
	p.must(chromedp.Do(p.ctx, chromedp.KeyEvent(key)))
}

// checkPolicy tries what a hostile text could, had it come through as markup: every
// attempt is refused, none runs.
func (p *tab) checkPolicy() {
	p.t.Helper()
	eval[bool](p, checksScript+"; checks.attack()")
	const refused, want = `[...refused].sort().join(" ")`, "connect-src frame-src img-src script-src-attr script-src-elem style-src-elem"
	if _, err := chromedp.Run(p.ctx, chromedp.Poll[bool](refused+" === "+strconv.Quote(want), chromedp.WithPollingTimeout(5*time.Second))); err != nil {
		p.t.Errorf("got refused %q, want %q: %v", eval[string](p, refused), want, err)
	}
	if got := eval[string](p, `document.body.dataset.ran ?? document.body.dataset.xss ?? ""`); got != "" {
		p.t.Errorf("a foreign script ran: %s", got)
	}
}
