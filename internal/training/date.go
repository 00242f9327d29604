package training

import (
	"fmt"
	"time"
)

// Date is a day of the calendar without a time or zone, counted from
// 1 January 1970. Differences are days.
type Date int

// DateOf returns the day that t's own wall clock shows.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return NewDate(y, m, d)
}

// NewDate returns the day of a year, month and day of the month.
func NewDate(y int, m time.Month, d int) Date {
	return Date(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

const secondsPerDay = 24 * 60 * 60

// ParseDate reads a day as 2026-11-22.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("%q is no date like 2026-11-22", s)
	}
	return DateOf(t), nil
}

// Time returns midnight UTC at the beginning of the day.
func (d Date) Time() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// String returns the day as 2026-11-22.
func (d Date) String() string { return d.Time().Format(time.DateOnly) }

// Week returns the ISO week that holds the day.
func (d Date) Week() Week {
	return Week(d - Date((int(d.Weekday())+6)%7))
}

// Week is an ISO week, known by its Monday.
type Week Date

// ParseWeek reads a week as 2026-W47.
func ParseWeek(s string) (Week, error) {
	var year, number int
	if _, err := fmt.Sscanf(s, "%4d-W%2d", &year, &number); err == nil {
		if w, ok := WeekOf(year, number); ok && w.String() == s {
			return w, nil
		}
	}
	return 0, fmt.Errorf("%q is no week like 2026-W47", s)
}

// WeekOf returns the week of an ISO year and number, and whether there is one.
func WeekOf(year, number int) (Week, bool) {
	// 4 January always lies in week 1.
	w := NewDate(year, time.January, 4).Week().Add(number - 1)
	y, n := w.Number()
	return w, y == year && n == number
}

// Monday returns the first day of the week.
func (w Week) Monday() Date { return Date(w) }

// Sunday returns the last day of the week.
func (w Week) Sunday() Date { return Date(w) + 6 }

// Add returns the week n weeks later.
func (w Week) Add(n int) Week { return w + Week(7*n) }

// Number returns the ISO year and the number of the week in it.
func (w Week) Number() (year, week int) { return w.Monday().Time().ISOWeek() }

// String returns the week as 2026-W47.
func (w Week) String() string {
	year, week := w.Number()
	return fmt.Sprintf("%04d-W%02d", year, week)
}

// ParseWeekday reads a day of the week as Weekday writes it: "thursday".
func ParseWeekday(s string) (time.Weekday, bool) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if Weekday(d).String() == s {
			return d, true
		}
	}
	return 0, false
}

// ParseClock reads a time of day as Clock writes it: "18:00".
func ParseClock(s string) (Clock, bool) {
	t, err := time.Parse("15:04", s)
	if err != nil {
		return 0, false
	}
	return Clock(t.Hour()*60 + t.Minute()), true
}
