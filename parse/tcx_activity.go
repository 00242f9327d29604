package parse

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"secondwind/internal/training"
)

// tcxActivity is one <Activity> or <Transition> as it stands in the document.
// Times count from the Unix epoch.
type tcxActivity struct {
	trace         // the points of all laps
	sport  string // the attribute
	notes  string // the first line
	device string
	id     time.Time // that the <Id> states; zero for none
	laps   []tcxLap
}

// blank reports whether nothing was read yet.
func (a *tcxActivity) blank() bool { return len(a.laps) == 0 && a.points == 0 && a.id.IsZero() }

// lap returns the last lap.
func (a *tcxActivity) lap() *tcxLap { return &a.laps[len(a.laps)-1] }

// dated reports whether anything tells when the activity was.
func (a *tcxActivity) dated() bool {
	return len(a.records) > 0 || !a.id.IsZero() || slices.ContainsFunc(a.laps, tcxLap.dated)
}

// tcxLap is one <Lap>.
type tcxLap struct {
	start     time.Duration // that it states; 0 for none
	first     time.Duration // time of its first point; 0 for none
	timer     training.Opt[time.Duration]
	distanceM training.Opt[float64]
	kcal      training.Opt[float64]
	bpm       training.Opt[float64] // mean
	manual    bool
}

func (l tcxLap) dated() bool { return l.start != 0 }

func (l tcxLap) blank() bool { return l == tcxLap{} }

// maxLap is longer than any lap: devices that were left running wrote a month.
const maxLap = maxFromMedian

// total returns where the number of an element goes, nil for what is not kept.
func (l *tcxLap) total(name string) func(float64) {
	switch name {
	case "TotalTimeSeconds":
		return func(s float64) {
			if s >= 0 && s <= maxLap.Seconds() {
				l.timer = training.Some(time.Duration(math.Round(s*1000)) * time.Millisecond)
			}
		}
	case "DistanceMeters":
		return func(m float64) {
			if m >= 0 && m <= maxDistanceM {
				l.distanceM = training.Some(m)
			}
		}
	case "Calories":
		const most = 100_000 // ten Tour de France stages
		return func(kcal float64) {
			if kcal > 0 && kcal <= most {
				l.kcal = training.Some(kcal)
			}
		}
	case "AverageHeartRateBpm":
		return func(bpm float64) {
			if bpm >= minHeartRateBPM && bpm <= maxHeartRateBPM {
				l.bpm = training.Some(bpm)
			}
		}
	}
	return nil
}

// activity makes the activity out of what was read; it is dated.
func (a *tcxActivity) activity() training.Activity {
	out := training.Activity{Name: a.notes, Device: a.device, LocalOffset: a.offset, Totals: a.totals()}
	// The schema allows Running, Biking and Other; exporters write more.
	out.Sport, out.SubSport, out.SportSource = trackSport(a.sport, a.notes)
	gaps := a.gaps()
	out.Records, out.Warnings = orderRecords(a.records)
	out.Warnings = append(out.Warnings, a.placeLaps(&out)...)

	start := a.begin(out.Records)
	out.Start = time.Unix(0, int64(start)).UTC()
	countSteps(out.Records, out.Sport)
	out.Laps = a.lapsSince(start, out.Records)
	for i := range out.Records {
		out.Records[i].At -= start
	}
	if out.Pauses = within(gaps, start, out.Records); out.Totals.Timer.OK() {
		out.Pauses = lapPauses(&out)
	}
	if a.writesWinterTime(out.Records) {
		out.LocalOffset = training.Opt[time.Duration]{}
	}
	if n := len(out.Laps); n > 0 {
		out.Totals.Elapsed = training.Some(out.Laps[n-1].Start + out.Laps[n-1].Elapsed)
	}
	return out
}

// writesWinterTime reports whether the offset of the times may be an hour off
// where a position tells better. Polar's export gives the offset of the winter
// to runs of the summer (formats 6); the instants are right.
func (a *tcxActivity) writesWinterTime(records []training.Record) bool {
	return strings.HasPrefix(strings.ToLower(a.device), "polar") &&
		slices.ContainsFunc(records, func(r training.Record) bool { return r.Has(training.PositionChannel) })
}

// totals sums up the laps. A sum of which a lap is missing is none.
func (a *tcxActivity) totals() training.Totals {
	var timer time.Duration
	var metres, kcal, beats, beating float64
	timed, measured := len(a.laps) > 0, len(a.laps) > 0
	for _, l := range a.laps {
		timer += l.timer.Or(0)
		timed = timed && l.timer.OK()
		metres += l.distanceM.Or(0)
		measured = measured && l.distanceM.OK()
		kcal += l.kcal.Or(0)
		if bpm, ok := l.bpm.Get(); ok {
			beats += bpm * l.timer.Or(0).Minutes()
			beating += l.timer.Or(0).Minutes()
		}
	}
	var t training.Totals
	if timed {
		t.Timer = training.Some(timer)
	}
	if measured {
		t.DistanceM = training.Some(metres)
	}
	if kcal > 0 {
		t.CaloriesKcal = training.Some(kcal)
	}
	if beating > 0 {
		t.HeartRateBPM = training.Some(beats / beating)
	}
	return t
}

// Limits of what a lap states and its points say.
const (
	// headStray is how far the start of a lap may lie from its first point: satellites
	// are found within it, and time zones are further apart.
	headStray = 25 * time.Minute
	zoneStep  = 15 * time.Minute
	zoneSlack = 2 * time.Minute // from the start of a lap to its first point
	maxZone   = 14 * time.Hour
)

