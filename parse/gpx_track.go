package parse

import (
	"strings"
	"time"

	"secondwind/internal/training"
)

// Limits of tracks that are one activity. A longer rest, or a start elsewhere,
// may be another activity: package analysis joins what belongs to one outing.
// Among real documents of several tracks the rests between parts of one recording
// last seconds, and those between recordings minutes.
const (
	maxSplitGap = time.Minute
	maxSplitM   = 500.0 // a fast minute, and a receiver that begins anew
)

// joinSplits makes one track of those that a device or exporter began anew
// within an activity: at each lap, after a loss of signal, when its memory of
// points was full.
func (d *gpxDocument) joinSplits() {
	var joined []gpxTrack
	for _, t := range d.tracks {
		if n := len(joined); n > 0 && t.continues(&joined[n-1]) {
			joined[n-1].extend(&t.trace)
			continue
		}
		joined = append(joined, t)
	}
	d.tracks = joined
}

// continues reports whether a track follows another at once, of the same kind,
// by the same name but for a number, and from the same place.
func (t *gpxTrack) continues(before *gpxTrack) bool {
	if len(before.records) == 0 || len(t.records) == 0 || t.kind != before.kind || unnumbered(t.name) != unnumbered(before.name) {
		return false
	}
	end, start := before.records[len(before.records)-1], t.records[0]
	if gap := start.At - end.At; gap < 0 || gap > maxSplitGap {
		return false
	}
	if !start.Has(training.PositionChannel) || !end.Has(training.PositionChannel) {
		return true
	}
	from, to := training.LatLon{Lat: end.Lat, Lon: end.Lon}, training.LatLon{Lat: start.Lat, Lon: start.Lon}
	return from.MetresTo(to) <= maxSplitM
}

// unnumbered cuts the number off a name such as "ACTIVE LOG #2" or "Lap 3".
func unnumbered(name string) string { return strings.TrimRight(name, "0123456789 #-_()") }

// dateWithin finds a day such as 2026-05-01 in a text. Days in other orders may
// be either of two.
func dateWithin(text string) (time.Time, bool) {
	isDigit := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	for i := 0; i+len(time.DateOnly) <= len(text); i++ {
		end := i + len(time.DateOnly)
		if text[i+4] != '-' || isDigit(i-1) || isDigit(end) {
			continue
		}
		if day, err := time.Parse(time.DateOnly, text[i:end]); err == nil && plausibleTime(day) {
			return day, true
		}
	}
	return time.Time{}, false
}

// Limits of the distances that points state.
const (
	// minDistances: with fewer of the points stating a distance it is no measure of
	// the whole.
	minDistances = 0.5
	// maxFalls is more than a counter falls that begins anew now and then.
	maxFalls = 0.1
)

// settleDistance makes the distances count from the start. Cluetrust's do;
// OpenTracks states the distance from the point before, which rises and falls.
func settleDistance(records []training.Record) {
	stated, falls, last := 0, 0, 0.0
	for i := range records {
		if r := &records[i]; r.Has(training.DistanceChannel) {
			stated++
			if r.DistanceM < last {
				falls++
			}
			last = r.DistanceM
		}
	}
	if stated == 0 {
		return
	}
	few := float64(stated) < minDistances*float64(len(records))
	steps := float64(falls) > maxFalls*float64(stated)
	sum := 0.0
	for i := range records {
		switch r := &records[i]; {
		case !r.Has(training.DistanceChannel):
		case few || steps && sum+r.DistanceM > maxDistanceM:
			r.DistanceM = 0
			r.Channels &^= training.DistanceChannel
		case steps:
			sum += r.DistanceM
			r.DistanceM = sum
		}
	}
}
