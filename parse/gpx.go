package parse

import (
	"errors"
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
	trace
	name, kind string    // kind is the text of <type>
	time       time.Time // of the track as a whole; zero for none
}

// parseGPX reads a GPX document and returns one activity per track with times,
// or with a date alone.
func parseGPX(name string, data []byte) ([]training.Activity, error) {
	d, err := readGPX(data)
	if errors.Is(err, errCrowded) {
		return nil, tooMuch(name, err.Error())
	}
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
	tellOnce(activities, append(d.warnings, untimedPoints(untimed)...))
	return activities, nil
}

// activities returns the activities and how many points have no time.
func (d *gpxDocument) activities() (activities []training.Activity, untimed int) {
	for i := range d.tracks {
		t := &d.tracks[i]
		untimed += t.untimed()
		switch {
		case len(t.records) > 0:
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
	gaps := t.gaps()
	records, warnings := orderRecords(t.records)
	a.Warnings = warnings
	start := records[0].At
	a.Start = time.Unix(0, int64(start)).UTC()
	for i := range records {
		records[i].At -= start
	}
	settleDistance(records)
	countSteps(records, a.Sport)
	a.Records = records
	a.Pauses = within(gaps, start, records)
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
	a.Start = day.Add(12 * time.Hour)
	a.Warnings = []training.Warning{{
		Code: training.NoHour, Detail: "noon of " + day.Format(time.DateOnly) + " stands for it",
	}}
	return a, true
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
