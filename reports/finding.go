package reports

import (
	"cmp"
	"fmt"
	"math"
	"net/url"
	"slices"
	"time"
	"unicode"
	"unicode/utf8"

	"secondwind/analysis"
	"secondwind/internal/training"
)

// finding is a verdict in words, with its proof.
type finding struct {
	Rule, Title, Reason, Lede string
	Sign                      sign
	Tag                       string // the sign in words: "Rut, likely"
	Sure                      sure
	Figure                    *figure
	Meters                    []meter
	MetersCaption             string
	LimitHead                 string // heads the limits; empty: there is none
	MetersDrawn               bool
	Pairs                     []pair // how it was judged
	Command                   string // tells all of the rule
}

// sign is the shape beside a verdict's words.
type sign string

// The signs: a full, a half and an empty ring, and a dash.
const (
	rutSign     sign = "rut"
	watchSign   sign = "watch"
	clearSign   sign = "clear"
	missingSign sign = "missing"
)

// sure is how sure a verdict is, in a word and in full.
type sure struct{ Word, Text string }

// meter is one measure against its limit. Its picture is drawn where both have a
// place on one scale; Value and Limit are shares of the width then.
type meter struct {
	Label, Yours, From     string
	Drawn                  bool
	ValueShare, LimitShare float64
}

// why explains the headline; without one, how far each rut is from holding, or
// what is missing.
func (b *builder) why() finding {
	if b.j.Headline != nil {
		f := b.explained(*b.j.Headline)
		f.Title = "" // it is the H1
		return f
	}
	rows := b.distances()
	switch {
	case len(rows) > 0:
	case len(b.j.Also) > 0:
		return finding{Lede: "What could be judged, and is worth an eye, stands below."}
	default:
		return finding{Lede: "Nothing could be judged this week. Further down, each rule says why."}
	}
	f := finding{
		Title:         plural(len(rows), "measure is within its limit", "measures are within their limits"),
		Meters:        rows,
		MetersCaption: "The first measure of each rut that is clear, up to " + b.day(b.j.AsOf) + ".",
		LimitHead:     rutLimit,
	}
	for _, row := range rows {
		f.MetersDrawn = f.MetersDrawn || row.Drawn
	}
	return f
}

// distances returns the leading measure of each rut that is clear.
func (b *builder) distances() []meter {
	var rows []meter
	for _, v := range b.j.Verdicts {
		if v.Outcome != analysis.Clear || b.muted(v.Rule) || limitHead(b.rules[v.Rule]) != rutLimit {
			// A watch is past one of its limits and stands under "also noticed"; some
			// rules have no limit that makes a rut.
			continue
		}
		i := slices.IndexFunc(v.Measures, func(m analysis.Measure) bool { return m.Limit != nil })
		if i < 0 || past(v.Measures[i]) {
			continue // a rule that asks for more than one measure can be clear with one past its limit
		}
		for _, row := range b.meters(v.Measures[i : i+1]) {
			row.Label = b.rules[v.Rule].Title + ": " + lowerFirst(row.Label)
			rows = append(rows, row)
		}
	}
	return rows
}

// past reports whether a measure has reached its limit.
func past(m analysis.Measure) bool {
	value, known := number(m.Value)
	limit, limited := number(m.Limit)
	if !known || !limited {
		return false
	}
	if m.Below {
		return value <= limit
	}
	return value >= limit
}

// lowerFirst begins a label in the middle of a sentence.
func lowerFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(first)) + s[size:]
}

// explained returns a verdict with all that stands behind it.
func (b *builder) explained(v analysis.Verdict) finding {
	f := b.folded(v)
	rule, known := b.rules[v.Rule]
	if !known {
		return f
	}
	pairs := []pair{
		surePair(f.Sure),
		textPair("Why it matters", rule.Why),
		textPair("What counts", rule.Counts),
		textPair("Where the limits come from", rule.Limits),
		b.studies(rule.Evidence),
		textPair("What it cannot know", rule.Caveat),
		readMore(f.Command),
	}
	for _, p := range pairs {
		if len(p.Lines) > 0 {
			f.Pairs = append(f.Pairs, p)
		}
	}
	return f
}

