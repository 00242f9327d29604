package analysis_test

import (
	"bytes"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"secondwind/analysis"
	"secondwind/internal/tone"
	"secondwind/internal/training"
	"secondwind/reports"
)

// poison stands for all words from outside.
const poison = "Quillfeather"

// poisoned puts the poison wherever a history and a profile hold words, and starts each
// run at a minute that no length of time is likely to have.
func poisoned(in analysis.Input) analysis.Input {
	in.History.Athlete = poison
	in.History.Runs = slices.Clone(in.History.Runs)
	for i := range in.History.Runs {
		r := &in.History.Runs[i]
		r.Name, r.Device, r.Gear = poison, poison, poison
	}
	p := &in.Profile
	p.Why, p.Rewards, p.Gratitude, p.Notes = []string{poison, poison, poison}, []string{poison}, []string{poison}, []string{poison}
	if goal, ok := p.Goal.Get(); ok {
		goal.Name = poison
		p.Goal = training.Some(goal)
	}
	p.Races, p.Breaks = slices.Clone(p.Races), slices.Clone(p.Breaks)
	for i := range p.Races {
		p.Races[i].Name = poison
	}
	for i := range p.Breaks {
		p.Breaks[i].Reason = poison
	}
	return in
}

var (
	fixedParts  = regexp.MustCompile(`(?s)<style>.*?</style>|<meta [^>]*>|xmlns="[^"]*"`)
	optionParts = regexp.MustCompile(`(?s)<script type="application/json"[^>]*>.*?</script>`)
	bareNumbers = regexp.MustCompile(`([:,\[])-?\d[\d.]*`)
)

// told is all that a page tells, without what is the same in all of them and without
// the bare numbers of its charts.
func told(page string) string {
	page, _, _ = strings.Cut(page, "<script>")
	page = fixedParts.ReplaceAllString(page, "")
	return optionParts.ReplaceAllStringFunc(page, func(options string) string { return bareNumbers.ReplaceAllString(options, "$1") })
}

// TestNoFixtureTellsStrangers judges every fixture with poison in all its words, and
// shares the report.
func TestNoFixtureTellsStrangers(t *testing.T) {
	if testing.Short() {
		t.Skip("every fixture takes a while")
	}
	t.Parallel()
	rules, fixes := analysis.Rules(), analysis.Fixes()
	charts, plans := map[analysis.ChartKind]bool{}, map[string]bool{}
	for name, in := range analysis.FixtureInputs(t) {
		j := analysis.Judge(poisoned(in))
		d := reports.Build(j, rules, fixes, reports.Options{Athlete: poison, Share: true})
		for form, write := range map[string]func(io.Writer, reports.Document) error{"page": reports.WriteHTML, "text": reports.WriteText, "card": reports.WriteCard} {
			var b bytes.Buffer
			if err := write(&b, d); err != nil {
				t.Fatal(err)
			}
			text := told(b.String())
			found := tone.Stranger(text)
			if strings.Contains(text, poison) {
				found = append(found, poison)
			}
			if len(found) > 0 {
				t.Errorf("%s, as %s: %q", name, form, found)
			}
		}
		for _, v := range j.Verdicts {
			if v.Chart != nil {
				charts[v.Chart.Kind()] = true
			}
		}
		if j.Plan != nil {
			plans[j.Plan.Fix] = true
		}
	}
	if len(charts) < 9 || len(plans) < 20 {
		t.Errorf("the fixtures have %d kinds of chart and %d plans", len(charts), len(plans))
	}
}
