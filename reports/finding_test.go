package reports

import (
	"testing"

	"secondwind/analysis"
	"secondwind/internal/training"
)

func TestFoldedSaysWhatAFindingIs(t *testing.T) {
	limited := []analysis.Measure{{Label: "Share", Value: training.Percent(0.7), Limit: training.Percent(0.6)}}
	for _, c := range []struct {
		name     string
		rule     analysis.Rule
		outcome  analysis.Outcome
		measures []analysis.Measure
		tag      string
		sign     sign
		head     string
	}{
		{"a rut", analysis.Rule{Kind: analysis.Rut, Max: analysis.Flagged}, analysis.Flagged, limited, "Rut, likely", rutSign, "A rut from"},
		{"a watch", analysis.Rule{Kind: analysis.Rut, Max: analysis.Flagged}, analysis.Watch, limited, "Watch, likely", watchSign, "A rut from"},
		{"what is never more than a watch", analysis.Rule{Kind: analysis.Rut, Max: analysis.Watch}, analysis.Watch, limited, "Watch, likely", watchSign, "Watched from"},
		{"an event that is greeted", analysis.Rule{Kind: analysis.Rut, Max: analysis.Flagged, Word: "Back"}, analysis.Flagged, limited, "Back, likely", clearSign, "Limit"},
		{"good news", analysis.Rule{Kind: analysis.GoodNews, Max: analysis.Shown}, analysis.Shown, limited, "Going well, likely", clearSign, "Shown from"},
		{"no limits", analysis.Rule{Kind: analysis.Rut, Max: analysis.Flagged}, analysis.Flagged, []analysis.Measure{{Label: "Runs", Value: training.Number(3)}}, "Rut, likely", rutSign, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.rule.Name = "rule"
			b := builder{j: &analysis.Judgement{}, rules: map[string]analysis.Rule{"rule": c.rule}}
			got := b.folded(analysis.Verdict{Rule: "rule", Outcome: c.outcome, Confidence: analysis.Likely, Measures: c.measures})
			if got.Tag != c.tag || got.Sign != c.sign || got.LimitHead != c.head {
				t.Errorf("got %q, sign %s, limits headed %q; want %q, %s, %q", got.Tag, got.Sign, got.LimitHead, c.tag, c.sign, c.head)
			}
		})
	}
}
