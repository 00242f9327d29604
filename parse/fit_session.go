package parse

import (
	"cmp"
	"slices"
	"sort"
	"time"

	"github.com/muktihari/fit/profile/typedef"

	"secondwind/internal/training"
)

// maxLeadIn is how long a session may run before its first record. A start
// further away is a clock that no satellite had set yet.
const maxLeadIn = 24 * time.Hour

// activities cuts the block into one activity per session. There is none where
// nothing has a date.
func (d *fitData) activities(warnings []training.Warning) []training.Activity {
	d.settleDates()
	records, disorder := orderRecords(d.records)
	warnings = append(warnings, disorder...)
	sessions := d.datedSessions(records)
	if len(sessions)+len(records) == 0 {
		return nil
	}
	if len(sessions) == 0 {
		sessions = []fitSession{d.derivedSession(records)}
		warnings = append(warnings, training.Warning{
			Code: training.NoSession, Detail: "the device wrote no summary",
		})
	}
	if sessions[0].start < minFITTime {
		warnings = append(warnings, training.Warning{
			Code: training.ClockJump, Detail: "the clock of the watch was never set, so the date is wrong",
		})
	}
	activities := make([]training.Activity, len(sessions))
	for i, s := range sessions {
		end := len(records)
		if i+1 < len(sessions) {
			next := sessions[i+1].start
			end = sort.Search(len(records), func(k int) bool { return records[k].At >= next })
		}
		activities[i] = d.activity(s, records[:end:end])
		activities[i].Warnings = slices.Clone(warnings)
		records = records[end:]
	}
	continueDistance(activities)
	d.placeLaps(activities)
	d.placePauses(activities)
	return activities
}

// settleDates leaves out what a clock that counts from switching on has
// stamped, if anything is dated. If nothing is, the local time at the end of
// the activity dates all of it; without that it is kept as it stands.
func (d *fitData) settleDates() {
	if !slices.ContainsFunc(d.records, func(r training.Record) bool { return r.At >= minFITTime }) {
		if d.clock != 0 {
			d.dateByClock()
		}
		return
	}
	d.records = slices.DeleteFunc(d.records, func(r training.Record) bool { return r.At < minFITTime })
	d.laps = slices.DeleteFunc(d.laps, func(l fitLap) bool { return l.start < minFITTime })
	d.timer = slices.DeleteFunc(d.timer, func(e timerEvent) bool { return e.at < minFITTime })
}

// dateByClock moves every undated time to what the runner's clock showed. UTC
// is unknown, so local time stands in for it, with an offset of zero.
func (d *fitData) dateByClock() {
	date := func(t *time.Duration) {
		if *t > 0 && *t < minFITTime {
			*t += d.clock
		}
	}
	for i := range d.records {
		date(&d.records[i].At)
	}
	for i := range d.sessions {
		date(&d.sessions[i].start)
		date(&d.sessions[i].end)
	}
	for i := range d.laps {
		date(&d.laps[i].start)
	}
	for i := range d.timer {
		date(&d.timer[i].at)
	}
	d.offset = training.Some(time.Duration(0))
}

// datedSessions returns the sessions by start, each with one: its own, else
// what its end and length say, else its first record.
func (d *fitData) datedSessions(records []training.Record) []fitSession {
	sessions := make([]fitSession, 0, len(d.sessions))
	for _, s := range d.sessions {
		if s.start < minFITTime {
			s.start = s.end - s.totals.Elapsed.Or(0)
		}
		if s.start < minFITTime || len(d.sessions) == 1 && clockWasOff(s.start, records) {
			if len(records) == 0 {
				continue
			}
			s.start = records[0].At
		}
		sessions = append(sessions, s)
	}
	slices.SortStableFunc(sessions, func(a, b fitSession) int { return cmp.Compare(a.start, b.start) })
	return slices.CompactFunc(sessions, sameSession)
}

// clockWasOff reports whether a session's start cannot belong to its records.
func clockWasOff(start time.Duration, records []training.Record) bool {
	return len(records) > 0 && (records[0].At-start > maxLeadIn || start > records[len(records)-1].At)
}

// sameSession reports whether two messages tell of one session: some devices
// write the summary twice.
func sameSession(a, b fitSession) bool { return a.start == b.start && a.sport == b.sport }

