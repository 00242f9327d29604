package reports

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
)

var (
	//go:embed sheet.gohtml
	sheetTemplate string
	//go:embed sheet.css
	sheetStyle string
)

// sheet is a page to print, in words.
type sheet struct {
	Name              string // of the fix that it goes with
	Tab, Week         string
	Title, Lede, Made string
	Parts             []sheetPart
	Dense             bool // has much to read
}

type sheetPart struct {
	Heading string
	Rows    []sheetRow
	Lines   []string
	Blanks  int // lines to write on
}

type sheetRow struct{ Label, Value string }

// Sheets returns the names of the sheets that go with a report, each that of its fix.
func Sheets(d Document) []string {
	var names []string
	for _, s := range d.sheets {
		names = append(names, s.Name)
	}
	return names
}

var sheetPages = template.Must(template.New("sheet").Funcs(template.FuncMap{"prose": prose}).Parse(sheetTemplate))

// WriteSheet writes the sheet of a fix as one HTML page for A4 paper. It holds no
// script, and its policy allows none.
func WriteSheet(w io.Writer, d Document, name string) error {
	for _, s := range d.sheets {
		if s.Name == name {
			return sheetPages.Execute(w, struct {
				sheet
				Style template.CSS
			}{s, template.CSS(baseStyle + sheetStyle)})
		}
	}
	return fmt.Errorf("this report has no sheet %q", name)
}

const (
	// mostBlanks is how many lines to write on fit a page.
	mostBlanks = 30
	// denseLines is from how many lines to read a sheet is set smaller: so many leave
	// too little of a page of A4 for the lines to write on.
	denseLines = 20
)

func (b *builder) sheets() []sheet {
	var all []sheet
	year, week := b.j.Week.Number()
	for _, s := range b.j.Sheets {
		title := cleanTo(s.Title, maxNotice)
		out := sheet{
			Name:  s.Fix,
			Tab:   title + " · Second Wind",
			Week:  fmt.Sprintf("Week %d of %d", week, year),
			Title: title,
			Lede:  b.Sentence(s.Lede),
			Made:  "From your own files, up to " + b.date(b.j.AsOf) + ". None of this is medical advice.",
		}
		lines := 0
		for _, p := range s.Parts {
			part := sheetPart{Heading: cleanTo(p.Heading, maxNotice), Blanks: min(max(p.Blanks, 0), mostBlanks)}
			for _, r := range p.Rows {
				part.Rows = append(part.Rows, sheetRow{Clean(r.Label), b.Figures(r.Value)})
			}
			for _, l := range p.Lines {
				part.Lines = append(part.Lines, b.Sentence(l))
			}
			out.Parts = append(out.Parts, part)
			lines += len(part.Rows) + len(part.Lines)
		}
		out.Dense = lines >= denseLines
		all = append(all, out)
	}
	return all
}
