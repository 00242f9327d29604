package parse

import (
	"slices"
	"time"

	"github.com/muktihari/fit/profile/basetype"
	"github.com/muktihari/fit/profile/typedef"

	"secondwind/internal/training"
)

// fitEpoch is 31 December 1989, 00:00 UTC, in Unix seconds.
const fitEpoch = 631_065_600

// minFITTime is where FIT timestamps become dates (1998); below it they count
// seconds since the device was switched on.
const minFITTime = 0x10000000 * time.Second

// fitData is what a reader picks out of one FIT block, the same for both
// readers. Times are durations since the FIT epoch, 0 where absent.
type fitData struct {
	hasID    bool
	fileType typedef.File
	device   fitDevice

	sport    typedef.Sport // of the sport message
	subSport typedef.SubSport
	name     string // of the workout

	records  []training.Record // At since the FIT epoch; cadence of one foot
	overfull bool              // more than maxRecords
	cut      bool              // the end of the block is missing
	sessions []fitSession
	laps     []fitLap
	timer    []timerEvent
	footpod  footpod
	beats    []beat // of a chest strap that was out of reach
	offset   training.Opt[time.Duration]
	// clock is what the runner's clock showed when the watch was switched on,
	// where the watch counts from then; else 0.
	clock time.Duration
}

// fitDevice names the recorder.
type fitDevice struct {
	maker   typedef.Manufacturer
	product uint16
	name    string // the product's name in words; few devices write it
}

// fitSession is one session message.
type fitSession struct {
	start, end time.Duration
	sport      typedef.Sport
	subSport   typedef.SubSport
	totals     training.Totals
}

// fitLap is one lap message.
type fitLap struct {
	start     time.Duration
	elapsed   time.Duration
	timer     training.Opt[time.Duration]
	distanceM training.Opt[float64]
	manual    bool
	sport     typedef.Sport
}

// dated reports whether the lap has a time.
func (l fitLap) dated() bool { return l.start >= minFITTime }

// timerEvent is the timer being started or stopped.
type timerEvent struct {
	at      time.Duration
	stopped bool
}

func newFITData() *fitData {
	return &fitData{
		fileType: typedef.FileInvalid,
		device:   fitDevice{maker: typedef.ManufacturerInvalid, product: basetype.Uint16Invalid},
		sport:    typedef.SportInvalid,
		subSport: typedef.SubSportInvalid,
	}
}

// leastRecordBytes is what a record takes at least: a header, a time, a reading.
const leastRecordBytes = 6

// makeRoom makes room for the records among messages. Growing as they come would
// take twice the memory.
func (d *fitData) makeRoom(data []byte) {
	records := min(countMessages(data, typedef.MesgNumRecord), len(data)/leastRecordBytes, maxRecords)
	d.records = slices.Grow(d.records, records)
}

// empty reports whether nothing of an activity was found.
func (d *fitData) empty() bool {
	return len(d.records) == 0 && len(d.sessions) == 0 && len(d.laps) == 0
}

// fitRecord is a record message as it stands on disk. Both readers fill one, so
// that scales and sentinels are dealt with in one place.
type fitRecord struct {
	time             uint32
	lat, lon         int32
	altitude         uint16
	enhancedAltitude uint32
	distance         uint32
	speed            uint16
	enhancedSpeed    uint32
	heartRate        uint8
	cadence          uint8
	fraction         uint8 // of the cadence
	power            uint16
	temperature      int8
	packed           []byte       // compressed_speed_distance
	app              *appReadings // nil: no app measures anything
}

// blankRecord holds the values by which FIT says "no reading".
func blankRecord() fitRecord {
	return fitRecord{
		time: basetype.Uint32Invalid,
		lat:  basetype.Sint32Invalid, lon: basetype.Sint32Invalid,
		altitude: basetype.Uint16Invalid, enhancedAltitude: basetype.Uint32Invalid,
		distance: basetype.Uint32Invalid,
		speed:    basetype.Uint16Invalid, enhancedSpeed: basetype.Uint32Invalid,
		heartRate: basetype.Uint8Invalid,
		cadence:   basetype.Uint8Invalid, fraction: basetype.Uint8Invalid,
		power:       basetype.Uint16Invalid,
		temperature: basetype.Sint8Invalid,
	}
}

// add keeps a record that has a time.
func (d *fitData) add(raw *fitRecord) {
	at, ok := fitTime(raw.time).Get()
	switch {
	case !ok:
		return
	case len(d.records) == maxRecords:
		d.overfull = true
		return
	}
	d.records = append(d.records, training.Record{At: at})
	r := &d.records[len(d.records)-1]
	raw.read(r)
	if raw.packed != nil {
		d.footpod.read(r, raw.packed)
	}
}

// footpod unpacks compressed_speed_distance: 12 bits of speed in 1/100 m/s, then
// the lowest 12 bits of a distance in 1/16 m, which rolls over every 256 m. The
// libraries drop a part of the speed, or misread both (formats 4.2).
type footpod struct {
	distance uint32 // so far
}

