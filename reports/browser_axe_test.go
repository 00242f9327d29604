package reports

import (
	_ "embed"
	"fmt"
	"slices"
)

// axeScript is axe-core, which looks for what keeps people out of a page.
//
//go:embed testdata/axe/axe.min.js
var axeScript string

// axeRun looks for breaches of WCAG 2.2 up to level AA, and of good practice. The
// size of targets is a rule that axe leaves off unless asked.
const axeRun = `axe.run({
	runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
	rules: { "target-size": { enabled: true } },
}).then(r => {
	const nodes = all => all.flatMap(v => v.nodes.map(n => ({ Rule: v.id, Impact: v.impact, Node: n.target.join(" "), HTML: n.html.slice(0, 300), Why: n.failureSummary })));
	return {
		Breaches: nodes(r.violations),
		Unsure: nodes(r.incomplete).filter(n => !(n.Rule === "color-contrast" && n.HTML.startsWith("<text "))),
		Held: r.passes.map(v => ({ Rule: v.id, Nodes: v.nodes.length })),
		Idle: r.inapplicable.map(v => v.id),
	};
})`

// axeNode is a node of a page that breaks a rule, or may.
type axeNode struct{ Rule, Impact, Node, HTML, Why string }

func (n axeNode) String() string {
	return fmt.Sprintf("%s (%s) at %s: %s\n\t\t%s", n.Rule, n.Impact, n.Node, n.HTML, n.Why)
}

// checkRules runs axe over what the page shows now. What it cannot tell fails too:
// else a text whose contrast it cannot measure would count as one that can be read.
// The texts of drawings are left to checkMarks: axe does not know what lies behind.
func (p *tab) checkRules() {
	p.t.Helper()
	if !eval[bool](p, `typeof axe === "object"`) {
		eval[bool](p, axeScript+"; true")
	}
	found := await[struct {
		Breaches, Unsure []axeNode
		Held             []struct {
			Rule  string
			Nodes int
		}
		Idle []string
	}](p, axeRun)
	for _, n := range found.Breaches {
		p.t.Errorf("breaks %v", n)
	}
	for _, n := range found.Unsure {
		p.t.Errorf("may break %v", n)
	}
	contrasts := 0
	ran := slices.Clone(found.Idle)
	for _, h := range found.Held {
		ran = append(ran, h.Rule)
		if h.Rule == "color-contrast" {
			contrasts = h.Nodes
		}
	}
	if contrasts == 0 {
		p.t.Error("the contrast of no text was measured")
	}
	if !slices.Contains(ran, "target-size") {
		p.t.Error("the size of targets was not measured")
	}
	p.t.Logf("axe: %d rules hold, %d have nothing to look at, the contrast of %d texts was measured", len(found.Held), len(found.Idle), contrasts)
}
