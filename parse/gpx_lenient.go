package parse

import (
	"encoding/xml"
	"errors"
	"strings"

	"secondwind/internal/training"
)

// maxSecondBytes bounds what gpxgo is given: it takes eighty times the size of
// a document of small elements.
const maxSecondBytes = 16 << 20

// readGPX reads a document with the lenient reader, and with gpxgo what that
// one gives nothing for. The other way round was measured over a corpus of 128
// documents with 58 470 timed points. Wherever gpxgo reads a point rightly the
// lenient reader gives the same; gpxgo alone errs in 40 of the documents (speed
// of GPX 1.0, fractions of a second, offsets), takes 1.8 times as long and
// three times the memory, and keeps nothing of a document that is cut off.
func readGPX(data []byte) (*gpxDocument, error) {
	text, repairs, err := repairXML(data)
	if err != nil {
		return nil, err
	}
	d, err := readLenient(text)
	if errors.Is(err, errCrowded) {
		return nil, err
	}
	if err != nil && d.empty() {
		if d, err = secondGPX(text, err); err != nil {
			return nil, err
		}
	}
	d.warnings = append(d.warnings, repaired(repairs)...)
	return d, nil
}

// secondGPX reads with gpxgo what the lenient reader refused with cause, which
// is what it returns if gpxgo refuses as well.
func secondGPX(text []byte, cause error) (*gpxDocument, error) {
	if len(text) > maxSecondBytes {
		return nil, cause
	}
	d, err := readGPXGo(text)
	if err != nil || d.empty() {
		return nil, cause
	}
	d.warnings = append(d.warnings, training.Warning{Code: training.SecondReader, Detail: cause.Error()})
	return d, nil
}

// lineOf returns the line that an XML error names, 0 for none.
func lineOf(err error) int {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return syntax.Line
	}
	return 0
}

// lenientReader reads GPX by its tokens alone, without asking that they nest:
// a number that is none costs its reading, a document that ends early what
// follows, and nothing grows with the depth of the document.
type lenientReader struct {
	progress
	doc gpxDocument

	inTrack, inPoint, inPlan bool // inPlan: in a route or a waypoint
	extensions               int  // depth of <extensions> outside points
	point                    gpxPoint
}

// maxTextBytes bounds the text of one element; no number, time or name that
// anyone would show is longer.
const maxTextBytes = 4096

// readLenient reads a document that repairXML went over. It returns what was
// read up to an error as well.
func readLenient(text []byte) (*gpxDocument, error) {
	var l lenientReader
	damaged, err := readElements(text, &l, "trk", "trkseg", "trkpt")
	if len(l.doc.tracks) > maxActivities {
		return nil, errCrowded
	}
	l.doc.warnings = l.warnings(text, damaged, err)
	return &l.doc, err
}

func (l *lenientReader) start(e xml.StartElement) {
	switch e.Name.Local {
	case "gpx":
		l.doc.creator = attribute(e, "creator")
	case "trk":
		l.startTrack()
		l.inTrack = true
	case "trkseg":
		if l.inTrack {
			l.track().startSegment()
		}
	case "trkpt":
		l.point = gpxPoint{}
		l.point.setPlace(attribute(e, "lat"), attribute(e, "lon"))
		l.inPoint = true
	case "rte":
		l.doc.routes++
		l.inPlan = true
	case "wpt":
		l.doc.waypoints++
		l.inPlan = true
	case "extensions":
		if !l.inPoint {
			l.extensions++
		}
	}
}

func (l *lenientReader) end(name string, text []byte) {
	switch name {
	case "gpx":
		l.ended = true
	case "trk":
		l.inTrack = false
	case "trkpt":
		l.endPoint()
	case "rte", "wpt":
		l.inPlan = false
	case "extensions":
		if !l.inPoint && l.extensions > 0 {
			l.extensions--
		}
	default:
		l.endText(name, text)
	}
}

// resume goes on with a point or a track.
func (l *lenientReader) resume() { l.inPoint, l.inPlan, l.extensions = false, false, 0 }

// endPoint closes a point. Points outside any track are read as one track: a
// document that lost its head still holds a run.
func (l *lenientReader) endPoint() {
	if !l.inPoint {
		return
	}
	l.inPoint = false
	l.badNumbers += l.point.badValue
	if len(l.doc.tracks) == 0 {
		l.startTrack()
	}
	if l.room(!l.point.time.IsZero()) {
		l.track().add(l.point.record, l.point.time)
	}
}

// startTrack takes the place of a track without points or date, and of any when
// there are too many, so that memory follows the points.
func (l *lenientReader) startTrack() {
	n := len(l.doc.tracks)
	if n == 0 || n <= maxActivities && (l.track().points > 0 || !l.track().time.IsZero()) {
		l.doc.tracks = append(l.doc.tracks, gpxTrack{})
	}
	*l.track() = gpxTrack{}
}

func (l *lenientReader) track() *gpxTrack { return &l.doc.tracks[len(l.doc.tracks)-1] }

// endText takes the text of an element that holds no others.
func (l *lenientReader) endText(name string, text []byte) {
	switch {
	case l.inPlan:
	case l.inPoint && name == "time":
		l.point.setTime(string(text))
	case l.inPoint:
		l.point.set(name, text)
	case l.extensions > 0:
	case l.inTrack && name == "name":
		l.track().name = trimmed(text)
	case l.inTrack && name == "type":
		l.track().kind = trimmed(text)
	case l.inTrack && name == "time":
		if t, ok := parseTime(string(text)); ok {
			l.track().time = t.UTC()
		}
	case l.inTrack:
	case name == "name":
		l.doc.name = trimmed(text)
	case name == "time":
		if t, ok := parseTime(string(text)); ok {
			l.doc.time = t.UTC()
		}
	}
}

// trimmed returns the text, whose last character maxTextBytes may have cut.
func trimmed(text []byte) string {
	return strings.TrimSpace(strings.ToValidUTF8(string(text), ""))
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
