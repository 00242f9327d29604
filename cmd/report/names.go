package main

import (
	"slices"
	"strings"

	"secondwind/analysis"
	"secondwind/internal/cli"
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

const (
	// mostSlips is how many letters of a name can be wrong, missing or too many: more
	// than two slips of the hand are another word.
	mostSlips = 2
	// leastPart is the shortest part of a name that is worth a guess: "day".
	leastPart = 3
)

// near returns the names that a wrong one may stand for: those that it misses by the
// fewest slips of the hand, else those that it is a part of.
func near(name string, names []string) []string {
	var nearest, holding []string
	fewest := mostSlips
	for _, n := range names {
		if strings.Contains(n, name) && len(name) >= leastPart {
			holding = append(holding, n)
		}
		switch slips := distance(name, n); {
		case slips < fewest:
			nearest, fewest = []string{n}, slips
		case slips == fewest:
			nearest = append(nearest, n)
		}
	}
	if len(nearest) > 0 {
		return nearest
	}
	return holding
}

// distance returns by how many bytes, changed, added or left out, two words differ
// (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1) // of the part of a so far, by the length of the part of b
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			changed := diagonal
			if a[i] != b[j] {
				changed++
			}
			diagonal = row[j+1]
			row[j+1] = min(changed, diagonal+1, row[j]+1)
		}
	}
	return row[len(b)]
}
