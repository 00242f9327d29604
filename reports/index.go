package reports

import (
	"cmp"
	_ "embed"
	"html"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"

	"secondwind/internal/training"
)

var (
	//go:embed index.gohtml
	indexTemplate string
	//go:embed index.css
	indexStyle string
)

// Earlier is a page of a report that was written before.
type Earlier struct {
	Week     training.Week
	File     string // its name, in the folder of the index
	Headline string // see [Headline]; empty where it is not known
}

// index is the page that lists reports, in words.
type index struct {
	Title, Lede string
	Years       []indexYear // the newest first
}

// indexYear is a table of the reports of one year, the newest first.
type indexYear struct {
	Year string
	Rows []indexRow
}

type indexRow struct {
	Kind                                    string // how it is set: tried, none, or as any other
	File, Week, Days, Headline, Fix, Answer string
}

var indexPages = template.Must(template.New("index").Funcs(template.FuncMap{"prose": prose}).Parse(indexTemplate))

// WriteIndex writes one HTML page that lists reports by year, each with its headline,
// the fix that it suggested and what became of that, and links their pages. It holds no
// script, and its policy allows none.
func WriteIndex(w io.Writer, d Document, pages []Earlier) error {
	return indexPages.Execute(w, struct {
		index
		Style template.CSS
	}{d.advised.index(pages), template.CSS(baseStyle + indexStyle)})
}

// The window's title of a report is its week and its headline, with these between and
// after them.
const (
	tabMiddle = ": "
	tabEnd    = " · Second Wind"
)

// Headline returns the headline of a report from the beginning of its HTML page; empty
// where that is no such page.
func Headline(page []byte) string {
	_, rest, _ := strings.Cut(string(page), "<title>")
	title, _, whole := strings.Cut(rest, "</title>")
	title, ours := strings.CutSuffix(html.UnescapeString(title), tabEnd)
	_, headline, named := strings.Cut(title, tabMiddle)
	if !whole || !ours || !named {
		return ""
	}
	return cleanTo(headline, maxNotice)
}

// advised is what memory tells of the reports, by their weeks.
type advised struct {
	Formatter
	by map[training.Week]remembered
}

// remembered is the suggestion of a report, in words.
type remembered struct{ rule, fix, answer string }

// The answers to "was it tried?" in an index.
const (
	triedIt   = "Tried"
	stillOpen = "Still open"
)

func (b *builder) advised() advised {
	answers := map[training.Answer]string{
		training.Tried:    triedIt,
		training.NotTried: "Not tried",
		training.CantTell: "Files cannot tell",
	}
	out := advised{Formatter: b.Formatter, by: make(map[training.Week]remembered)}
	for _, a := range b.j.Past {
		r := remembered{rule: b.ruleTitle(a.Rule), fix: b.fixTitle(a.Fix), answer: answers[a.Answer]}
		if a.Open {
			r.answer = stillOpen
		}
		out.by[a.Report()] = r
	}
	return out
}

// fixTitle is the name of a fix as the page shows it.
func (b *builder) fixTitle(name string) string { return cmp.Or(b.fixes[name].Title, Clean(name)) }

// index joins the pages with what is remembered of their weeks.
func (a advised) index(pages []Earlier) index {
	pages = slices.Clone(pages)
	slices.SortFunc(pages, func(x, y Earlier) int { return cmp.Compare(y.Week, x.Week) })
	out := index{Title: "Your reports so far"}
	suggested, tried := 0, 0
	for _, p := range pages {
		year, _ := p.Week.Number()
		if n := len(out.Years); n == 0 || out.Years[n-1].Year != strconv.Itoa(year) {
			out.Years = append(out.Years, indexYear{Year: strconv.Itoa(year)})
		}
		last := &out.Years[len(out.Years)-1]
		last.Rows = append(last.Rows, a.row(p))
		if r, known := a.by[p.Week]; known {
			suggested++
			if r.answer == triedIt {
				tried++
			}
		}
	}
	out.Lede = a.inBrief(pages, suggested, tried)
	return out
}

// inBrief counts the reports and what was suggested and tried.
func (a advised) inBrief(pages []Earlier, suggested, tried int) string {
	if len(pages) == 0 {
		return "No report is here as yet."
	}
	brief := a.Sentence(training.Say("{}, the first of them for the week from {}.",
		training.Count{N: len(pages), One: "report", Many: "reports"}, training.Day(pages[len(pages)-1].Week.Monday())))
	switch {
	case tried > 0:
		brief += " " + a.Sentence(training.Say("{} on record, {} of them tried.",
			training.Count{N: suggested, One: "suggestion", Many: "suggestions"}, training.Number(tried)))
	case suggested > 0:
		brief += " " + a.Sentence(training.Say("{} on record.", training.Count{N: suggested, One: "suggestion", Many: "suggestions"}))
	}
	return brief
}

// row tells of one page. Where the page does not say its headline, the rule behind its
// suggestion stands in.
func (a advised) row(p Earlier) indexRow {
	r, known := a.by[p.Week]
	row := indexRow{
		File: p.File, Week: upperFirst(weekLabel(p.Week)), Days: a.span(p.Week.Monday(), p.Week.Sunday()),
		Headline: cmp.Or(p.Headline, r.rule, "–"), Fix: r.fix, Answer: r.answer,
	}
	switch {
	case !known:
		row.Kind, row.Fix, row.Answer = "none", "None on record", "–"
	case r.answer == triedIt:
		row.Kind = "tried"
	}
	return row
}
