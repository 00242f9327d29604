package secondwind_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"secondwind/analysis"
)

var update = flag.Bool("update", false, "write the table of rules in README.md anew")

// The table of rules stands in the README between these lines.
const (
	tableBegins = "<!-- rules: go test . -run README -update -->\n"
	tableEnds   = "<!-- end of rules -->\n"
)

// TestREADMEListsTheRules holds that the README's table is the one that the rules
// themselves give.
func TestREADMEListsTheRules(t *testing.T) {
	const file = "README.md"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, begins := strings.Cut(string(text), tableBegins)
	table, after, ends := strings.Cut(rest, tableEnds)
	if !begins || !ends {
		t.Fatalf("%s has no place for the table of rules", file)
	}
	want := ruleTable(analysis.Rules(), analysis.Fixes())
	if table == want {
		return
	}
	if !*update {
		t.Fatalf("the table of rules in %s is not that of the rules; run go test . -run README -update", file)
	}
	if err := os.WriteFile(file, []byte(before+tableBegins+want+tableEnds+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

// ruleTable tells of each rule in a row.
func ruleTable(rules []analysis.Rule, fixes []analysis.Fix) string {
	titles := map[string]string{}
	for _, f := range fixes {
		titles[f.Name] = f.Title
	}
	var b strings.Builder
	b.WriteString("| rule | what it looks for | at most | where its limits come from | fixes on offer |\n|---|---|---|---|---|\n")
	for _, r := range rules {
		var offered []string
		for _, name := range r.Fixes {
			offered = append(offered, lowerFirst(titles[name]))
		}
		outcome := string(r.Max)
		if r.Kind == analysis.GoodNews {
			outcome = "good news"
		}
		limits, _, _ := strings.Cut(r.Limits, ". ")
		cells := []string{"`" + r.Name + "`", r.Summary, outcome, strings.TrimSuffix(limits, ".") + ".", strings.Join(offered, " · ")}
		fmt.Fprintf(&b, "| %s |\n", strings.Join(cells, " | "))
	}
	return b.String()
}

// lowerFirst begins a title in the middle of a row.
func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }
