package profile

import (
	"cmp"
	"slices"
	"time"

	"secondwind/internal/training"
)

// farDays is how far ahead a break can begin or end, and a race lie: beyond, a year
// is mistyped.
const farDays = 2 * 366

// statedBreak is a break with the line that it stands in.
type statedBreak struct {
	training.Break
	line int
}

// breaks reads the times in which runs were not to be expected, and joins those that
// overlap.
func (r *reader) breaks(e entry) {
	items, ok := e.items()
	if !ok {
		r.problem(e.line, e.name, `is %s: write a list, such as [{ from = 2026-07-01, to = 2026-07-14, reason = "holiday" }]`, shown(e.value))
		return
	}
	var all []statedBreak
	for _, i := range items {
		if b, ok := r.oneBreak(e.name, i); ok {
			all = append(all, statedBreak{b, i.line})
		}
	}
	slices.SortStableFunc(all, func(a, b statedBreak) int { return cmp.Compare(a.From, b.From) })
	for _, b := range all {
		last := len(r.profile.Breaks) - 1
		if last < 0 || r.profile.Breaks[last].To < b.From {
			r.profile.Breaks = append(r.profile.Breaks, b.Break)
			continue
		}
		before := &r.profile.Breaks[last]
		r.problem(b.line, e.name, "the break from %s overlaps the one from %s: they count as one", b.From, before.From)
		before.To = max(before.To, b.To)
		before.Reason = joined(before.Reason, b.Reason)
	}
}

// joined returns two reasons as one.
func joined(a, b string) string {
	if a == b || a == "" || b == "" {
		return cmp.Or(a, b)
	}
	return a + ", " + b
}

// oneBreak reads a break. One without an end lasts until the day of the report.
func (r *reader) oneBreak(key string, i item) (b training.Break, ok bool) {
	if i.table.values == nil {
		r.problem(i.line, key, `holds %s: write each break as { from = 2026-07-01, to = 2026-07-14, reason = "holiday" }`, shown(i.value))
		return b, false
	}
	var from, to training.Opt[training.Date]
	sound := true
	for _, e := range i.table.entries() {
		switch e.name {
		case "from":
			from, sound = r.day(key, e, sound)
		case "to":
			to, sound = r.day(key, e, sound)
		case "reason":
			b.Reason = r.text(key, e)
		default:
			r.problem(e.line, key+"."+e.name, "is no key of a break; there are from, to and reason")
		}
	}
	if !sound {
		return b, false // told already
	}
	return r.sound(key, i.line, from, to, b)
}

// sound gives a break its days and tells of those that cannot be.
func (r *reader) sound(key string, line int, from, to training.Opt[training.Date], b training.Break) (training.Break, bool) {
	var begins bool
	if b.From, begins = from.Get(); !begins {
		r.problem(line, key, "a break has no first day: write from = 2026-07-01")
		return b, false
	}
	today := r.known.Day
	b.To = to.Or(max(today, b.From))
	switch {
	case b.From > b.To:
		r.problem(line, key, "the break from %s ends before it begins, on %s: correct one of the days", b.From, b.To)
		return b, false
	case b.From > today+farDays, b.To > today+farDays:
		r.problem(line, key, "the break from %s to %s reaches more than two years ahead: check the year", b.From, b.To)
		return b, false
	}
	return b, true
}

// day reads a day of a table. sound stays true where it is one.
func (r *reader) day(key string, e entry, sound bool) (training.Opt[training.Date], bool) {
	day, ok := dateOf(e.value)
	if !ok {
		r.problem(e.line, key+"."+e.name, "is %s: write a day, such as 2026-07-01", shownDay(e.value))
		return training.Opt[training.Date]{}, false
	}
	return training.Some(day), sound
}

// shownDay returns what stands for a day and is none, and why where it looks like one.
func shownDay(value any) string {
	if text, ok := value.(string); ok && len(text) == len(time.DateOnly) && dayLike.MatchString(text) {
		return quoted(text) + ", which no calendar has"
	}
	return shown(value)
}

// text reads a text of a table.
func (r *reader) text(key string, e entry) string {
	e.name = key + "." + e.name
	if _, ok := e.value.(string); !ok {
		r.problem(e.line, e.name, "is %s: put the text in quotes", shown(e.value))
		return ""
	}
	if list := r.texts(e); len(list) > 0 {
		return list[0]
	}
	return ""
}
