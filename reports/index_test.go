package reports

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"secondwind/analysis"
	"secondwind/internal/tone"
	"secondwind/internal/training"
)

// indexWeek remembers a suggestion for each answer there is.
func indexWeek() analysis.Judgement {
	j := goalsWeek()
	advised := func(ago int, fix string, answer training.Answer, open bool) analysis.Advised {
		week := j.Week.Add(-ago)
		return analysis.Advised{
			Suggestion: training.Suggestion{Week: week, Read: week.Sunday() + 1, Rule: "stale-routes", Fix: fix}, Answer: answer, Open: open,
		}
	}
	j.Past = []analysis.Advised{
		advised(50, "new-route", training.Tried, false),
		advised(4, "reverse-route", training.NotTried, false),
		advised(3, "five-whys", training.CantTell, false),
		advised(2, "gone-fix", training.Tried, false),
		advised(0, processGoals, training.CantTell, true),
	}
	return j
}

// somePages are pages of some weeks: of a year before, without a suggestion, and
// without a headline.
func somePages(j analysis.Judgement) []Earlier {
	var pages []Earlier
	for ago, headline := range map[int]string{
		0: "Last week was your biggest in months by far", 1: "Seven of eight weeks on plan", 2: "", 3: "Your Thursdays have gone quiet",
		4: "Two in three of your runs now follow the same 5 km loop south", 50: "21 of your last 30 runs followed the same loop",
	} {
		week := j.Week.Add(-ago)
		pages = append(pages, Earlier{Week: week, File: week.String() + ".html", Headline: headline})
	}
	return pages
}

func indexOf(t *testing.T, d Document, pages []Earlier) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteIndex(&b, d, pages); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestIndex(t *testing.T) {
	j := indexWeek()
	d := Build(j, sampleRules(), sampleFixes(), Options{})
	got := indexOf(t, d, somePages(j))
	golden(t, "index.html", strings.ReplaceAll(got, baseStyle+indexStyle, "[base.css, index.css]\n"))
	for _, none := range []string{"<script", "<link", "http:", "https:", "url("} {
		if strings.Contains(got, none) {
			t.Errorf("the index holds %q", none)
		}
	}
	for range 5 { // the pages come in another order each time
		if again := indexOf(t, d, somePages(j)); again != got {
			t.Fatal("two indexes of the same pages differ")
		}
	}
}

// TestIndexRows holds what is said of a page by what memory and the page tell.
func TestIndexRows(t *testing.T) {
	j := indexWeek()
	d := Build(j, sampleRules(), sampleFixes(), Options{})
	got := map[string][3]string{}
	for _, year := range d.advised.index(somePages(j)).Years {
		for _, r := range year.Rows {
			got[r.Week] = [3]string{r.Headline, r.Fix, r.Answer}
		}
	}
	want := map[string][3]string{
		"Week 47": {"Last week was your biggest in months by far", "Set four small goals, one a week", "Still open"},
		"Week 46": {"Seven of eight weeks on plan", "None on record", "–"},
		"Week 45": {"Stale routes", "gone-fix", "Tried"},
		"Week 44": {"Your Thursdays have gone quiet", "Ask why five times", "Files cannot tell"},
		"Week 43": {"Two in three of your runs now follow the same 5 km loop south", "Turn the loop round", "Not tried"},
		"Week 49": {"21 of your last 30 runs followed the same loop", "Run somewhere new", "Tried"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestIndexWords(t *testing.T) {
	j := indexWeek()
	d := Build(j, sampleRules(), sampleFixes(), Options{})
	for _, pages := range [][]Earlier{somePages(j), somePages(j)[:1], nil} {
		sentences("", reflect.ValueOf(d.advised.index(pages)), func(path, text string) {
			for _, complaint := range tone.Lint(text) {
				t.Errorf("%s: %s in %q", path, complaint, text)
			}
		})
	}
}

// TestHeadline reads the headline of every sample back from its page, and none from
// what is no page.
func TestHeadline(t *testing.T) {
	const within = 8 << 10 // as much of a page as is read for it
	for _, s := range append(samples(), hostileSample()) {
		d := s.build()
		page := written(t, WriteHTML, d)
		if got := Headline([]byte(page[:within])); got != cleanTo(d.page.Title, maxNotice) {
			t.Errorf("%s: got %q, want %q", s.name, got, d.page.Title)
		}
	}
	for _, page := range []string{
		"", "<title>", "<title>Week 47: cut off · Second Wind", "<title>Week 47: of another program</title>",
		"<title>Second Wind</title>", "<title> · Second Wind</title>", "\xff\x00",
	} {
		if got := Headline([]byte(page)); got != "" {
			t.Errorf("%q: got %q, want none", page, got)
		}
	}
	if got, want := Headline([]byte("<title>Week 1: &lt;b&gt;\u202eA &amp; B: c\x07 · Second Wind</title>")), "<b>A & B: c"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestHostileIndex lists what no one would write on purpose.
func TestHostileIndex(t *testing.T) {
	evil := hostileName
	got := indexOf(t, Build(analysis.Judgement{Past: []analysis.Advised{{Suggestion: training.Suggestion{Rule: evil, Fix: evil}}}}, nil, nil, Options{}),
		[]Earlier{{File: "javascript:alert(1)", Headline: evil}, {Week: sunday.Week(), File: `"><script>alert(1)</script>`}})
	for _, markup := range []string{"<script", "<img", "javascript:", "onerror=\""} {
		if strings.Contains(got, markup) {
			t.Errorf("the index holds %q as it came", markup)
		}
	}
}

// TestIndexLink holds that a report names the list of all reports where it is told of
// one, and says where that lies: a page may be read elsewhere.
func TestIndexLink(t *testing.T) {
	s := samples()[0]
	if page := written(t, WriteHTML, s.build()); strings.Contains(page, "index.html") {
		t.Error("a page that knows of no index names one")
	}
	s.opt.Index = "index-Ada.html"
	page := withoutFixed(written(t, WriteHTML, s.build()))
	if !strings.Contains(page, `in the folder of this page, in <a href="index-Ada.html"`) {
		t.Error("the page does not link its index")
	}
}
