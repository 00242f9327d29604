package reports

import (
	"fmt"
	"slices"
	"strings"

	"secondwind/analysis"
	"secondwind/internal/training"
)

// lastTime is what became of the last suggestion, and how all of them fared.
type lastTime struct {
	Brief       string // for the top of the page; empty without a suggestion
	Text, Moved string
	Record      *record // nil before there is enough to tell
}

// record is how the fixes that were suggested have fared.
type record struct {
	Title, Note string
	Rows        []recordRow
}

// recordRow is one fix as the answer to one rut. With and Without say by how much the
// measure named in For moved.
type recordRow struct{ Fix, For, Often, With, Without string }

func (b *builder) lastTime() lastTime {
	last := b.j.LastTime
	if last == nil {
		return lastTime{Text: "No earlier report is on record, so there is nothing to look back on yet.", Record: b.record()}
	}
	return lastTime{
		Brief:  b.lastInBrief(last),
		Text:   b.Sentence(last.Text),
		Moved:  sentence(b.Sentence(last.Moved)),
		Record: b.record(),
	}
}

// lastInBrief names the last suggestion and whether it was tried.
func (b *builder) lastInBrief(last *analysis.FollowUp) string {
	answers := map[training.Answer]string{
		training.Tried:    "You did it.",
		training.NotTried: "It did not come about.",
		training.CantTell: "Your files cannot tell if you did.",
	}
	fix, known := b.fixes[last.Fix]
	if !known {
		return ""
	}
	answer := answers[last.Answer]
	if last.Answer == training.NotTried && last.Open {
		answer = "Not tried yet."
	}
	return strings.TrimSpace("Last time: " + lowerFirst(fix.Title) + ". " + answer)
}

func (b *builder) record() *record {
	r := b.j.Record
	measured := func(e analysis.Effect) bool { return !e.With.Empty() || !e.Without.Empty() }
	if r == nil || !slices.ContainsFunc(r.Rows, measured) {
		return nil // a table of dashes tells nothing
	}
	out := &record{
		Title: "What has worked for you so far",
		Note: b.Sentence(training.Say(
			"From {} with a suggestion since {}. With it: how the measure moved in the days after, when you tried the fix. Without: when you tried nothing for that rut. These are few weeks, and much else moves in a week. It is a hint, not proof.",
			training.Count{N: r.Weeks, One: "week", Many: "weeks"}, training.Day(r.From))),
	}
	for _, e := range r.Rows {
		row := recordRow{Fix: e.Fix, For: b.ruleTitle(e.Rule), Often: often(e), With: "–", Without: "–"}
		if fix, known := b.fixes[e.Fix]; known {
			row.Fix = fix.Title
		}
		if e.Measure != "" {
			row.For += ": " + lowerFirst(e.Measure)
		}
		if !e.With.Empty() {
			row.With = b.Figures(e.With)
		}
		if !e.Without.Empty() {
			row.Without = b.Figures(e.Without)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// suggested counts the weeks in which a fix was suggested.
func suggested(e analysis.Effect) int { return e.Tried + e.NotTried + e.CantTell }

// often says how often a fix was suggested, and what became of it.
func often(e analysis.Effect) string {
	var parts []string
	for _, p := range []struct {
		n     int
		words string
	}{{e.Tried, "tried"}, {e.NotTried, "not tried"}, {e.CantTell, "unclear"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.words))
		}
	}
	return plural(suggested(e), "time", "times") + ": " + strings.Join(parts, ", ")
}
