package training

import (
	"testing"
	"time"
)

func TestWeeks(t *testing.T) {
	for _, c := range []struct {
		name string
		day  Date
		week string
	}{
		{"a Sunday ends its week", NewDate(2026, time.November, 22), "2026-W47"},
		{"a Monday begins one", NewDate(2026, time.November, 23), "2026-W48"},
		{"the last days of a year in week 1", NewDate(2025, time.December, 31), "2026-W01"},
		{"the first days of a year in week 53", NewDate(2027, time.January, 1), "2026-W53"},
		{"before 1970", NewDate(1969, time.December, 31), "1970-W01"},
	} {
		w := c.day.Week()
		if got := w.String(); got != c.week {
			t.Errorf("%s: got %s, want %s", c.name, got, c.week)
		}
		if w.Monday() > c.day || w.Sunday() < c.day || w.Monday().Weekday() != time.Monday {
			t.Errorf("%s: the week runs from %s to %s", c.name, w.Monday(), w.Sunday())
		}
		if again, err := ParseWeek(c.week); err != nil || again != w {
			t.Errorf("%s: parsed as %v, %v", c.name, again, err)
		}
	}
}

func TestParseWeekRefuses(t *testing.T) {
	for _, s := range []string{"", "2026-47", "2026-W00", "2026-W54", "2025-W53", "2026-W7", "2026-W471", "W47"} {
		if w, err := ParseWeek(s); err == nil {
			t.Errorf("%q was read as %s", s, w)
		}
	}
}

func TestDateOfIsTheDayOfTheClock(t *testing.T) {
	east := time.FixedZone("", 13*3600)
	late := time.Date(2026, time.March, 1, 0, 30, 0, 0, east)
	if got := DateOf(late); got != NewDate(2026, time.March, 1) {
		t.Errorf("got %s, want the day on the wall", got)
	}
	if got := DateOf(late.UTC()); got != NewDate(2026, time.February, 28) {
		t.Errorf("in UTC: got %s, want the day before", got)
	}
}

func TestParseClockAndWeekday(t *testing.T) {
	for c := range Clock(24 * 60) {
		if got, ok := ParseClock(c.String()); !ok || got != c {
			t.Fatalf("%s was read as %s, %v", c, got, ok)
		}
	}
	for d := range 7 {
		if got, ok := ParseWeekday(Weekday(d).String()); !ok || int(got) != d {
			t.Errorf("%s was read as %s, %v", Weekday(d), got, ok)
		}
	}
	if _, ok := ParseClock("24:00"); ok {
		t.Error("24:00 was read as a time of day")
	}
	if _, ok := ParseWeekday("Thursday"); ok {
		t.Error("Thursday with a capital was read as a parameter")
	}
}
