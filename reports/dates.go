package reports

import (
	"secondwind/internal/training"
)

// DateOrder is the order of a date's parts. The empty one is DayFirst.
type DateOrder string

// The orders of a date.
const (
	DayFirst   DateOrder = "day-first"   // 22 November 2026
	MonthFirst DateOrder = "month-first" // November 22, 2026
	YearFirst  DateOrder = "year-first"  // 2026-11-22
)

// dateLayouts are the layouts of package time for dates of an order.
type dateLayouts struct {
	day, dayYear         string // 2 January, 2 January 2006
	weekday, weekdayYear string // Monday 2 January, Monday 2 January 2006
	column, narrow       string // Mon 2 Jan 2006, 2 Jan 2006
	short                string // 2 Jan
	last                 string // the end of a span within a month: 2 January 2006
	first                string // and its beginning: 2
}

func (o DateOrder) layouts() dateLayouts {
	switch o {
	case MonthFirst:
		return dateLayouts{
			"January 2", "January 2, 2006", "Monday, January 2", "Monday, January 2, 2006", "Mon Jan 2, 2006", "Jan 2, 2006", "Jan 2", "2, 2006", "January 2",
		}
	case YearFirst:
		return dateLayouts{
			"2006-01-02", "2006-01-02", "Monday 2006-01-02", "Monday 2006-01-02", "Mon 2006-01-02", "2006-01-02", "2006-01-02", "2006-01-02", "2006-01-02",
		}
	default:
		return dateLayouts{
			"2 January", "2 January 2006", "Monday 2 January", "Monday 2 January 2006", "Mon 2 Jan 2006", "2 Jan 2006", "2 Jan", "2 January 2006", "2",
		}
	}
}

const (
	// weekdayDays is how near a date must lie to be told by its weekday too.
	weekdayDays = 10
	// yearDays is how near a date of another year must lie to need no year.
	yearDays = 150
)

// day returns a date with as much of it as the reader needs.
func (f Formatter) day(d training.Date) string {
	if f.Share {
		return f.sharedSlot(training.Day(d))
	}
	l := f.Dates.layouts()
	switch days := distanceInDays(d, f.AsOf); {
	case days <= weekdayDays:
		return d.Time().Format(l.weekday)
	case f.needsYear(d):
		return d.Time().Format(l.dayYear)
	}
	return d.Time().Format(l.day)
}

// fullDay returns a date whole, with its weekday.
func (f Formatter) fullDay(d training.Date) string {
	if f.Share {
		return f.day(d)
	}
	return d.Time().Format(f.Dates.layouts().weekdayYear)
}

// date returns a date whole.
func (f Formatter) date(d training.Date) string {
	if f.Share {
		return f.day(d)
	}
	return d.Time().Format(f.Dates.layouts().dayYear)
}

// shortDay returns a date for a column.
func (f Formatter) shortDay(d training.Date) string {
	if f.Share {
		return f.columnDay(d)
	}
	return d.Time().Format(f.Dates.layouts().column)
}

// narrowDay returns a date for a column beside others on a phone: without its weekday.
// It may break, for letters that the reader has set far apart.
func (f Formatter) narrowDay(d training.Date) string {
	if f.Share {
		return f.columnDay(d)
	}
	return d.Time().Format(f.Dates.layouts().narrow)
}

func (f Formatter) month(d training.Date) string {
	if f.Share {
		return f.sharedSlot(training.Month(d))
	}
	if f.needsYear(d) {
		return d.Time().Format("January 2006")
	}
	return d.Time().Format("January")
}

func (f Formatter) needsYear(d training.Date) bool {
	return d.Time().Year() != f.AsOf.Time().Year() && distanceInDays(d, f.AsOf) > yearDays
}

func distanceInDays(a, b training.Date) int {
	if a > b {
		return int(a - b)
	}
	return int(b - a)
}

// span returns two days as a period, naming month and year once where it can.
func (f Formatter) span(from, to training.Date) string {
	if f.Share {
		return f.sharedSpan(from, to)
	}
	a, b, l := from.Time(), to.Time(), f.Dates.layouts()
	switch {
	case from == to:
		return b.Format(l.dayYear)
	case a.Year() != b.Year():
		return a.Format(l.dayYear) + " to " + b.Format(l.dayYear)
	case a.Month() != b.Month():
		return a.Format(l.day) + " to " + b.Format(l.dayYear)
	}
	return a.Format(l.first) + " to " + b.Format(l.last)
}
