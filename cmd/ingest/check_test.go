package main

import (
	"strings"
	"testing"

	"secondwind/internal/store"
)

func TestFaultsInWords(t *testing.T) {
	of := store.Fault{Activity: "abcdef0123456789", Path: "/a/\x1b[2Jx.fit", Got: 1, Want: 3600}
	tests := []struct {
		kind store.FaultKind
		want string
	}{
		{store.RecordCount, `"/a/\x1b[2Jx.fit", activity abcdef0123456789: 1 of 3600 records are there; bring a backup back with `},
		{store.RecordsChanged, ": its records are not those that were read; bring"},
		{store.SummaryChanged, ": its name, times, totals or laps are not those that were read; bring"},
		{store.MeasureCount, ": it was measured 1 times, not once; bring"},
		{store.NotInLedger, ": the ledger does not call its file stored; bring"},
		{store.ActivityLost, ": the ledger calls it stored, and nothing of it is there; bring"},
		{store.StrayRows, "Table laps: 1 row of no activity; they count nowhere and can stay"},
	}
	f := &flags{}
	f.Athlete = "ada"
	for _, test := range tests {
		fault := of
		fault.Kind, fault.Table = test.kind, "laps"
		if got := f.say(fault) + "; " + f.help(fault); !strings.Contains(got, test.want) {
			t.Errorf("%s: got %s\nwant %s", test.kind, got, test.want)
		}
	}
}
