package reports

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"secondwind/analysis"
	"secondwind/internal/training"
)

// pageKind is a page that a runner can open.
type pageKind struct {
	name  string
	write func(io.Writer) error
	says  []string // what nobody may miss: it is there without scripts and on paper too
	paper int      // pages of A4 that it may take
}

// reportPaper is how many pages of A4 a report may take with its folds open.
const reportPaper = 10

// pageKinds are all pages that TestBrowserPages looks at. A new kind of page, or a
// report for another kind of runner, is one more line here.
func pageKinds() []pageKind {
	var all []pageKind
	for _, s := range samples() {
		all = append(all, reportKind(s.name, s.build(), reportPaper))
	}
	hostile := hostileSample()
	all = append(all, reportKind(hostile.name, hostile.build(), 2*reportPaper))
	for _, s := range []sample{samples()[0], poisonedWeek()} {
		s.opt.Share = true
		all = append(all, reportKind("shared-"+s.name, s.build(), 2*reportPaper))
	}
	for _, k := range readerKinds() {
		all = append(all, reportKind("for-"+k.name, k.document, reportPaper))
	}
	goals := goalsDocument()
	for _, name := range Sheets(goals) {
		all = append(all, sheetKind(name, goals, 1))
	}
	return append(all, sheetKind("hostile", hostileSheets(), 2), indexKind())
}

func reportKind(name string, d Document, paper int) pageKind {
	k := pageKind{
		name:  name,
		write: func(w io.Writer) error { return WriteHTML(w, d) },
		says:  []string{d.page.Title, d.page.Lede},
		paper: paper,
	}
	if d.page.Plan != nil {
		k.says = append(k.says, d.page.Plan.Text)
	}
	return k
}

func sheetKind(name string, d Document, paper int) pageKind {
	i := slices.IndexFunc(d.sheets, func(s sheet) bool { return s.Name == name })
	return pageKind{
		name:  "sheet-" + name,
		write: func(w io.Writer) error { return WriteSheet(w, d, name) },
		says:  []string{d.sheets[i].Title, d.sheets[i].Lede},
		paper: paper,
	}
}

func indexKind() pageKind {
	j := indexWeek()
	d := Build(j, sampleRules(), sampleFixes(), Options{})
	return pageKind{name: "index", write: func(w io.Writer) error { return WriteIndex(w, d, somePages(j)) }, paper: 1}
}

// hostileSheets has one sheet, hostile in all its words.
func hostileSheets() Document {
	evil := training.Say("{}", training.Literal(hostileName))
	return Build(analysis.Judgement{Sheets: []analysis.Sheet{{
		Fix: "hostile", Title: hostileName, Lede: evil,
		Parts: []analysis.SheetPart{{
			Heading: hostileName, Blanks: 3, Lines: []training.Text{evil},
			Rows: []analysis.SheetRow{{Label: hostileName, Value: evil}},
		}},
	}}}, nil, nil, Options{})
}

// file writes the page to a folder of the test, and returns where it lies.
func (k pageKind) file(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	if err := k.write(&b); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// tabsAtOnce are as many pages as two cores draw without waiting for each other.
const tabsAtOnce = 2

// TestBrowserPages looks at every page as its readers will: on a phone and a desk,
// in both schemes, in the colours of the system, with large and with spread text,
// without scripts, by keyboard and on paper. Nothing may be cut, hard to read or out
// of reach, and nothing may be asked of any network.
func TestBrowserPages(t *testing.T) {
	ctx := browser(t)
	tabs := make(chan *tab, tabsAtOnce)
	for range tabsAtOnce {
		tabs <- newTab(ctx, t)
	}
	for _, k := range pageKinds() {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			p := <-tabs
			defer func() { tabs <- p }()
			p.lookAt(t, k)
		})
	}
}

// lookAt looks at a page in all ways; under -short in the two that differ most.
func (p *tab) lookAt(t *testing.T, k pageKind) {
	file := k.file(t)
	charts := chartCount(t, file)
	opened := func(l look) {
		p.visit(file, l)
		p.checkDrawn(charts)
		p.checkAlone(file)
		t.Logf("%s: charts drawn %.0f ms after the start", l, eval[float64](p, `performance.getEntriesByType("navigation")[0].domInteractive`))
	}
	read := func() {
		p.unfold()
		p.checkWhole()
		p.checkDrawings()
		p.check("the page moves", "moving()")
		p.checkRules()
		p.fold()
	}
	phone, desk := look{width: 320}, look{width: 1280, dark: true}

	p.as(t, phone, func() { opened(phone); read() })
	if !testing.Short() {
		p.as(t, look{width: 320, dark: true}, read)
		p.as(t, phone, p.checkSpread)
	}
	p.as(t, desk, func() { opened(desk); read() })
	if !testing.Short() {
		p.as(t, look{width: 1280}, read)
		p.as(t, look{width: 1280, forced: true}, read)
		p.as(t, look{width: 320, dark: true, forced: true}, read)
		p.as(t, look{width: 640}, p.checkLarge) // half of 1280: at a zoom of 200 %
	}
	p.as(t, look{width: paperWidth, print: true, dark: true}, func() { p.checkPaper(k) })
	p.as(t, look{width: 1280, dark: true}, func() {
		p.visit(file, desk)
		p.checkKeys()
		p.checkPolicy()
	})
	p.as(t, look{width: 375, noScript: true}, func() {
		p.visit(file, look{width: 375, noScript: true})
		p.checkReadable(k)
	})
}

// as is a subtest with the page in a look.
func (p *tab) as(t *testing.T, l look, check func()) {
	t.Helper()
	t.Run(l.String(), func(t *testing.T) {
		p.t = t
		p.show(l)
		check()
	})
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

// TestBrowserPictures takes a picture of every page, with its folds as they open and
// all open, on a phone and a desk, in both schemes. It runs where -pictures says where to.
func TestBrowserPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("-pictures names no folder")
	}
	ctx := browser(t)
	for _, k := range pageKinds() {
		file := k.file(t)
		p := newTab(ctx, t)
		for _, l := range []look{{width: 375}, {width: 375, dark: true}, {width: 1280}, {width: 1280, dark: true}, {width: 1280, forced: true}} {
			name := fmt.Sprintf("%s-%s", k.name, l)
			p.visit(file, l)
			p.picture(name)
			p.unfold()
			p.picture(name + "-open")
		}
		p.show(look{width: paperWidth, print: true})
		if err := os.WriteFile(filepath.Join(*pictures, k.name+".pdf"), p.printed(), 0o600); err != nil {
			t.Error(err)
		}
	}
}