// studies lists the evidence; for strangers none: the year of a study reads like one
// of the runner's.
func (b *builder) studies(sources []analysis.Source) pair {
	if b.Share {
		return pair{}
	}
	return pair{Term: "What studies say", Lines: evidence(sources)}
}

func readMore(command string) pair {
	if command == "" {
		return pair{}
	}
	return pair{Term: "Read more", Lines: []line{{Code: command}}}
}

func surePair(s sure) pair {
	if s.Word == "" {
		return pair{}
	}
	return pair{Term: "How sure", Lines: []line{{Strong: s.Word + ".", Text: s.Text}}}
}

func textPair(term, text string) pair {
	if text == "" {
		return pair{}
	}
	return pair{Term: term, Lines: []line{{Text: text}}}
}

// evidence lists the sources of a rule, each with its strength and its address.
func evidence(sources []analysis.Source) []line {
	strengths := map[analysis.Strength]string{
		analysis.Strong:    "Strong evidence.",
		analysis.Contested: "Contested.",
		analysis.Practice:  "What coaches do.",
		analysis.Ours:      "Our own choice.",
	}
	var lines []line
	for _, s := range sources {
		l := line{Strong: strengths[s.Strength], Text: s.Cite}
		if u, err := url.Parse(s.URL); err == nil && u.Host != "" {
			l.URL, l.Link = s.URL, u.Host
		}
		lines = append(lines, l)
	}
	return lines
}

// folded returns a verdict in words, without the panel that explains its rule.
func (b *builder) folded(v analysis.Verdict) finding {
	rule := b.rules[v.Rule]
	f := finding{
		Rule:          v.Rule,
		Title:         cmp.Or(b.Sentence(v.Title), b.ruleTitle(v.Rule)),
		Reason:        b.reason(v),
		Lede:          b.Sentence(v.Lede),
		Sign:          signOf(v.Outcome, rule),
		Sure:          b.howSure(v, rule),
		Figure:        b.figure(v.Chart),
		Meters:        b.meters(v.Measures),
		MetersCaption: "Up to " + b.day(b.j.AsOf) + ".",
		LimitHead:     limitHead(rule),
	}
	if !b.Share {
		f.Command = b.report("--explain " + v.Rule)
	}
	if !slices.ContainsFunc(f.Meters, func(m meter) bool { return m.From != "" }) {
		f.LimitHead = "" // a column of dashes tells nothing
	}
	f.Tag = tag(v, rule)
	for _, m := range f.Meters {
		f.MetersDrawn = f.MetersDrawn || m.Drawn
	}
	return f
}

// reason is a verdict's numbers in a line, unless its title has said the same.
func (b *builder) reason(v analysis.Verdict) string {
	reason := sentence(b.Figures(v.Reason))
	if reason == sentence(b.Figures(v.Title)) {
		return ""
	}
	return reason
}

// ruleTitle is the name of a rule as the page shows it.
func (b *builder) ruleTitle(name string) string { return cmp.Or(b.rules[name].Title, name) }

// rutLimit heads the limits past which a rut begins.
const rutLimit = "A rut from"

// limitHead says what lies beyond the limits of a rule.
func limitHead(rule analysis.Rule) string {
	switch {
	case rule.Kind == analysis.GoodNews:
		return "Shown from"
	case rule.Max == analysis.Watch:
		return "Watched from"
	case rule.Word != "":
		return "Limit"
	}
	return rutLimit
}

func signOf(o analysis.Outcome, rule analysis.Rule) sign {
	if o == analysis.Flagged && rule.Word != "" {
		return clearSign
	}
	switch o {
	case analysis.Flagged:
		return rutSign
	case analysis.Watch:
		return watchSign
	case analysis.Clear, analysis.Shown:
		return clearSign
	}
	return missingSign
}

// tag says a verdict's outcome and confidence in words.
func tag(v analysis.Verdict, rule analysis.Rule) string {
	outcomes := map[analysis.Outcome]string{
		analysis.Flagged: "Rut", analysis.Watch: "Watch", analysis.Clear: "Clear", analysis.Shown: "Going well",
	}
	confidences := map[analysis.Confidence]string{
		analysis.Sure: "sure", analysis.Likely: "likely", analysis.Hint: "a hint",
	}
	outcome, confidence := outcomes[v.Outcome], confidences[v.Confidence]
	if v.Outcome == analysis.Flagged && rule.Word != "" {
		outcome = rule.Word // an event that is greeted, such as a return
	}
	if outcome == "" || confidence == "" {
		return outcome
	}
	return outcome + ", " + confidence
}

