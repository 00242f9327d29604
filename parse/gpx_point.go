package parse

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"

	"secondwind/internal/training"
)

// gpxPoint gathers the readings of a point; both readers fill one.
type gpxPoint struct {
	record   training.Record
	time     time.Time // in the zone that the document states; zero for none
	badValue int       // texts that should be numbers and are not
}

// set takes the text of an element of a point by the element's local name: the
// makers agree on names, not on name spaces. It reports whether it knows the
// name.
func (p *gpxPoint) set(name string, text []byte) bool {
	store := pointReading(name)
	if store == nil {
		return false
	}
	text = bytes.TrimSpace(text)
	if len(text) == 0 {
		return true
	}
	if v, ok := parseNumber(text); ok {
		store(&p.record, v)
	} else {
		p.badValue++
	}
	return true
}

// pointReading returns where the number of an element goes, nil for elements
// that say nothing of an activity. The names are those of GPX 1.0 and 1.1, of
// Garmin's TrackPointExtension and PowerExtension, of Cluetrust, OpenTracks,
// Strava and the phone, and what apps make of them.
func pointReading(name string) func(*training.Record, float64) {
	switch name {
	case "ele":
		return setAltitude
	case "speed", "Speed":
		return setSpeed
	case "hr", "heartrate", "heartRate", "HeartRate", "heart_rate", "bpm":
		return setHeartRate
	case "cad", "cadence", "Cadence", "RunCadence":
		return setCadence
	case "power", "Power", "PowerInWatts", "watts", "Watts":
		return setPower
	case "atemp", "temp", "temperature", "Temperature":
		return setTemperature
	case "distance", "Distance":
		return setDistance
	}
	return nil
}

// setPlace takes the position; a point without one may still have readings.
func (p *gpxPoint) setPlace(lat, lon string) {
	if lat == "" || lon == "" {
		return
	}
	y, okLat := parseNumber([]byte(lat))
	x, okLon := parseNumber([]byte(lon))
	if !okLat || !okLon {
		p.badValue++
		return
	}
	setPosition(&p.record, y, x)
}

// setTime takes the text of <time>, or keeps the time that the point has.
func (p *gpxPoint) setTime(text string) {
	if !p.time.IsZero() {
		return
	}
	if t, ok := parseTime(text); ok {
		p.time = t
	}
}

// parseNumber reads a number, with a comma for the point if need be.
func parseNumber(text []byte) (float64, bool) {
	s := strings.TrimSpace(string(text))
	v, err := strconv.ParseFloat(s, 64)
	if err != nil && strings.Count(s, ",") == 1 {
		v, err = strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	}
	return v, err == nil && !math.IsNaN(v) && !math.IsInf(v, 0)
}

// timeLayouts are the ways in which times have been seen in GPX files, most
// frequent first; fractions of a second are read with each. A time without a
// zone is UTC, as GPX has it.
var timeLayouts = [...]string{
	time.RFC3339,
	"2006-01-02T15:04:05",
	"2006-01-02T15:04:05Z0700",
	"2006-01-02T15:04:05Z07",
	"2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04:05",
}

// firstYear: before, nobody carried a receiver (the Magellan NAV 1000 came out in
// 1989), and one that tells an earlier date has had no fix yet.
const firstYear = 1989

// parseTime reads a point in time, in the zone that the text states.
func parseTime(text string) (time.Time, bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return time.Time{}, false
	}
	for _, layout := range timeLayouts {
		if t, err := time.Parse(layout, text); err == nil {
			return t, plausibleTime(t)
		}
	}
	if upper := strings.ToUpper(text); upper != text {
		return parseTime(upper)
	}
	return parseUnixTime(text)
}

// parseUnixTime reads seconds or milliseconds since 1970.
func parseUnixTime(text string) (time.Time, bool) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return time.Time{}, false
	}
	const asMilliseconds = 100_000_000_000 // as seconds, the year 5138
	t := time.Unix(n, 0)
	if n >= asMilliseconds {
		t = time.UnixMilli(n)
	}
	return t.UTC(), plausibleTime(t)
}

// plausibleTime also keeps times within what UnixNano can hold.
func plausibleTime(t time.Time) bool {
	const lastYear = 2200
	return t.Year() >= firstYear && t.Year() <= lastYear
}
