package reports

import (
	"encoding/json"
	"io"
	"math"
	"strings"

	"secondwind/analysis"
	"secondwind/internal/training"
)

// schema is the version of the JSON contract. Fields may be added to it, none
// renamed.
const schema = 1

// contract is the report as JSON.
type contract struct {
	Schema       int               `json:"schema"`
	Athlete      string            `json:"athlete"`
	AsOf         string            `json:"as_of"`
	From         string            `json:"from"`
	To           string            `json:"to"`
	Runs         int               `json:"runs"`
	Headline     *headlineJSON     `json:"headline"`
	Plan         *planJSON         `json:"plan"`
	Alternatives []alternativeJSON `json:"alternatives"`
	LastTime     *lastTimeJSON     `json:"last_time"`
	Record       *recordJSON       `json:"record"`     // how the fixes of past reports fared; null before there is enough to tell
	Reminder     string            `json:"reminder"`   // of the runner's own words; empty for none
	Sheets       []string          `json:"sheets"`     // the pages to print, by the names that report --sheet takes
	Targets      []targetJSON      `json:"targets"`    // the aims of the coming weeks
	Milestones   []milestoneJSON   `json:"milestones"` // those ahead, the next first
	Offer        *offerJSON        `json:"offer"`      // the line of the profile that would sharpen the advice
	Notices      []string          `json:"notices"`    // what the page says on top, such as how old an export is
	Verdicts     []verdictJSON     `json:"verdicts"`
	Data         dataJSON          `json:"data"`
}

type headlineJSON struct {
	Rule string `json:"rule"`
	Text string `json:"text"`
}

type planJSON struct {
	Fix  string `json:"fix"`
	Text string `json:"text"`
	Tiny string `json:"tiny"`
	Why  string `json:"why"`
}

type alternativeJSON struct {
	Fix  string `json:"fix"`
	Text string `json:"text"`
}

type lastTimeJSON struct {
	Fix   string `json:"fix"`
	Tried string `json:"tried"`
	Text  string `json:"text"`
}

type recordJSON struct {
	From  string       `json:"from"`
	Weeks int          `json:"weeks"`
	Rows  []effectJSON `json:"rows"`
}

type effectJSON struct {
	Rule      string `json:"rule"`
	Fix       string `json:"fix"`
	Suggested int    `json:"suggested"`
	Tried     int    `json:"tried"`
	NotTried  int    `json:"not_tried"`
	CantTell  int    `json:"cant_tell"`
	Measure   string `json:"measure"`
	With      string `json:"with"` // empty: nothing to compare
	Without   string `json:"without"`
}

// targetJSON is the aim of a week, in metres.
type targetJSON struct {
	Week      string  `json:"week"`
	Phase     string  `json:"phase"`
	DistanceM float64 `json:"distance_m"`
	LongestM  float64 `json:"longest_m"` // no run of the week beyond it; 0: not told
}

type milestoneJSON struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	Left string `json:"left"`
	Day  string `json:"day"`
}

type offerJSON struct {
	Text string `json:"text"`
	Line string `json:"line"`
}

type verdictJSON struct {
	Rule       string        `json:"rule"`
	Kind       string        `json:"kind"`
	Outcome    string        `json:"outcome"`
	Confidence string        `json:"confidence"`
	Reason     string        `json:"reason"`
	Measures   []measureJSON `json:"measures"`
	Runs       []string      `json:"runs"`
	Muted      bool          `json:"muted"` // by the profile: not on the page
}

// measureJSON is a number in its base unit, whatever units the words use.
type measureJSON struct {
	Name  string `json:"name"`
	Value any    `json:"value"`
	Unit  string `json:"unit"`
	Limit any    `json:"limit"` // null: context without a limit
}

type dataJSON struct {
	First      string            `json:"first"`
	Last       string            `json:"last"`
	Activities int               `json:"activities"`
	Receipt    *training.Receipt `json:"receipt"`
}