// howSure says what the confidence of a verdict rests on.
func (b *builder) howSure(v analysis.Verdict, rule analysis.Rule) sure {
	var s sure
	amount := "."
	if rule.Kind == analysis.GoodNews {
		return s // it is true or it is not shown
	}
	if v.Need > 1 {
		amount = fmt.Sprintf(": %s %s, where %s would do.", grouped(float64(v.Have), 0), v.Counted, grouped(float64(v.Need), 0))
	}
	switch v.Confidence {
	case analysis.Sure:
		if !v.Backed.Empty() {
			s = sure{"Sure", "There is enough data" + amount + " " + b.Sentence(v.Backed)}
			break
		}
		s = sure{"Sure", "There is at least twice the data that the rule needs" + amount}
	case analysis.Likely:
		s = sure{"Likely", "There is enough data, though less than twice what the rule needs" + amount}
	case analysis.Hint:
		s = sure{"A hint", "One of the inputs is an estimate."}
	default:
		return s
	}
	switch {
	case v.Still:
		s.Text += " It still holds, though this week alone would not say so."
	case v.Weeks > 1 && !rule.Lasting.Event():
		s.Text += " " + b.Sentence(training.Say("It has held for {}.", training.Count{N: v.Weeks, One: "week", Many: "weeks"}))
	}
	return s
}

func (b *builder) meters(measures []analysis.Measure) []meter {
	var rows []meter
	for _, m := range measures {
		if b.Share && private(m.Value) {
			continue
		}
		row := meter{Label: m.Label, Yours: b.Slot(m.Value)}
		if m.Limit != nil {
			row.From = b.Slot(m.Limit)
			if m.Below {
				row.From += " or less"
			}
		}
		row.place(m)
		rows = append(rows, row)
	}
	return rows
}

// meterHeadroom is the free part of a meter's scale past its larger number.
const meterHeadroom = 1.25

// place puts value and limit on one scale: the whole for shares, else one that
// holds both.
func (row *meter) place(m analysis.Measure) {
	value, ok := number(m.Value)
	if !ok || value < 0 {
		return
	}
	limit, ok := number(m.Limit)
	if !ok || limit < 0 {
		return
	}
	top := meterHeadroom * math.Max(value, limit)
	if _, share := m.Value.(training.Percent); share && value <= 1 && limit <= 1 {
		top = 1
	}
	if top == 0 {
		return
	}
	row.Drawn = true
	row.ValueShare, row.LimitShare = value/top, limit/top
}

// number returns the value of a slot that has a place on a scale, in base units.
func number(s training.Slot) (float64, bool) {
	var v float64
	switch t := s.(type) {
	case training.Distance:
		v = float64(t)
	case training.Pace:
		v = float64(t)
	case training.Duration:
		v = time.Duration(t).Seconds()
	case training.Number:
		v = float64(t)
	case training.Numeral:
		v = float64(t)
	case training.Count:
		v = float64(t.N)
	case training.Percent:
		v = float64(t)
	case training.Ratio:
		v = float64(t)
	case training.Decimal:
		v = float64(t)
	default:
		return 0, false
	}
	return v, !math.IsNaN(v) && !math.IsInf(v, 0)
}

// good returns what goes well, at least one true and specific thing: where no
// rule has good news, the runs on record are it. The milestones ahead come last.
func (b *builder) good() []finding {
	var all []finding
	for _, v := range b.j.Good {
		all = append(all, b.folded(v))
	}
	if d := b.j.Data; len(all) == 0 && d.AllRuns > 0 {
		all = append(all, finding{
			Title: b.Slot(training.Count{N: d.AllRuns, One: "run", Many: "runs"}) + " on record",
			Lede: b.Figures(training.Say("The first of your files is from {}; {} in the last eight weeks.",
				training.Day(d.First), training.Count{N: b.j.Runs, One: "run fell", Many: "runs fell"})),
		})
	}
	if f, ok := b.ahead(); ok {
		all = append(all, f)
	}
	return all
}
