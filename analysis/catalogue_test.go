package analysis

import (
	"slices"
	"strings"
	"testing"
)

// catalogue are the fixes that there are to be.
var catalogue = strings.Fields(`
	new-route reverse-route point-to-point new-surface new-hour run-with-friend join-club
	track-session mentor short-race run-for-a-cause rest-days easy-week cross-train
	ditch-the-watch new-music small-streak reward new-gear milestone-calendar add-a-mile
	add-swim-or-bike interval-session long-run gratitude-list coach technique-check look-back
	five-whys identity flexible-week keep-the-key-run process-goals keep-going
	maintenance-run move-the-day first-ten-minutes gentle-return`)

// answers are the fixes of each rule, the best first. A rule may go on to others.
var answers = map[string]string{
	"return-after-break": "gentle-return look-back run-with-friend",
	"after-the-race":     "rest-days look-back gratitude-list five-whys identity short-race",
	"boom-and-bust":      "maintenance-run process-goals flexible-week easy-week",
	"session-spike":      "rest-days easy-week",
	"weekly-jump":        "easy-week rest-days",
	"lapse":              "first-ten-minutes run-with-friend small-streak gratitude-list five-whys mentor",
	"missed-weekdays":    "move-the-day flexible-week keep-the-key-run maintenance-run run-with-friend join-club",
	"fading-frequency":   "maintenance-run process-goals keep-the-key-run run-with-friend five-whys short-race",
	"harder-than-usual":  "rest-days easy-week technique-check",
	"no-recovery-week":   "easy-week cross-train rest-days",
	"stale-routes":       "new-route reverse-route point-to-point new-surface run-with-friend new-music",
	"one-pace":           "interval-session track-session process-goals add-a-mile ditch-the-watch new-music",
	"same-distance":      "add-a-mile add-swim-or-bike long-run",
	"same-surface":       "new-surface track-session",
	"same-hour":          "new-hour run-with-friend",
	"plateau":            "interval-session coach technique-check process-goals gratitude-list",
	"no-goal":            "short-race run-for-a-cause process-goals identity",
	"no-cross-training":  "cross-train",
	"watch-bound":        "ditch-the-watch new-music",
	"momentum":           "keep-going reward new-gear identity",
	"maintenance":        "maintenance-run keep-the-key-run keep-going",
	"progress":           "look-back milestone-calendar reward new-gear",
}

// TestCatalogue holds that every fix is there, in the list and in the advice of an
// article, and that none is there unlisted.
func TestCatalogue(t *testing.T) {
	var have, advised []string
	for _, f := range Fixes() {
		have = append(have, f.Name)
	}
	for _, a := range AllAdvice() {
		advised = append(advised, a.Fixes...)
	}
	if !slices.IsSorted(have) {
		t.Errorf("the fixes are not sorted by name: %v", have)
	}
	want := slices.Sorted(slices.Values(catalogue))
	if len(want) != 38 || !slices.Equal(slices.Sorted(slices.Values(have)), want) {
		t.Errorf("got the fixes %v\nwant %v", have, want)
	}
	if slices.Sort(advised); !slices.Equal(slices.Compact(advised), want) {
		t.Errorf("the articles advise %v\nwant %v", slices.Compact(advised), want)
	}
}

// TestRulesCallTheirFixes holds which fixes a rule calls, and in which order.
func TestRulesCallTheirFixes(t *testing.T) {
	called := map[string]bool{}
	for _, r := range Rules() {
		want := strings.Fields(answers[r.Name])
		if len(want) == 0 || len(r.Fixes) < len(want) || !slices.Equal(r.Fixes[:len(want)], want) {
			t.Errorf("%s calls %v, want %v first", r.Name, r.Fixes, want)
		}
		for _, name := range r.Fixes {
			called[name] = true
		}
	}
	for _, name := range catalogue {
		if !called[name] {
			t.Errorf("no rule calls %s", name)
		}
	}
}
