package main

import (
	"slices"
	"strings"

	"secondwind/analysis"
	"secondwind/internal/cli"
	"secondwind/internal/spelling"
)

func ruleNames() []string {
	var names []string
	for _, r := range analysis.Rules() {
		names = append(names, r.Name)
	}
	return names
}

func fixNames() []string {
	var names []string
	for _, f := range analysis.Fixes() {
		names = append(names, f.Name)
	}
	return names
}

// mustKnow returns a usage error where a name is none of the names of a kind of thing.
// It says which of them could be meant.
func mustKnow(kind, name string, names []string) error {
	if slices.Contains(names, name) {
		return nil
	}
	if meant := near(name, names); len(meant) > 0 {
		return cli.UsageErrorf("no %s is called %q; did you mean %s?", kind, name, strings.Join(meant, " or "))
	}
	return cli.UsageErrorf("no %s is called %q; there are %s", kind, name, strings.Join(names, ", "))
}

// unknownRule says which rule could be meant by a name that none has. Of a fix it names
// the rules that call it: they tell what it is good for.
func unknownRule(name string) error {
	var calling []string
	for _, r := range analysis.Rules() {
		if slices.Contains(r.Fixes, name) {
			calling = append(calling, r.Name)
		}
	}
	if len(calling) > 0 {
		return cli.UsageErrorf("--explain takes a rule, and %s is a fix: the rules that call it are %s", name, strings.Join(calling, ", "))
	}
	return mustKnow("rule", name, ruleNames())
}

// leastPart is the shortest part of a name that is worth a guess: "day".
const leastPart = 3

// near returns the names that a wrong one may stand for: those that it misses by a slip
// of the hand, else those that it is a part of.
func near(name string, names []string) []string {
	if meant := spelling.Near(name, names); len(meant) > 0 || len(name) < leastPart {
		return meant
	}
	var holding []string
	for _, n := range names {
		if strings.Contains(n, name) {
			holding = append(holding, n)
		}
	}
	return holding
}