const (
	packedBits       = 0xfff
	packedSpeeds     = 100 // a metre a second
	packedDistances  = 16  // a metre
	packedFieldBytes = 3
)

// read gives a record what it lacks of speed and distance.
func (p *footpod) read(r *training.Record, packed []byte) {
	if len(packed) != packedFieldBytes || !hasReading(packed) {
		return
	}
	bits := uint32(packed[0]) | uint32(packed[1])<<8 | uint32(packed[2])<<16
	p.distance += (bits>>12 - p.distance) & packedBits
	if !r.Has(training.DistanceChannel) {
		setDistance(r, float64(p.distance)/packedDistances)
	}
	if speed := bits & packedBits; speed != packedBits && !r.Has(training.SpeedChannel) {
		setSpeed(r, float64(speed)/packedSpeeds)
	}
}

// hasReading reports whether an array of bytes is more than absent.
func hasReading(b []byte) bool {
	return slices.ContainsFunc(b, func(c byte) bool { return c != basetype.ByteInvalid })
}

// read turns the raw values into readings. The scales are those of the FIT
// profile; the ranges of the setters keep the sentinels out.
func (raw *fitRecord) read(r *training.Record) {
	if raw.lon != basetype.Sint32Invalid {
		setPosition(r, float64(raw.lat)*semicirclesToDegrees, float64(raw.lon)*semicirclesToDegrees)
	}
	if raw.enhancedAltitude == basetype.Uint32Invalid && raw.altitude != basetype.Uint16Invalid {
		raw.enhancedAltitude = uint32(raw.altitude)
	}
	setAltitude(r, float64(raw.enhancedAltitude)/5-500)
	if raw.enhancedSpeed == basetype.Uint32Invalid && raw.speed != basetype.Uint16Invalid {
		raw.enhancedSpeed = uint32(raw.speed)
	}
	setSpeed(r, float64(raw.enhancedSpeed)/1000)
	setDistance(r, float64(raw.distance)/100)
	setHeartRate(r, float64(raw.heartRate))
	if raw.cadence != basetype.Uint8Invalid {
		cadence := float64(raw.cadence)
		if raw.fraction < 128 {
			cadence += float64(raw.fraction) / 128
		}
		setCadence(r, cadence)
	}
	if raw.power != basetype.Uint16Invalid {
		setPower(r, float64(raw.power))
	}
	if raw.temperature != basetype.Sint8Invalid {
		setTemperature(r, float64(raw.temperature))
	}
	if raw.app != nil {
		raw.app.fill(r)
	}
}

// fitTime reads a timestamp.
func fitTime(seconds uint32) training.Opt[time.Duration] {
	if seconds == basetype.Uint32Invalid || seconds == 0 {
		return training.Opt[time.Duration]{}
	}
	return training.Some(time.Duration(seconds) * time.Second)
}

// maxClaimedOffset bounds a local time: zones reach from -12 to +14 h, and a
// watch may be a day off. What lies beyond is a field that was never set
// (formats 4.9).
const maxClaimedOffset = 26 * time.Hour

func (d *fitData) setOffset(utc, local training.Opt[time.Duration]) {
	if !utc.OK() || !local.OK() {
		return
	}
	offset := local.Or(0) - utc.Or(0)
	if utc.Or(0) < minFITTime && local.Or(0) >= minFITTime {
		d.clock = offset
	}
	if offset >= -maxClaimedOffset && offset <= maxClaimedOffset {
		d.offset = training.Some(offset)
	}
}

// fitSeconds reads a length of time in milliseconds.
func fitSeconds(ms uint32) training.Opt[time.Duration] {
	if ms == basetype.Uint32Invalid {
		return training.Opt[time.Duration]{}
	}
	return training.Some(time.Duration(ms) * time.Millisecond)
}

// fitMetres reads a distance in centimetres.
func fitMetres(cm uint32) training.Opt[float64] {
	if m := float64(cm) / 100; m <= maxDistanceM {
		return training.Some(m)
	}
	return training.Opt[float64]{}
}

// fitCount reads a plain number whose highest value means absent.
func fitCount(v uint16) training.Opt[float64] {
	if v == basetype.Uint16Invalid {
		return training.Opt[float64]{}
	}
	return training.Some(float64(v))
}

// fitHeartRate reads a mean heart rate.
func fitHeartRate(v uint8) training.Opt[float64] {
	if v < minHeartRateBPM || v > maxHeartRateBPM {
		return training.Opt[float64]{}
	}
	return training.Some(float64(v))
}

// timerStops reads what an event of the timer does to it.
func timerStops(t typedef.EventType) (stopped, known bool) {
	switch t {
	case typedef.EventTypeStart:
		return false, true
	case typedef.EventTypeStop, typedef.EventTypeStopAll, typedef.EventTypeStopDisable, typedef.EventTypeStopDisableAll:
		return true, true
	}
	return false, false
}
