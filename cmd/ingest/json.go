package main

import (
	"io"
	"time"

	"secondwind/internal/cli"
	"secondwind/internal/store"
	"secondwind/internal/training"
)

// writeJSON writes the contract that the documentation describes: fields may be
// added, never renamed.
func (s *summary) writeJSON(out io.Writer) error {
	result := struct {
		Schema int        `json:"schema"`
		At     *time.Time `json:"at,omitempty"` // in place of the receipt's: before any ingest there is none
		training.Receipt
		DryRun    bool           `json:"dry_run,omitempty"`
		Database  *holdings      `json:"database,omitempty"`
		Decisions []decisionJSON `json:"decisions,omitempty"`
	}{Schema: 1, Receipt: s.receipt, DryRun: s.DryRun}
	if !s.receipt.At.IsZero() {
		result.At = &s.receipt.At
	}
	if s.Status {
		result.Database = newHoldings(s.holds)
		for _, d := range s.decided {
			result.Decisions = append(result.Decisions, decisionJSON{d.Activity, d.Kind, d.Value})
		}
	}
	return cli.WriteJSON(out, result)
}

// holdings is what a database holds, in JSON.
type holdings struct {
	Path       string `json:"path"`
	SizeBytes  int64  `json:"size_bytes"`
	Activities int    `json:"activities"`
	Runs       int    `json:"runs"`
	Records    int64  `json:"records"`
	FirstRun   string `json:"first_run,omitempty"` // a day
	LastRun    string `json:"last_run,omitempty"`
}

func newHoldings(s store.Status) *holdings {
	h := &holdings{Path: s.Path, SizeBytes: s.SizeBytes, Activities: s.Activities, Runs: s.Runs, Records: s.Records}
	if first, some := s.First.Get(); some {
		h.FirstRun = first.String()
	}
	if last, some := s.Last.Get(); some {
		h.LastRun = last.String()
	}
	return h
}

// decisionJSON is a decision in force, in JSON.
type decisionJSON struct {
	Activity string                `json:"activity"` // id
	Decision training.DecisionKind `json:"decision"`
	Value    string                `json:"value,omitempty"` // the sport, for "sport"
}
