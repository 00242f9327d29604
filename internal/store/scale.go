package store

import (
	"math"
	"time"

	"secondwind/internal/training"
)

// The scales of the table records: an integer there is the reading times its
// scale. Writing and reading use these; the view records_scaled repeats them, and a
// test holds the two together.
const (
	unitsPerDegree = 1e7  // 11 mm on the ground; a FIT semicircle is 9 mm
	unitsPerMetre  = 100  // cm, the step of a FIT distance
	unitsPerAscent = 10   // dm of altitude; FIT has 0.2 m
	unitsPerMS     = 1000 // mm/s, the step of a FIT speed
	unitsPerSPM    = 2    // half steps a minute
)

// sample is a record as the table holds it. A reading means something only where
// channels says that it is there.
type sample struct {
	atS        int32 // rounded down
	atMS       uint16
	channels   training.Channels
	lat, lon   int32
	distanceCM int32
	altitudeDM int32
	speedMMS   uint16
	heartRate  uint8
	cadenceX2  uint16
	power      uint16
	temp       int8
}

// scaled returns a reading as an integer of its column, and whether it fits.
// The driver would let a larger number wrap around in silence.
func scaled[T int8 | uint8 | int16 | uint16 | int32](v, scale float64) (T, bool) {
	x := math.Round(v * scale)
	n := T(x)
	// What a conversion out of range gives is up to the machine, but it lies in
	// range, so it differs from x; and no NaN equals anything.
	return n, float64(n) == x
}

// toSample scales a record. Readings that do not fit are left out.
func toSample(r training.Record) sample {
	s := sample{
		channels:  r.Channels,
		heartRate: r.HeartRateBPM,
		power:     r.PowerW,
		temp:      r.TemperatureC,
	}
	s.atS, s.atMS = splitTime(r.At)
	keep := func(c training.Channels, fits bool) {
		if !fits {
			s.channels &^= c
		}
	}
	var fits, lonFits bool
	s.lat, fits = scaled[int32](r.Lat, unitsPerDegree)
	s.lon, lonFits = scaled[int32](r.Lon, unitsPerDegree)
	keep(training.PositionChannel, fits && lonFits)
	s.distanceCM, fits = scaled[int32](r.DistanceM, unitsPerMetre)
	keep(training.DistanceChannel, fits)
	s.altitudeDM, fits = scaled[int32](float64(r.AltitudeM), unitsPerAscent)
	keep(training.AltitudeChannel, fits)
	s.speedMMS, fits = scaled[uint16](float64(r.SpeedMS), unitsPerMS)
	keep(training.SpeedChannel, fits)
	s.cadenceX2, fits = scaled[uint16](float64(r.CadenceSPM), unitsPerSPM)
	keep(training.CadenceChannel, fits)
	return s
}

// splitTime gives whole seconds and the milliseconds beyond. What lies further off
// than 68 years is put there, so that the order of records stays.
func splitTime(d time.Duration) (seconds int32, ms uint16) {
	all := d.Round(time.Millisecond).Milliseconds()
	rest := all % msPerSecond
	if rest < 0 {
		rest += msPerSecond
	}
	whole := max(math.MinInt32, min(math.MaxInt32, (all-rest)/msPerSecond))
	return int32(whole), uint16(rest)
}

// record undoes toSample. A reading that is not there is zero.
func (s sample) record() training.Record {
	r := training.Record{
		At:       time.Duration(s.atS)*time.Second + time.Duration(s.atMS)*time.Millisecond,
		Channels: s.channels,
	}
	if r.Has(training.PositionChannel) {
		r.Lat, r.Lon = float64(s.lat)/unitsPerDegree, float64(s.lon)/unitsPerDegree
	}
	if r.Has(training.DistanceChannel) {
		r.DistanceM = float64(s.distanceCM) / unitsPerMetre
	}
	if r.Has(training.AltitudeChannel) {
		r.AltitudeM = float32(s.altitudeDM) / unitsPerAscent
	}
	if r.Has(training.SpeedChannel) {
		r.SpeedMS = float32(s.speedMMS) / unitsPerMS
	}
	if r.Has(training.CadenceChannel) {
		r.CadenceSPM = float32(s.cadenceX2) / unitsPerSPM
	}
	if r.Has(training.HeartRateChannel) {
		r.HeartRateBPM = s.heartRate
	}
	if r.Has(training.PowerChannel) {
		r.PowerW = s.power
	}
	if r.Has(training.TemperatureChannel) {
		r.TemperatureC = s.temp
	}
	return r
}
