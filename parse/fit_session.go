package parse

import (
	"cmp"
	"fmt"
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
	warnings = append(warnings, d.settleDates()...)
	records, disorder := orderRecords(d.records)
	warnings = append(warnings, disorder...)
	sessions, derived := d.completeSessions(records)
	warnings = append(warnings, derived...)
	if len(sessions) == 0 {
		return nil
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
		records = records[end:]
	}
	tellOnce(activities, warnings)
	continueDistance(activities)
	d.placeLaps(activities)
	d.placePauses(activities)
	return activities
}

// settleDates leaves out what a clock that counts from switching on has
// stamped, if anything is dated. If nothing is, the local time at the end of
// the activity dates all of it; without that it is kept as it stands.
func (d *fitData) settleDates() []training.Warning {
	if !slices.ContainsFunc(d.records, func(r training.Record) bool { return r.At >= minFITTime }) {
		if d.clock != 0 {
			d.dateByClock()
		}
		return nil
	}
	before := len(d.records)
	d.records = slices.DeleteFunc(d.records, func(r training.Record) bool { return r.At < minFITTime })
	d.laps = slices.DeleteFunc(d.laps, func(l fitLap) bool { return l.start < minFITTime })
	d.timer = slices.DeleteFunc(d.timer, func(e timerEvent) bool { return e.at < minFITTime })
	undated := before - len(d.records)
	if undated == 0 {
		return nil
	}
	return []training.Warning{{
		Code:   training.ClockJump,
		Detail: fmt.Sprintf("%d of %d records come before the watch knew the date and were left out", undated, before),
	}}
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
	for i := range d.beats {
		date(&d.beats[i].at)
	}
	for i := range d.timer {
		date(&d.timer[i].at)
	}
	d.offset = training.Some(time.Duration(0))
}

// completeSessions returns the sessions by start, and one for what the device
// wrote no summary of. There is none where nothing has a date.
func (d *fitData) completeSessions(records []training.Record) ([]fitSession, []training.Warning) {
	sessions := d.datedSessions(records)
	noSession := func(detail string) []training.Warning {
		return []training.Warning{{Code: training.NoSession, Detail: detail}}
	}
	switch {
	case len(sessions) > 0:
	case len(records) > 0:
		return []fitSession{d.sessionOf(records)}, noSession("the device wrote no summary")
	case slices.ContainsFunc(d.laps, fitLap.dated):
		return []fitSession{d.sessionOfLaps()}, noSession("the device wrote no summary")
	}
	if rest := afterSessions(sessions, records); d.cut && len(rest) > 0 {
		// A triathlon that was cut: the summaries of its first legs are there.
		return append(sessions, d.sessionOf(rest)), noSession("the summary of the last part is cut off")
	}
	return sessions, nil
}

// minLostSession is how long the records must go on behind the last session to
// be one of their own. Devices write a record or two while they save.
const minLostSession = time.Minute

// afterSessions returns the records from the end of all sessions on.
func afterSessions(sessions []fitSession, records []training.Record) []training.Record {
	var end time.Duration
	for _, s := range sessions {
		end = max(end, s.finish())
	}
	if len(records) == 0 || records[len(records)-1].At-end < minLostSession {
		return nil
	}
	return records[sort.Search(len(records), func(i int) bool { return records[i].At >= end }):]
}

// finish is when a session ends, as far as it says.
func (s fitSession) finish() time.Duration {
	return max(s.end, s.start+s.totals.Elapsed.Or(0))
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
	return withoutUmbrellas(slices.CompactFunc(sessions, sameSession))
}

// withoutUmbrellas leaves out sessions of a whole multisport activity, whose
// legs have sessions too: their totals would count twice.
func withoutUmbrellas(sessions []fitSession) []fitSession {
	whole := slices.Clone(sessions)
	return slices.DeleteFunc(sessions, func(s fitSession) bool {
		return s.sport == typedef.SportMultisport && slices.ContainsFunc(whole, func(leg fitSession) bool {
			return leg.sport != typedef.SportMultisport && leg.start >= s.start && leg.finish() <= s.finish()
		})
	})
}

// clockWasOff reports whether a session's start cannot belong to its records.
func clockWasOff(start time.Duration, records []training.Record) bool {
	return len(records) > 0 && (records[0].At-start > maxLeadIn || start > records[len(records)-1].At)
}

// sameSession reports whether two messages tell of one session: some devices
// write the summary twice.
func sameSession(a, b fitSession) bool { return a.start == b.start && a.sport == b.sport }

// sessionOf makes the session of records of which the device wrote no summary.
func (d *fitData) sessionOf(records []training.Record) fitSession {
	return fitSession{
		start: records[0].At, end: records[len(records)-1].At,
		sport: d.sport, subSport: d.subSport,
	}
}

// sessionOfLaps makes a session of all that the device wrote: laps.
func (d *fitData) sessionOfLaps() fitSession {
	d.laps = slices.DeleteFunc(d.laps, func(l fitLap) bool { return !l.dated() })
	s := fitSession{start: d.laps[0].start, sport: d.sport, subSport: d.subSport}
	for _, l := range d.laps {
		s.start = min(s.start, l.start)
		s.end = max(s.end, l.start+l.elapsed)
		if m, ok := l.distanceM.Get(); ok {
			s.totals.DistanceM = training.Some(s.totals.DistanceM.Or(0) + m)
		}
	}
	s.totals.Elapsed = training.Some(s.end - s.start)
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
		Sport: sport, SubSport: subSport, SportSource: sourceInFile(sport),
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
	return fitSports(sport, subSport)
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

// placeLaps gives each lap that is dated to the session that it begins in. A
// session without any is one lap.
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
		a := &activities[i]
		if len(a.Laps) == 0 {
			a.Laps = []training.Lap{{Elapsed: length(a), Timer: a.Totals.Timer, DistanceM: a.Totals.DistanceM}}
		}
		slices.SortStableFunc(a.Laps, func(a, b training.Lap) int { return cmp.Compare(a.Start, b.Start) })
	}
}

// length is how long an activity goes by its summary and its records.
func length(a *training.Activity) time.Duration {
	elapsed := a.Totals.Elapsed.Or(0)
	if len(a.Records) > 0 {
		elapsed = max(elapsed, a.Records[len(a.Records)-1].At)
	}
	return elapsed
}

// placePauses turns each stop of the timer and the next start into a pause,
// which ends with the activity at the latest. A pause across two sessions
// belongs to neither; a stop without a start is the end.
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
	p := training.Pause{From: max(0, from-start), To: min(to-start, length(a))}
	if p.From < p.To {
		a.Pauses = append(a.Pauses, p)
	}
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