// derivedSession makes a session where the device wrote none.
func (d *fitData) derivedSession(records []training.Record) fitSession {
	s := fitSession{sport: d.sport, subSport: d.subSport}
	if len(records) > 0 {
		s.start, s.end = records[0].At, records[len(records)-1].At
	}
	return s
}

// activity makes the activity of a session out of its records, whose times are
// moved from the FIT epoch to the start.
func (d *fitData) activity(s fitSession, records []training.Record) training.Activity {
	start := s.start
	if len(records) > 0 && records[0].At < start {
		start = records[0].At
	}
	for i := range records {
		records[i].At -= start
	}
	sport, subSport := d.sportOf(s)
	countSteps(records, sport)
	return training.Activity{
		Sport: sport, SubSport: subSport,
		Name:        d.name,
		Device:      d.device.String(),
		Start:       time.Unix(fitEpoch, 0).UTC().Add(start),
		LocalOffset: d.offset,
		Records:     records,
		Totals:      s.totals,
	}
}

// sportOf falls back from the session to the sport message and the first lap.
func (d *fitData) sportOf(s fitSession) (training.Sport, training.SubSport) {
	sport, subSport := s.sport, s.subSport
	if sport == typedef.SportInvalid {
		sport, subSport = d.sport, d.subSport
	}
	if sport == typedef.SportInvalid && len(d.laps) > 0 {
		sport = d.laps[0].sport
	}
	return fitSport(sport), fitSubSport(subSport)
}

// continueDistance lets the distance of each session begin where the session
// does: in a triathlon the records count on across the sessions.
func continueDistance(activities []training.Activity) {
	before := 0.0 // where the session before ended
	for i := range activities {
		records := activities[i].Records
		base, last := 0.0, 0.0
		first := true
		for k := range records {
			r := &records[k]
			if !r.Has(training.DistanceChannel) {
				continue
			}
			if first && before > 0 && r.DistanceM >= before {
				base = before
			}
			first = false
			last = r.DistanceM
			r.DistanceM = max(0, r.DistanceM-base)
		}
		if last > 0 {
			before = last
		}
	}
}

// placeLaps gives each lap that is dated to the session that it begins in.
func (d *fitData) placeLaps(activities []training.Activity) {
	for _, l := range d.laps {
		if l.start <= 0 {
			continue
		}
		a := activityAt(activities, l.start)
		a.Laps = append(a.Laps, training.Lap{
			Start:     max(0, l.start-sinceFITEpoch(a.Start)),
			Elapsed:   l.elapsed,
			Timer:     l.timer,
			DistanceM: l.distanceM,
			Manual:    l.manual,
		})
	}
	for i := range activities {
		slices.SortStableFunc(activities[i].Laps, func(a, b training.Lap) int { return cmp.Compare(a.Start, b.Start) })
	}
}

// placePauses turns each stop of the timer and the next start into a pause. A
// pause across two sessions belongs to neither.
func (d *fitData) placePauses(activities []training.Activity) {
	slices.SortStableFunc(d.timer, func(a, b timerEvent) int { return cmp.Compare(a.at, b.at) })
	var stopped time.Duration // 0 while the timer runs
	for _, e := range d.timer {
		switch {
		case e.stopped && stopped == 0:
			stopped = e.at
		case !e.stopped && stopped != 0:
			a := activityAt(activities, stopped)
			if a == activityAt(activities, e.at) && e.at > stopped {
				addPause(a, stopped, e.at)
			}
			stopped = 0
		}
	}
}

func addPause(a *training.Activity, from, to time.Duration) {
	start := sinceFITEpoch(a.Start)
	if to <= start {
		return
	}
	a.Pauses = append(a.Pauses, training.Pause{From: max(0, from-start), To: to - start})
}

// activityAt returns the activity that runs at a time, the first for times
// before all of them.
func activityAt(activities []training.Activity, at time.Duration) *training.Activity {
	i := len(activities) - 1
	for i > 0 && sinceFITEpoch(activities[i].Start) > at {
		i--
	}
	return &activities[i]
}

func sinceFITEpoch(t time.Time) time.Duration {
	return time.Duration(t.Unix()-fitEpoch) * time.Second
}
