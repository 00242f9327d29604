package parse

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"time"

	"secondwind/internal/training"
)

// maxStrayShare is the share of records that may run against the rest before
// the file counts as written out of order: strays are left out, whole stretches
// are sorted into their place. A clock that was set by a satellite in the first
// minutes makes strays; GPX editors shuffle whole segments.
const maxStrayShare = 0.05

// orderRecords returns the records by time, those of one instant merged where
// each holds a part of the readings. The slice is reused.
func orderRecords(records []training.Record) ([]training.Record, []training.Warning) {
	var warnings []training.Warning
	if kept := dropFarAway(records); len(kept) < len(records) {
		warnings = append(warnings, training.Warning{
			Code:   training.ClockJump,
			Detail: fmt.Sprintf("%d records lie more than a year from the rest and were left out", len(records)-len(kept)),
		})
		records = kept
	}
	if !slices.IsSortedFunc(records, byTime) {
		var detail string
		records, detail = mendOrder(records)
		warnings = append(warnings, training.Warning{Code: training.TimeBackwards, Detail: detail})
	}
	return mergeInstants(records), warnings
}

// maxFromMedian is how far a record may lie from the middle one. Devices that
// were left running wrote a month; a damaged file writes any year.
const maxFromMedian = 366 * 24 * time.Hour

// dropFarAway leaves out records of another age, which a damaged stretch of a
// file makes up. The slice is reused if there are any.
func dropFarAway(records []training.Record) []training.Record {
	if len(records) == 0 {
		return records
	}
	first, last := records[0].At, records[0].At
	for _, r := range records {
		first, last = min(first, r.At), max(last, r.At)
	}
	if last-first <= maxFromMedian {
		return records
	}
	middle := medianTime(records)
	return slices.DeleteFunc(records, func(r training.Record) bool {
		return r.At < middle-maxFromMedian || r.At > middle+maxFromMedian
	})
}

func medianTime(records []training.Record) time.Duration {
	times := make([]time.Duration, len(records))
	for i, r := range records {
		times[i] = r.At
	}
	slices.Sort(times)
	return times[len(times)/2]
}

func byTime(a, b training.Record) int { return cmp.Compare(a.At, b.At) }

// mendOrder leaves out the few records that run against the rest, or sorts all
// if they are many.
func mendOrder(records []training.Record) ([]training.Record, string) {
	keep := longestRise(records)
	strays := len(records) - len(keep)
	if float64(strays) > maxStrayShare*float64(len(records)) {
		slices.SortStableFunc(records, byTime)
		return records, fmt.Sprintf("%d of %d records were put in order", strays, len(records))
	}
	total := len(records)
	for i, k := range keep {
		records[i] = records[k]
	}
	return records[:len(keep)], fmt.Sprintf("%d of %d records were left out", strays, total)
}

// longestRise returns the indices of a longest subsequence whose times never
// decrease (patience sorting).
func longestRise(records []training.Record) []int {
	var tails []int // tails[n]: where a rise of n+1 records ends earliest
	before := make([]int, len(records))
	for i, r := range records {
		n := sort.Search(len(tails), func(n int) bool { return records[tails[n]].At > r.At })
		before[i] = -1
		if n > 0 {
			before[i] = tails[n-1]
		}
		if n == len(tails) {
			tails = append(tails, i)
		} else {
			tails[n] = i
		}
	}
	rise := make([]int, len(tails))
	for i, k := len(tails)-1, tails[len(tails)-1]; i >= 0; i, k = i-1, before[k] {
		rise[i] = k
	}
	return rise
}

// mergeInstants joins neighbours of one instant that hold parts of a reading.
func mergeInstants(records []training.Record) []training.Record {
	if len(records) == 0 {
		return records
	}
	merged := records[:1]
	for _, r := range records[1:] {
		last := &merged[len(merged)-1]
		if r.At == last.At && !contradict(*last, r) {
			fill(last, r)
			continue
		}
		merged = append(merged, r)
	}
	return merged
}

// contradict reports whether two records of one instant are two places, so
// that joining them would lose ground: some devices write times by the minute.
func contradict(a, b training.Record) bool {
	both := a.Channels & b.Channels
	return both&training.PositionChannel != 0 && (a.Lat != b.Lat || a.Lon != b.Lon) ||
		both&training.DistanceChannel != 0 && a.DistanceM != b.DistanceM
}

// fill gives a the readings of b that it lacks.
func fill(a *training.Record, b training.Record) {
	missing := b.Channels &^ a.Channels
	if missing&training.PositionChannel != 0 {
		a.Lat, a.Lon = b.Lat, b.Lon
	}
	if missing&training.AltitudeChannel != 0 {
		a.AltitudeM = b.AltitudeM
	}
	if missing&training.DistanceChannel != 0 {
		a.DistanceM = b.DistanceM
	}
	if missing&training.SpeedChannel != 0 {
		a.SpeedMS = b.SpeedMS
	}
	if missing&training.HeartRateChannel != 0 {
		a.HeartRateBPM = b.HeartRateBPM
	}
	if missing&training.CadenceChannel != 0 {
		a.CadenceSPM = b.CadenceSPM
	}
	if missing&training.PowerChannel != 0 {
		a.PowerW = b.PowerW
	}
	if missing&training.TemperatureChannel != 0 {
		a.TemperatureC = b.TemperatureC
	}
	a.Channels |= missing
}
