package reports

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"secondwind/analysis"
	"secondwind/internal/training"
)

// Options say how a report speaks, and what it knows beside the judgement.
type Options struct {
	Athlete string
	Units   Units
	Clock12 bool
	Dates   DateOrder
	// FirstDay is the weekday on top of a chart of weekdays; absent: Monday. The rules
	// count weeks from Monday whatever it is.
	FirstDay training.Opt[time.Weekday]
	// Receipt is that of the last ingest that met new files, if there is one.
	Receipt training.Opt[training.Receipt]
	// Notices are said at the top of the page, such as a profile key that is not
	// understood.
	Notices []string
	Version string // of the product
	// Ingest and Report are how the two programs are called for the same data; empty:
	// by their names.
	Ingest, Report string
	// Profile is true where the runner has a file of settings and profile.
	Profile bool
	// Index is the name of the page in the report's own folder that lists all reports;
	// empty: there is none.
	Index string
	// Share makes the document fit for strangers: without names, dates, hours and
	// places. It is a page, plain text or a card then, and nothing else.
	Share bool
}

// Document is a report with all its words chosen, ready for any of the writers.
type Document struct {
	page     page
	contract contract
	sheets   []sheet
	agenda   agenda
	advised  advised
	card     *shareCard // nil but for one to share
}

// Build chooses the words of a report. rules and fixes are those that the
// judgement was made with: their texts fill the panels that explain it.
func Build(j analysis.Judgement, rules []analysis.Rule, fixes []analysis.Fix, opt Options) Document {
	if opt.Share {
		j, opt = strangers(j, opt)
	}
	b := builder{
		Formatter: Formatter{Units: opt.Units, Clock12: opt.Clock12, Dates: opt.Dates, AsOf: max(j.AsOf, j.Asked), Share: opt.Share},
		j:         &j,
		rules:     make(map[string]analysis.Rule, len(rules)),
		fixes:     make(map[string]analysis.Fix, len(fixes)),
		opt:       opt,
	}
	for _, r := range rules {
		b.rules[r.Name] = r
	}
	for _, f := range fixes {
		b.fixes[f.Name] = f
	}
	if opt.Share {
		p := b.sharedPage()
		return Document{page: p, card: b.shareCard(p)}
	}
	return Document{page: b.page(), contract: b.contract(), sheets: b.sheets(), agenda: b.agenda(), advised: b.advised()}
}

// builder holds what the parts of a page are made of.
type builder struct {
	Formatter
	j      *analysis.Judgement
	rules  map[string]analysis.Rule
	fixes  map[string]analysis.Fix
	opt    Options
	charts int // charts so far: their ids are numbered in the order of the page
}

// page is the nine parts in their order, in words.
type page struct {
	Tab, Week   string // the window's title; the week in the masthead
	Notices     []string
	Title, Lede string // 1 the verdict
	Facts       []string
	NoPlan      string    // why a rut comes without a plan; empty where it has one
	Reminder    string    // of what the runner once wrote
	Plan        *planCard // 2
	Why         finding   // 3
	Also        []finding // 4
	Good        []finding // 5
	LastTime    lastTime  // 6
	Glance      glance    // 7
	RuledOut    ruledOut  // 8
	DataTitle   string
	Data        []pair // 9
}

// pair is a term and what there is to say of it.
type pair struct {
	Term  string
	Lines []line
}

// line is a sentence with an optional strong beginning, the file that it is about
// before it, and a link or a command at its end.
type line struct{ Strong, Text, Code, URL, Link, Command string }

func (b *builder) page() page {
	j := b.j
	year, week := j.Week.Number()
	p := page{
		Week:     fmt.Sprintf("Week %d of %d", week, year),
		Title:    cmp.Or(b.Sentence(j.Title), "There is nothing to judge yet"),
		Lede:     b.Sentence(j.Lede),
		Facts:    b.facts(),
		NoPlan:   b.noPlan(),
		Reminder: b.Sentence(j.Reminder),
		Plan:     b.plan(),
		Why:      b.why(),
		LastTime: b.lastTime(),
	}
	for _, v := range j.Also {
		p.Also = append(p.Also, b.folded(v))
	}
	p.Good = b.good()
	p.Glance = b.glance()
	p.RuledOut = b.ruledOut()
	p.DataTitle, p.Data = "Your data", b.data()
	p.Tab = b.weekName(j.Week) + tabMiddle + p.Title + tabEnd
	p.Notices = b.notices()
	return p
}

// notices are what is said on top of a report.
func (b *builder) notices() []string {
	var all []string
	for _, n := range b.opt.Notices {
		all = append(all, cleanTo(n, maxNotice))
	}
	if b.j.Export.Stale {
		all = append(all, b.Sentence(b.j.Export.Text))
	}
	return all
}

// facts are the week, the runs that count, and how far the data reach.
func (b *builder) facts() []string {
	j := b.j
	facts := []string{b.span(j.Week.Monday(), j.Week.Sunday())}
	if j.Runs > 0 {
		facts = append(facts, b.runsCounted())
	}
	if j.Data.Activities > 0 {
		facts = append(facts, "Data until "+b.day(j.Export.Ends))
	}
	return facts
}

// runsCounted says how many runs lie in the window.
func (b *builder) runsCounted() string {
	days := int(b.j.To-b.j.From) + 1
	window := training.Count{N: days, One: "day", Many: "days"}
	if days%7 == 0 {
		window = training.Count{N: days / 7, One: "week", Many: "weeks"}
	}
	runs := training.Count{N: b.j.Runs, One: "run", Many: "runs"}
	return b.Slot(runs) + b.Sentence(training.Say(" in {}", window))
}

// command is a call that the runner can copy, and what it does.
type command struct{ Command, Words string }

// commandLine calls one of the programs by the name that it has for this data.
func commandLine(called, name, args string) string {
	return cleanTo(cmp.Or(called, name)+" "+args, maxNotice)
}

func (b *builder) report(args string) string { return commandLine(b.opt.Report, "report", args) }

func (b *builder) ingest(args string) string { return commandLine(b.opt.Ingest, "ingest", args) }

// enumerate joins words as a sentence does: "a, b and c".
func enumerate(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// sentence gives text the capital and the full stop of a sentence; no text stays none.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") {
		return upperFirst(s)
	}
	return upperFirst(s) + "."
}
