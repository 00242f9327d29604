package analysis

import (
	"cmp"
	"sort"
	"time"

	"secondwind/internal/training"
)

// neighbourDays is how far another activity may lie for its local time to be
// taken over: most trips last longer.
const neighbourDays = 7

// settleLocalTimes gives every activity a local time: that of the activities of
// the days around that know their own, else by the runner's setting, else UTC.
func settleLocalTimes(runs []training.Run, p training.Profile) {
	var known []int
	for i := range runs {
		if !runs[i].Local.Source.Approximate() {
			known = append(known, i)
		}
	}
	for i := range runs {
		if r := &runs[i]; r.Local.Source == training.UnknownOffset {
			r.Local = guessLocal(r.Start, runs, known, p)
		}
	}
}

// guessLocal returns the local time of an activity that does not know its own.
// known are the indexes of those that do, oldest first.
func guessLocal(start time.Time, runs []training.Run, known []int, p training.Profile) training.LocalOffset {
	k := sort.Search(len(known), func(k int) bool { return runs[known[k]].Start.After(start) })
	near := func(k int) *training.Run {
		if k < 0 || k >= len(known) || runs[known[k]].Start.Sub(start).Abs() > neighbourDays*24*time.Hour {
			return nil
		}
		return &runs[known[k]]
	}
	if neighbour := likelier(start, near(k-1), near(k)); neighbour != nil {
		return training.LocalOffset{
			Offset: offsetThen(start, neighbour, p), Source: training.NeighbourOffset, Zone: neighbour.Local.Zone,
		}
	}
	if p.TimeZone != nil {
		return training.LocalOffset{Offset: offsetIn(p.TimeZone, start), Source: training.SettingOffset, Zone: p.TimeZone.String()}
	}
	return training.LocalOffset{Source: training.UTCOffset}
}

// likelier returns the neighbour whose clock an activity shared: the nearer one,
// unless clocks changed between the two, which they do in the small hours of a
// Sunday nearly everywhere. Either may be missing.
func likelier(start time.Time, before, after *training.Run) *training.Run {
	if before == nil || after == nil {
		return cmp.Or(before, after)
	}
	nearer := before
	if after.Start.Sub(start) <= start.Sub(before.Start) {
		nearer = after
	}
	if (after.Local.Offset - before.Local.Offset).Abs() != time.Hour {
		return nearer
	}
	change, found := sundayBetween(before, after)
	switch {
	case !found:
		return nearer
	case start.Add(before.Local.Offset).Before(change):
		return before
	}
	return after
}

// changeHour is when clocks change, in local time: between 1 and 3 in the morning.
const changeHour = 2 * time.Hour

// sundayBetween returns the hour at which clocks would change on the Sunday
// between two activities, on the clock of the first. It finds none where there
// are two such Sundays.
func sundayBetween(before, after *training.Run) (change time.Time, one bool) {
	for day := before.Date(); day <= after.Date(); day++ {
		at := day.Time().Add(changeHour)
		if day.Weekday() != time.Sunday || !before.LocalStart().Before(at) || at.After(after.LocalStart()) {
			continue
		}
		if one {
			return time.Time{}, false
		}
		change, one = at, true
	}
	return change, one
}

// offsetThen returns what a neighbour's clock showed at another time: what the
// runner's own zone has then, where the neighbour was in it.
func offsetThen(at time.Time, neighbour *training.Run, p training.Profile) time.Duration {
	if p.TimeZone != nil && offsetIn(p.TimeZone, neighbour.Start) == neighbour.Local.Offset {
		return offsetIn(p.TimeZone, at)
	}
	return neighbour.Local.Offset
}

func offsetIn(zone *time.Location, at time.Time) time.Duration {
	_, seconds := at.In(zone).Zone()
	return time.Duration(seconds) * time.Second
}
