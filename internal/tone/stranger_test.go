package tone

import "testing"

func TestStranger(t *testing.T) {
	for _, c := range []struct {
		text string
		ok   bool
	}{
		{"No run since 3 June", false},
		{"New ground ended in September", false},
		{"1 000 km in 2026", false},
		{"2026-11-22", false},
		{"22/11/26", false},
		{"Week 47: 20 km", false},
		{"in week 3", false},
		{"the 5 km loop south-east", false},
		{"If it is Tuesday at 18:30, then run", false},
		{"Tuesday 6:30 keeps", false},
		{"Next time, try 7 am", false},
		{"tuesday.gpx holds a run", false},
		{"5b1f0c9ad2e47386", false},
		{"report --did new-route", false},
		{"If it is Tuesday, then run at 5:45 /km or run 20:10, or laps in about 2:25", true},
		{"Best 5 km: 25:02, in the last eight weeks; the limit of 6:10\u00a0/km", true},
		{"2\u00a0026 km since the first run, two weeks ago", true},
		{"Run-days a week 3", true},
		{"The lasting of it may march on", true},
	} {
		if found := Stranger(c.text); (len(found) == 0) != c.ok {
			t.Errorf("%q: found %q", c.text, found)
		}
	}
}
