package reports

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

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