// placeLaps completes the starts of the laps and puts them in order. Laps that
// lie in another time zone than their points are moved to them: some exporters
// write local time for the one and UTC for the other. The offset is then the
// file's local time.
func (a *tcxActivity) placeLaps(out *training.Activity) (warnings []training.Warning) {
	if i := slices.IndexFunc(a.laps, func(l tcxLap) bool { return l.dated() && l.first != 0 }); i >= 0 {
		stray := a.laps[i].start - a.laps[i].first
		if stray.Abs() > headStray {
			warnings = append(warnings, a.moveLaps(stray, out))
		}
	}
	for i := range a.laps {
		l := &a.laps[i]
		switch {
		case l.dated():
		case l.first != 0:
			l.start = l.first
		case i > 0:
			l.start = a.laps[i-1].start + a.laps[i-1].timer.Or(0)
		default:
			l.start = a.begin(out.Records)
		}
	}
	slices.SortStableFunc(a.laps, func(a, b tcxLap) int { return cmp.Compare(a.start, b.start) })
	return append(warnings, a.dropFarLaps(out.Records)...)
}

// moveLaps moves the laps by so much back.
func (a *tcxActivity) moveLaps(stray time.Duration, out *training.Activity) training.Warning {
	for i := range a.laps {
		if a.laps[i].dated() {
			a.laps[i].start -= stray
		}
	}
	zone := stray.Round(zoneStep)
	if zone.Abs() > maxZone || (stray-zone).Abs() > zoneSlack {
		return training.Warning{Code: training.ClockJump, Detail: fmt.Sprintf("laps lie %v from their points and were moved to them", stray)}
	}
	if !out.LocalOffset.OK() {
		out.LocalOffset = training.Some(zone)
	}
	return training.Warning{
		Code:   training.LocalTimeOdd,
		Detail: fmt.Sprintf("laps and points are %v of time zone apart; the points count", zone),
	}
}

// dropFarLaps leaves out laps of another age.
func (a *tcxActivity) dropFarLaps(records []training.Record) []training.Warning {
	middle := time.Duration(0)
	switch {
	case len(records) > 0:
		middle = records[len(records)/2].At
	case len(a.laps) > 0:
		middle = a.laps[len(a.laps)/2].start
	}
	n := len(a.laps)
	a.laps = slices.DeleteFunc(a.laps, func(l tcxLap) bool { return (l.start - middle).Abs() > maxFromMedian })
	if len(a.laps) == n {
		return nil
	}
	return []training.Warning{{
		Code:   training.ClockJump,
		Detail: fmt.Sprintf("%d laps lie more than a year from the rest and were left out", n-len(a.laps)),
	}}
}

// begin is when the activity began: with its first lap or record, else at the
// time that names it.
func (a *tcxActivity) begin(records []training.Record) time.Duration {
	var times []time.Duration
	if len(records) > 0 {
		times = append(times, records[0].At)
	}
	if i := slices.IndexFunc(a.laps, tcxLap.dated); i >= 0 {
		times = append(times, a.laps[i].start)
	}
	if len(times) == 0 {
		return time.Duration(a.id.UnixNano())
	}
	return slices.Min(times)
}

// lapsSince returns the laps, each up to the next one. The times of the records
// still count from the epoch.
func (a *tcxActivity) lapsSince(start time.Duration, records []training.Record) []training.Lap {
	laps := make([]training.Lap, 0, len(a.laps))
	for i, l := range a.laps {
		end := l.start + l.timer.Or(0)
		switch {
		case i+1 < len(a.laps):
			end = a.laps[i+1].start
		case len(records) > 0:
			end = max(end, records[len(records)-1].At)
		}
		laps = append(laps, training.Lap{
			Start:     l.start - start,
			Elapsed:   end - l.start,
			Timer:     l.timer,
			DistanceM: l.distanceM,
			Manual:    l.manual,
		})
	}
	return laps
}

// lapPauses returns when the timer stood still in laps that state how long it
// ran: in the longest gaps between the records of each, as many as make up the
// rest of its time. Devices that write a point every few seconds also leave gaps
// while they run.
func lapPauses(a *training.Activity) []training.Pause {
	var pauses []training.Pause
	next := 0 // the first record of the lap
	for _, l := range a.Laps {
		var gaps []training.Pause
		for ; next+1 < len(a.Records) && a.Records[next].At < l.Start+l.Elapsed; next++ {
			from, to := a.Records[next].At, a.Records[next+1].At
			if to-from >= minSegmentGap {
				gaps = append(gaps, training.Pause{From: from, To: to})
			}
		}
		pauses = append(pauses, longestWithin(gaps, l.Elapsed-l.Timer.Or(l.Elapsed))...)
	}
	return pauses
}

// pauseSlack is by how much a gap may exceed the pause in it: devices that save
// memory write a point every eight seconds or so.
const pauseSlack = 10 * time.Second

// longestWithin returns the longest gaps that fit into the time that the timer
// stood still, in their order.
func longestWithin(gaps []training.Pause, stood time.Duration) []training.Pause {
	slices.SortStableFunc(gaps, func(a, b training.Pause) int { return cmp.Compare(b.To-b.From, a.To-a.From) })
	var kept []training.Pause
	for _, g := range gaps {
		if stood >= minSegmentGap && g.To-g.From <= stood+pauseSlack {
			kept = append(kept, g)
			stood -= g.To - g.From
		}
	}
	slices.SortFunc(kept, func(a, b training.Pause) int { return cmp.Compare(a.From, b.From) })
	return kept
}
