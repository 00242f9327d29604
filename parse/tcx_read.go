package parse

import (
	"bytes"
	"encoding/xml"
	"strings"
	"time"

	"secondwind/internal/training"
)

// readTCX reads a document as far as it can be read.
func readTCX(data []byte) (*tcxDocument, error) {
	text, repairs, err := repairXML(data)
	if err != nil {
		return nil, err
	}
	var r tcxReader
	damaged, err := readElements(text, &r, "Activity", "Lap", "Track", "Trackpoint")
	switch {
	case err != nil && r.doc.empty():
		return nil, err
	case r.laps > maxTCXLaps || len(r.doc.activities) > maxActivities:
		return nil, errCrowded
	}
	r.doc.warnings = append(r.warnings(text, damaged, err), repaired(repairs)...)
	return &r.doc, nil
}

// tcxReader picks the activities out of a TCX document. A number that is none
// costs its reading, a document that ends early what follows. Elements are
// known by their local names: exporters declare every prefix for Garmin's
// extensions, and none.
type tcxReader struct {
	progress
	doc  tcxDocument
	laps int // of all activities

	inActivity, inLap, inPoint bool
	inCreator                  bool
	inPlan                     bool   // in a course or a workout
	valueOf                    string // the element that the next <Value> belongs to
	point                      tcxPoint
}

func (r *tcxReader) start(e xml.StartElement) {
	switch e.Name.Local {
	case "Activity":
		r.inPlan = false
		r.startActivity(attribute(e, "Sport"))
	case "Transition": // between two activities of a multisport session: a lap of its own
		r.startActivity(string(training.Transition))
		r.startLap(e)
	case "Course":
		r.doc.courses++
		r.inPlan = true
	case "Workout":
		r.doc.workouts++
		r.inPlan = true
	case "Lap":
		if !r.inPlan {
			r.startLap(e)
		}
	case "Track":
		if r.inActivity {
			r.activity().startSegment()
		}
	case "Trackpoint":
		r.point = tcxPoint{}
		r.inPoint = !r.inPlan
	case "Creator":
		r.inCreator = true
	case "HeartRateBpm", "AverageHeartRateBpm", "MaximumHeartRateBpm":
		r.valueOf = e.Name.Local
	}
}

func (r *tcxReader) end(name string, text []byte) {
	switch name {
	case "TrainingCenterDatabase":
		r.ended = true
	case "Activity", "Transition":
		r.inActivity, r.inLap = false, false
	case "Course", "Workout":
		r.inPlan = false
	case "Lap":
		r.inLap = false
	case "Trackpoint":
		r.endPoint()
	case "Creator":
		r.inCreator = false
	case "Value":
		r.endText(r.valueOf, text)
		r.valueOf = ""
	default:
		r.endText(name, text)
	}
}

// resume goes on with a point, a track, a lap or an activity.
func (r *tcxReader) resume() {
	r.inPoint, r.inCreator = false, false
	r.valueOf = ""
}

// startActivity takes the place of an activity that holds nothing, so that
// memory follows the contents.
func (r *tcxReader) startActivity(sport string) {
	r.inActivity, r.inLap = true, false
	if n := len(r.doc.activities); n == 0 || n <= maxActivities && !r.doc.activities[n-1].blank() {
		r.doc.activities = append(r.doc.activities, tcxActivity{})
	}
	*r.activity() = tcxActivity{sport: sport}
}

func (r *tcxReader) activity() *tcxActivity { return &r.doc.activities[len(r.doc.activities)-1] }

// startLap begins a lap; laps outside any activity are those of one whose head
// was lost.
func (r *tcxReader) startLap(e xml.StartElement) {
	if !r.inActivity {
		r.startActivity("")
	}
	a := r.activity()
	if n := len(a.laps); n == 0 || r.laps <= maxTCXLaps && !a.laps[n-1].blank() {
		a.laps = append(a.laps, tcxLap{})
		r.laps++
	}
	lap := tcxLap{}
	if t, ok := parseTime(attribute(e, "StartTime")); ok {
		lap.start = time.Duration(t.UnixNano())
		a.noteOffset(t)
	}
	*a.lap() = lap
	r.inLap = true
}

// endPoint closes a point. It goes into the activity if it has a time.
func (r *tcxReader) endPoint() {
	if !r.inPoint {
		return
	}
	r.inPoint = false
	if !r.inActivity {
		r.startActivity("")
	}
	if !r.room(!r.point.time.IsZero()) {
		return
	}
	a := r.activity()
	a.add(r.point.finish(), r.point.time)
	if r.inLap && a.lap().first == 0 && !r.point.time.IsZero() {
		a.lap().first = time.Duration(r.point.time.UnixNano())
	}
}

// endText takes the text of an element that holds no others.
func (r *tcxReader) endText(name string, text []byte) {
	text = bytes.TrimSpace(text)
	switch {
	case r.inPlan || len(text) == 0:
	case r.inPoint && name == "Time":
		if t, ok := parseTime(string(text)); ok {
			r.point.time = t
		}
	case r.inPoint:
		r.number(r.point.reading(name), text)
	case r.inLap && name == "TriggerMethod":
		r.activity().lap().manual = string(text) == "Manual"
	case r.inLap:
		r.number(r.activity().lap().total(name), text)
	case r.inActivity:
		r.endHead(name, text)
	}
}

// endHead takes what stands in an activity beside its laps.
func (r *tcxReader) endHead(name string, text []byte) {
	a := r.activity()
	line, _, _ := strings.Cut(trimmed(text), "\n")
	switch {
	case name == "Name" && r.inCreator:
		a.device = line
	case name == "Notes":
		a.notes = line
	case name == "Id":
		if t, ok := parseTime(line); ok {
			a.id = t.UTC()
			a.noteOffset(t)
		}
	}
}

// number gives the number of a text to whoever wants it.
func (r *tcxReader) number(store func(float64), text []byte) {
	if store == nil {
		return
	}
	if v, ok := parseNumber(text); ok {
		store(v)
	} else {
		r.badNumbers++
	}
}

// tcxPoint gathers the readings of a <Trackpoint>.
type tcxPoint struct {
	record   training.Record
	time     time.Time // in the zone that the document states; zero for none
	lat, lon training.Opt[float64]
	strides  bool // the cadence is that of the extension for running
}

// finish returns the record.
func (p *tcxPoint) finish() training.Record {
	lat, okLat := p.lat.Get()
	lon, okLon := p.lon.Get()
	if okLat && okLon {
		setPosition(&p.record, lat, lon)
	}
	return p.record
}

// reading returns where the number of an element goes, nil for elements that
// say nothing of an activity. Speed, RunCadence and Watts are Garmin's
// extensions.
func (p *tcxPoint) reading(name string) func(float64) {
	into := func(set func(*training.Record, float64)) func(float64) {
		return func(v float64) { set(&p.record, v) }
	}
	switch name {
	case "LatitudeDegrees":
		return func(v float64) { p.lat = training.Some(v) }
	case "LongitudeDegrees":
		return func(v float64) { p.lon = training.Some(v) }
	case "AltitudeMeters":
		return into(setAltitude)
	case "DistanceMeters":
		return into(setDistance)
	case "HeartRateBpm":
		return into(setHeartRate)
	case "Speed":
		return into(setSpeed)
	case "Watts":
		return into(setPower)
	case "RunCadence":
		p.strides = true
		return into(setCadence)
	case "Cadence":
		if !p.strides {
			return into(setCadence)
		}
	}
	return nil
}
