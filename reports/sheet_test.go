package reports

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"secondwind/analysis"
	"secondwind/internal/tone"
	"secondwind/internal/training"
)

// sheetOf writes a sheet of a document.
func sheetOf(t *testing.T, d Document, name string) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteSheet(&b, d, name); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func goalsDocument() Document {
	return Build(goalsWeek(), sampleRules(), sampleFixes(), Options{})
}

func TestSheets(t *testing.T) {
	d := goalsDocument()
	if got, want := Sheets(d), []string{"five-whys", "gratitude-list", "coach"}; !slices.Equal(got, want) {
		t.Fatalf("got sheets %q, want %q", got, want)
	}
	for _, name := range Sheets(d) {
		got := sheetOf(t, d, name)
		golden(t, "sheet-"+name+".html", strings.ReplaceAll(got, baseStyle+sheetStyle, "[base.css, sheet.css]\n"))
		if again := sheetOf(t, goalsDocument(), name); again != got {
			t.Errorf("%s: two builds differ", name)
		}
		if strings.Contains(got, "<script") {
			t.Errorf("%s holds a script", name)
		}
		for _, once := range []string{"<h1", "<main", `lang="en-GB"`, "default-src 'none'"} {
			if n := strings.Count(got, once); n != 1 {
				t.Errorf("%s has %d × %s", name, n, once)
			}
		}
	}
	if err := WriteSheet(&bytes.Buffer{}, d, "no-such-fix"); err == nil {
		t.Error("a sheet that is not there was written")
	}
}

func TestSheetWords(t *testing.T) {
	n := 0
	sentences("", reflect.ValueOf(goalsDocument().sheets), func(path, text string) {
		n++
		for _, complaint := range tone.Lint(text) {
			t.Errorf("%s: %s in %q", path, complaint, text)
		}
	})
	if n < 50 {
		t.Errorf("only %d texts were read", n)
	}
}

// TestOddSheets writes what no rule gives on purpose.
func TestOddSheets(t *testing.T) {
	evil := training.Say("{}", training.Literal(hostileName))
	j := analysis.Judgement{Sheets: []analysis.Sheet{
		{Fix: "empty"},
		{Fix: "hostile", Title: hostileName, Lede: evil, Parts: []analysis.SheetPart{
			{Heading: hostileName, Rows: []analysis.SheetRow{{Label: hostileName, Value: evil}}, Lines: []training.Text{evil}},
			{Blanks: 1_000_000},
			{Blanks: -3},
		}},
	}}
	d := Build(j, nil, nil, Options{})
	sheetOf(t, d, "empty")
	got := sheetOf(t, d, "hostile")
	for _, markup := range []string{"<script", "<img", "onerror=\"", "\u202e", "\x00"} {
		if strings.Contains(got, markup) {
			t.Errorf("the sheet holds %q as it came", markup)
		}
	}
	if n := strings.Count(got, "<i></i>"); n != mostBlanks {
		t.Errorf("got %d lines to write on, want %d at most", n, mostBlanks)
	}
}

// TestBrowserSheets opens each sheet on a phone and prints it: nothing runs over the
// edge, nothing is asked for, and the paper is one white page of A4.
func TestBrowserSheets(t *testing.T) {
	ctx := browser(t)
	d := goalsDocument()
	for _, name := range Sheets(d) {
		file := filepath.Join(t.TempDir(), name+".html")
		if err := os.WriteFile(file, []byte(sheetOf(t, d, name)), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, l := range []look{{width: 320}, {width: 1280, dark: true}} {
			t.Run(fmt.Sprintf("%s-%d", name, l.width), func(t *testing.T) {
				p := open(ctx, t, file, l)
				if got := eval[int64](p, `document.documentElement.scrollWidth`); got > l.width {
					t.Errorf("the sheet is %d px wide at a window of %d", got, l.width)
				}
				if requests, _ := p.seen(); len(requests) != 1 {
					t.Errorf("got requests %q, want the page alone", requests)
				}
				p.picture(fmt.Sprintf("sheet-%s-%d", name, l.width))
			})
		}
		t.Run(name+"-printed", func(t *testing.T) {
			p := open(ctx, t, file, look{width: 800, dark: true, print: true})
			if got := eval[string](p, `getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.querySelector("h1")).color`); got != "rgb(255, 255, 255)rgb(0, 0, 0)" {
				t.Errorf("the sheet prints in the colours %s", got)
			}
			pdf := p.printed()
			if got := len(pdfPage.FindAll(pdf, -1)); got != 1 {
				t.Errorf("the sheet prints on %d pages", got)
			}
			if *pictures != "" {
				if err := os.WriteFile(filepath.Join(*pictures, "sheet-"+name+".pdf"), pdf, 0o600); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// pdfPage is where a page begins in a PDF as Chromium writes it.
var pdfPage = regexp.MustCompile(`/Type /Page\b`)

// printed returns the page as PDF, on the paper that it asks for.
func (p *tab) printed() []byte {
	p.t.Helper()
	paper := true
	out, err := chromedp.Run(p.ctx, chromedp.Action[cdppage.PrintToPDFResult](func(ctx context.Context, t *chromedp.Target) (cdppage.PrintToPDFResult, error) {
		return cdp.Call(ctx, t, cdppage.PrintToPDF, cdppage.PrintToPDFParams{PreferCSSPageSize: &paper})
	}))
	if err != nil {
		p.t.Fatal(err)
	}
	return out.Data
}
