package reports

import (
	"fmt"
	"io"
	"strings"

	"secondwind/analysis"
)

// Rules lists the rules in their precedence, one a paragraph.
func Rules(w io.Writer, rules []analysis.Rule) error {
	t := &textPage{}
	t.wrap("", "", fmt.Sprintf("%s, in order of precedence: of several ruts the first is the headline.", plural(len(rules), "rule", "rules")))
	for _, r := range rules {
		t.blank()
		kind := "rut"
		if r.Kind == analysis.GoodNews {
			kind = "good news"
		}
		t.line(fmt.Sprintf("%s (%s, at most %s)", r.Name, kind, r.Max))
		t.wrap("  ", "  ", r.Summary)
		if len(r.Fixes) > 0 {
			t.wrap("  ", "  ", "Fixes: "+strings.Join(r.Fixes, ", ")+".")
		}
	}
	t.blank()
	t.wrap("", "", "More on one: report --explain RULE")
	_, err := io.WriteString(w, t.b.String())
	return err
}

// Explain tells all that a rule knows of itself, and with a verdict what it found.
// fixes are the catalogue from which the rule names its own; verdict may be nil.
func Explain(w io.Writer, rule analysis.Rule, fixes []analysis.Fix, verdict *analysis.Verdict, f Formatter) error {
	t := &textPage{}
	t.wrap("", "", rule.Title+" ("+rule.Name+")")
	t.wrap("", "", rule.Summary)
	t.blank()
	t.term("Why it matters", rule.Why)
	t.term("What counts", rule.Counts)
	t.term("The test", rule.Formula)
	t.term("Data it needs", needs(rule.Needs, verdict))
	t.term("How long it holds", lasting(rule.Lasting))
	t.term("Limits", rule.Limits)
	t.pair(pair{Term: "Evidence", Lines: evidence(rule.Evidence)})
	t.term("It cannot know", rule.Caveat)
	for i, name := range rule.Fixes {
		term := "Fixes, best first"
		if i > 0 {
			term = ""
		}
		t.term(term, fixLine(name, fixes))
	}
	if verdict != nil {
		t.verdict(*verdict, rule, f)
	}
	t.blank()
	t.wrap("", "", "None of this is medical advice.")
	_, err := io.WriteString(w, t.b.String())
	return err
}

// verdict tells what a rule found in the runner's own files.
func (t *textPage) verdict(v analysis.Verdict, rule analysis.Rule, f Formatter) {
	outcomes := map[analysis.Outcome]string{
		analysis.Flagged: "Flagged", analysis.Watch: "A watch", analysis.Clear: "Clear",
		analysis.Shown: "Shown", analysis.NotShown: "Not shown", analysis.NotEnoughData: "Not enough data",
	}
	t.heading("As of " + f.fullDay(f.AsOf))
	t.wrap("", "", outcomes[v.Outcome]+". "+sentence(f.Figures(v.Reason)))
	found := v.Outcome == analysis.Flagged || v.Outcome == analysis.Watch || v.Outcome == analysis.Shown
	if title := f.Sentence(v.Title); found && title != "" {
		t.wrap("", "", sentence(title)+" "+f.Sentence(v.Lede))
	}
	b := builder{Formatter: f}
	t.meters(finding{Meters: b.meters(v.Measures), LimitHead: limitHead(rule)})
	if s := b.howSure(v, rule); s.Word != "" {
		t.blank()
		t.term("How sure", s.Word+". "+s.Text)
	}
	if len(v.Runs) > 0 {
		t.term("Runs", fmt.Sprintf("%s; their ids are in the JSON report.", plural(len(v.Runs), "run", "runs")))
	}
}

// needs says the least data of a rule: what holds for all, and what the rule counts
// itself where a verdict tells it.
func needs(n analysis.Needs, v *analysis.Verdict) string {
	var parts []string
	if n.HistoryDays > 0 {
		parts = append(parts, plural(n.HistoryDays, "day", "days")+" of history")
	}
	if n.Runs > 0 {
		parts = append(parts, plural(n.Runs, "run", "runs"))
	}
	if n.GPSRuns > 0 {
		part := plural(n.GPSRuns, "run", "runs") + " with GPS"
		if n.WindowDays > 0 {
			part += fmt.Sprintf(" in %d days", n.WindowDays)
		}
		parts = append(parts, part)
	}
	if n.GPSShare > 0 {
		parts = append(parts, "GPS on "+percent(n.GPSShare)+" of outdoor runs")
	}
	if v != nil && v.Counted != "" && v.Need > 1 && v.Need != n.Runs && v.Need != n.GPSRuns {
		parts = append(parts, grouped(float64(v.Need), 0)+" "+v.Counted)
	}
	if len(parts) == 0 {
		return ""
	}
	return sentence(enumerate(parts))
}

// lasting says how an outcome begins and ends.
func lasting(l analysis.Lasting) string {
	if l.Event() {
		return "An event: it speaks at once and ends by its own terms."
	}
	begins := "with the first weekly flag"
	if l.Enter > 1 {
		begins = fmt.Sprintf("after %d weekly flags in a row", l.Enter)
	}
	return fmt.Sprintf("A state: it begins %s, and ends after %s without one.", begins, plural(l.Leave, "week", "weeks"))
}

// fixLine names a fix with what it asks for.
func fixLine(name string, fixes []analysis.Fix) string {
	for _, f := range fixes {
		if f.Name == name {
			return name + ": " + sentence(f.Title)
		}
	}
	return name
}