// WriteJSON writes the document as one JSON object, the contract that other
// programs may rely on.
func WriteJSON(w io.Writer, d Document) error {
	if d.card != nil {
		return errShared
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(d.contract)
}

func (b *builder) contract() contract {
	j := b.j
	c := contract{
		Schema: schema, Athlete: b.opt.Athlete,
		AsOf: j.AsOf.String(), From: j.From.String(), To: j.To.String(), Runs: j.Runs,
		Alternatives: []alternativeJSON{}, Notices: []string{}, Verdicts: []verdictJSON{},
		Targets: b.targetsJSON(), Milestones: b.milestonesJSON(),
		Record: b.recordJSON(), Reminder: plain(b.Sentence(j.Reminder)), Sheets: []string{},
		Data: dataJSON{Activities: j.Data.Activities},
	}
	for _, n := range b.notices() {
		c.Notices = append(c.Notices, plain(n))
	}
	if j.Headline != nil {
		c.Headline = &headlineJSON{Rule: j.Headline.Rule, Text: plain(b.Sentence(j.Title))}
	}
	if p := j.Plan; p != nil {
		c.Plan = &planJSON{
			Fix: p.Fix, Text: plain(b.Sentence(p.Text)), Tiny: plain(b.Sentence(p.Tiny)), Why: plain(b.Sentence(j.PlanReason)),
		}
	}
	for _, a := range j.Alternatives {
		c.Alternatives = append(c.Alternatives, alternativeJSON{Fix: a.Fix, Text: plain(sentence(b.Sentence(a.Short)))})
	}
	if l := j.LastTime; l != nil {
		text := strings.TrimSpace(b.Sentence(l.Text) + " " + sentence(b.Sentence(l.Moved)))
		c.LastTime = &lastTimeJSON{Fix: l.Suggestion.Fix, Tried: string(l.Answer), Text: plain(text)}
	}
	for _, s := range j.Sheets {
		c.Sheets = append(c.Sheets, s.Fix)
	}
	if o := b.offer(); o.Text != "" {
		c.Offer = &offerJSON{Text: plain(o.Text), Line: o.Command}
	}
	for _, v := range j.Verdicts {
		c.Verdicts = append(c.Verdicts, b.verdictJSON(v))
	}
	if j.Data.Activities > 0 {
		c.Data.First, c.Data.Last = j.Data.First.String(), j.Data.Last.String()
	}
	if r, ok := b.opt.Receipt.Get(); ok {
		c.Data.Receipt = &r
	}
	return c
}

func (b *builder) recordJSON() *recordJSON {
	r := b.j.Record
	if r == nil {
		return nil
	}
	out := &recordJSON{From: r.From.String(), Weeks: r.Weeks, Rows: []effectJSON{}}
	for _, e := range r.Rows {
		out.Rows = append(out.Rows, effectJSON{
			Rule: e.Rule, Fix: e.Fix, Suggested: suggested(e), Tried: e.Tried, NotTried: e.NotTried, CantTell: e.CantTell,
			Measure: e.Measure, With: plain(b.Figures(e.With)), Without: plain(b.Figures(e.Without)),
		})
	}
	return out
}

func (b *builder) targetsJSON() []targetJSON {
	all := []targetJSON{}
	if t := b.j.Targets; t != nil {
		for _, w := range t.Weeks {
			all = append(all, targetJSON{Week: w.Week.String(), Phase: string(w.Phase), DistanceM: w.DistanceM, LongestM: w.LongestM})
		}
	}
	return all
}

func (b *builder) milestonesJSON() []milestoneJSON {
	all := []milestoneJSON{}
	for _, m := range b.j.Milestones {
		all = append(all, milestoneJSON{ID: m.ID, Text: plain(b.Figures(m.Title)), Left: plain(b.Figures(m.Left)), Day: m.Day.String()})
	}
	return all
}

func (b *builder) verdictJSON(v analysis.Verdict) verdictJSON {
	out := verdictJSON{
		Rule: v.Rule, Kind: string(b.rules[v.Rule].Kind), Outcome: string(v.Outcome), Confidence: string(v.Confidence),
		Reason: plain(sentence(b.Figures(v.Reason))), Measures: []measureJSON{}, Runs: []string{}, Muted: b.muted(v.Rule),
	}
	out.Runs = append(out.Runs, v.Runs...)
	for _, m := range v.Measures {
		value, unit := base(m.Value)
		limit, _ := base(m.Limit)
		out.Measures = append(out.Measures, measureJSON{Name: m.Name, Value: value, Unit: unit, Limit: limit})
	}
	return out
}

// base returns a slot as a JSON value in its base unit, and the unit's name.
// What is neither a number nor a name is null.
func base(s training.Slot) (value any, unit string) {
	const precision = 1e6 // six decimals: finer than any watch, and free of binary tails
	if v, ok := number(s); ok {
		value = math.Round(v*precision) / precision
	}
	switch s := s.(type) {
	case nil:
		return nil, ""
	case training.Distance:
		return value, "m"
	case training.Pace:
		return value, "s/m"
	case training.Duration:
		return value, "s"
	case training.Percent:
		return value, "share"
	case training.Ratio:
		return value, "ratio"
	case training.Decimal:
		return value, "number"
	case training.Number, training.Numeral, training.Count:
		return value, "count"
	case training.Literal:
		return Clean(string(s)), "text"
	case training.Day:
		return s.String(), "date"
	case training.Month:
		return s.String(), "month"
	case training.Year:
		return s.String(), "year"
	case training.Clock:
		return s.String(), "time of day"
	}
	return s.String(), "name"
}

// plain turns the blanks that hold a number together into ordinary ones.
func plain(s string) string { return strings.ReplaceAll(s, noBreak, " ") }
