package parse

import (
	"fmt"
	"time"

	"secondwind/internal/training"
)

// gpxDocument is what a reader picks out of a GPX document, the same for both
// readers.
type gpxDocument struct {
	name      string
	creator   string
	time      time.Time // of the metadata; zero for none
	tracks    []gpxTrack
	routes    int
	waypoints int
	warnings  []training.Warning
}

// empty reports whether nothing at all was found.
func (d *gpxDocument) empty() bool { return len(d.tracks)+d.routes+d.waypoints == 0 }

// gpxTrack is one <trk>.
type gpxTrack struct {
	name, kind string    // kind is the text of <type>
	time       time.Time // of the track as a whole; zero for none
	segments   []gpxSegment
	points     int // with and without a time
	// offset is the offset from UTC that the first time states, where it states one
	// other than zero.
	offset training.Opt[time.Duration]
}

// gpxSegment holds the points of a <trkseg> that have a time; At counts from
// the Unix epoch.
type gpxSegment []training.Record

// startSegment begins a segment; an empty one is begun once.
func (t *gpxTrack) startSegment() {
	if n := len(t.segments); n == 0 || len(t.segments[n-1]) > 0 {
		t.segments = append(t.segments, nil)
	}
}

// timed counts the points with a time.
func (t *gpxTrack) timed() int {
	n := 0
	for _, s := range t.segments {
		n += len(s)
	}
	return n
}

// parseGPX reads a GPX document and returns one activity per track with times,
// or with a date alone.
func parseGPX(name string, data []byte) ([]training.Activity, error) {
	d, err := readGPX(data)
	if err != nil {
		return nil, &FormatError{
			File: name, Line: lineOf(err), Reason: "not readable as GPX",
			Hint: "export it again", Err: err,
		}
	}
	d.joinSplits()
	activities, untimed := d.activities()
	if len(activities) == 0 {
		return nil, d.refusal(name, untimed)
	}
	if untimed > 0 {
		d.warnings = append(d.warnings, training.Warning{
			Code: training.UntimedPoints, Detail: fmt.Sprintf("%d points without a time", untimed),
		})
	}
	for i := range activities {
		activities[i].Warnings = append(activities[i].Warnings, d.warnings...)
	}
	return activities, nil
}

// activities returns the activities and how many points have no time.
func (d *gpxDocument) activities() (activities []training.Activity, untimed int) {
	for i := range d.tracks {
		t := &d.tracks[i]
		untimed += t.points - t.timed()
		switch {
		case t.timed() > 0:
			activities = append(activities, d.activity(t))
		case t.points == 0:
			if a, dated := d.emptyActivity(t); dated {
				activities = append(activities, a)
			}
		}
	}
	return activities, untimed
}

// activity makes the activity of a track; the gaps between its segments are
// pauses.
func (d *gpxDocument) activity(t *gpxTrack) training.Activity {
	a := d.named(t)
	records := make([]training.Record, 0, t.timed())
	for _, s := range t.segments {
		records = append(records, s...)
	}
	records, a.Warnings = orderRecords(records)
	start := records[0].At
	a.Start = time.Unix(0, int64(start)).UTC()
	for i := range records {
		records[i].At -= start
	}
	settleDistance(records)
	countSteps(records, a.Sport)
	a.Records = records
	a.Pauses = segmentGaps(t.segments, start)
	return a
}

// named is an activity of which nothing but the heads of track and file is known.
func (d *gpxDocument) named(t *gpxTrack) training.Activity {
	a := training.Activity{Name: t.name, Device: d.creator, LocalOffset: t.offset}
	if a.Name == "" {
		a.Name = d.name
	}
	a.Sport, a.SubSport, a.SportSource = trackSport(t.kind, a.Name)
	return a
}

// emptyActivity makes the activity of a track without points: a treadmill run
// exported as GPX happened, with a date and nothing else. The date is that of the
// track. That of the file, and one within the name, count only where there is
// no other track that they may belong to.
func (d *gpxDocument) emptyActivity(t *gpxTrack) (a training.Activity, dated bool) {
	a = d.named(t)
	a.Start = t.time
	if len(d.tracks) > 1 || !a.Start.IsZero() {
		return a, !a.Start.IsZero()
	}
	if a.Start = d.time; !a.Start.IsZero() {
		return a, true
	}
	day, found := dateWithin(a.Name)
	if !found {
		return a, false
	}
	// At noon the day is right wherever the runner was.
	a.Start = day.Add(12 * time.Hour)
	a.Warnings = []training.Warning{{
		Code: training.LocalTimeOdd, Detail: "the file has a date and no hour; it was put at noon",
	}}
	return a, true
}

// minSegmentGap is the shortest gap between two segments that is a pause: some
// apps begin a segment at every lap without stopping.
const minSegmentGap = 5 * time.Second

// segmentGaps returns the gaps between segments that follow one another. start
// is that of the activity.
func segmentGaps(segments []gpxSegment, start time.Duration) []training.Pause {
	var pauses []training.Pause
	var end time.Duration // of the segments so far
	for _, s := range segments {
		if len(s) == 0 {
			continue
		}
		if from := s[0].At; end > 0 && from-end >= minSegmentGap {
			pauses = append(pauses, training.Pause{From: end - start, To: from - start})
		} else if end > 0 && from < end {
			return nil // shuffled: gaps mean nothing
		}
		end = max(end, s[len(s)-1].At)
	}
	return pauses
}

// refusal says why a document without activities holds none.
func (d *gpxDocument) refusal(name string, untimed int) error {
	unsupported := func(kind, reason, hint string) error {
		return &UnsupportedError{File: name, Kind: kind, Reason: reason, Hint: hint}
	}
	const plan = "a plan of where to go; import the activity itself"
	switch {
	case untimed > 0:
		return &FormatError{
			File: name, Reason: "no times in this GPX", Hint: "export the original from your watch's site",
		}
	case d.routes > 0:
		return unsupported("route", "no activity: the file holds a route", plan)
	case d.waypoints > 0:
		return unsupported("waypoints", "no activity: the file holds waypoints", plan)
	}
	return unsupported("empty", "a GPX file without a single point or date", "nothing was recorded; it can be deleted")
}
