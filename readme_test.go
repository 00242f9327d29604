package secondwind_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"secondwind/analysis"
)

var update = flag.Bool("update", false, "write the tables of README.md anew")

// tables are those that stand in the README between two lines.
func tables() []table {
	return []table{
		{"rules", ruleTable(analysis.Rules(), analysis.Fixes())},
		{"advice", adviceTable(analysis.AllAdvice(), analysis.Rules())},
	}
}

// table is a table of the README.
type table struct{ name, text string }

func (t table) begins() string { return "<!-- " + t.name + ": go test . -run README -update -->\n" }

func (t table) ends() string { return "<!-- end of " + t.name + " -->\n" }

// TestREADMETables holds that the README's tables are those that the rules, the fixes
// and the advice themselves give.
func TestREADMETables(t *testing.T) {
	const file = "README.md"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	readme := string(text)
	for _, want := range tables() {
		before, rest, begins := strings.Cut(readme, want.begins())
		got, after, ends := strings.Cut(rest, want.ends())
		switch {
		case !begins || !ends:
			t.Errorf("%s has no place for the table of %s", file, want.name)
		case got != want.text && !*update:
			t.Errorf("the table of %s in %s is not what they give; run go test . -run README -update", want.name, file)
		default:
			readme = before + want.begins() + want.text + want.ends() + after
		}
	}
	if !*update || t.Failed() {
		return
	}
	if err := os.WriteFile(file, []byte(readme), 0o644); err != nil {
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

// adviceTable tells of each piece of advice what carries it out, and which rules call
// on that: a row for each fix.
func adviceTable(advice []analysis.Advice, rules []analysis.Rule) string {
	var b strings.Builder
	b.WriteString("| article | advises | fix | rules that call it |\n|---|---|---|---|\n")
	article := ""
	for _, a := range advice {
		title, says := "", a.Says
		if a.Article.Short != article {
			article, title = a.Article.Short, fmt.Sprintf("“%s”, %s", a.Article.Title, a.Article.Author)
		}
		if a.Ours {
			says += " (Our step from it.)"
		}
		if a.Instead != "" {
			fmt.Fprintf(&b, "| %s | %s | none | %s |\n", title, says, a.Instead)
		}
		for _, fix := range a.Fixes {
			var calls []string
			for _, r := range rules {
				if slices.Contains(r.Fixes, fix) {
					calls = append(calls, "`"+r.Name+"`")
				}
			}
			fmt.Fprintf(&b, "| %s | %s | `%s` | %s |\n", title, says, fix, strings.Join(calls, ", "))
			title, says = "", ""
		}
	}
	return b.String()
}

// lowerFirst begins a title in the middle of a row.
func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }
