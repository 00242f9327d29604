package training

import (
	"slices"
	"time"
)

// Sport is what was done, as the file names it, in the lower-case snake case of
// the FIT profile ("running", "cross_country_skiing"). Empty: the file
// does not say.
type Sport string

// The sports that the product treats in their own way. Files may name others.
const (
	Running    Sport = "running"
	Walking    Sport = "walking"
	Hiking     Sport = "hiking"
	Cycling    Sport = "cycling"
	Swimming   Sport = "swimming"
	Transition Sport = "transition"
)

// SubSport narrows a Sport, in the snake case of the FIT profile ("trail",
// "track", "treadmill", "street", "virtual_activity"). Empty or "generic": none.
type SubSport string

// The sub-sports that change how a run is judged.
const (
	Treadmill     SubSport = "treadmill"
	IndoorRunning SubSport = "indoor_running"
	Trail         SubSport = "trail"
	Track         SubSport = "track"
	Street        SubSport = "street"
	Virtual       SubSport = "virtual_activity"
)

// Indoor reports whether a sub-sport is run in one place, so that a position,
// if there is one, means nothing.
func (s SubSport) Indoor() bool {
	return s == Treadmill || s == IndoorRunning || s == Virtual
}

// Activity is what one session in a file says, with nothing worked out.
type Activity struct {
	Sport       Sport
	SubSport    SubSport
	SportSource SportSource // SportFromFile, SportFromExport or SportFromName; SportUnknown without a sport
	Name        string      // as the file has it, else the export's list: untrusted text of any length
	Device      string      // maker and product, such as "garmin fr255"; empty if unknown
	Gear        string      // the shoes, as the export's list of activities names them: untrusted text

	// Start is in UTC: when the session began, else its first record.
	Start time.Time
	// LocalOffset is local time minus UTC as the file claims it; absent where the
	// file says nothing. It may be wrong: package measure decides what to trust.
	LocalOffset Opt[time.Duration]

	Records  []Record // by At, which never decreases
	Laps     []Lap
	Pauses   []Pause // when the timer stood still; sorted, not overlapping
	Totals   Totals
	Warnings []Warning
}

// Channels is a set of readings that a Record holds.
type Channels uint16

// The readings of a Record. A position is latitude and longitude together.
const (
	PositionChannel Channels = 1 << iota
	AltitudeChannel
	DistanceChannel
	SpeedChannel
	HeartRateChannel
	CadenceChannel
	PowerChannel
	TemperatureChannel
)

// Record is one sample of an activity. A field means something only where
// Channels says that it is there.
type Record struct {
	At           time.Duration // since Activity.Start
	Channels     Channels
	HeartRateBPM uint8
	TemperatureC int8
	PowerW       uint16
	CadenceSPM   float32 // steps a minute, both feet; for other sports the device's own cadence
	SpeedMS      float32 // metres a second, as the device states it
	AltitudeM    float32
	DistanceM    float64 // since the start, as the device states it
	Lat, Lon     float64 // degrees, WGS 84
}

// Has reports whether all the given readings are there.
func (r Record) Has(c Channels) bool { return r.Channels&c == c }

// Channels returns the readings that any of the records has.
func (a *Activity) Channels() Channels {
	var all Channels
	for i := range a.Records {
		all |= a.Records[i].Channels
	}
	return all
}

// Doubted reports whether a warning names a doubt.
func (a *Activity) Doubted(code WarningCode) bool {
	return slices.ContainsFunc(a.Warnings, func(w Warning) bool { return w.Code == code })
}

// Lap is a stretch between two presses of the lap button, or one that the
// device cut by itself.
type Lap struct {
	Start     time.Duration // since Activity.Start
	Elapsed   time.Duration
	Timer     Opt[time.Duration] // without pauses
	DistanceM Opt[float64]
	Manual    bool // the runner pressed the button
}

// Pause is a stretch in which the timer stood still.
type Pause struct {
	From, To time.Duration // since Activity.Start
}

// Totals are the sums that the device states for the session.
type Totals struct {
	Elapsed      Opt[time.Duration]
	Timer        Opt[time.Duration] // without pauses
	DistanceM    Opt[float64]
	AscentM      Opt[float64]
	DescentM     Opt[float64]
	HeartRateBPM Opt[float64] // mean
	CaloriesKcal Opt[float64]
}

// Warning is a doubt about data that was kept.
type Warning struct {
	Code   WarningCode
	Detail string // what exactly, for a reader of the receipt: "cut off after 1 204 of 3 000 bytes"
}

// WarningCode names a doubt; it is stored and shown.
type WarningCode string

// The doubts that parsing and measuring can have.
const (
	BadChecksum     WarningCode = "bad-checksum"      // the file's own checksum does not match
	Truncated       WarningCode = "truncated"         // the file ends early; what came before is kept
	NoSession       WarningCode = "no-session"        // the device wrote no summary; the session is derived from the records
	SecondReader    WarningCode = "second-reader"     // the main reader refused the file, the second one took it
	BadNumbers      WarningCode = "bad-numbers"       // readings that are no numbers were left out
	TimeBackwards   WarningCode = "time-backwards"    // records whose time runs backwards were put in order or left out
	UntimedPoints   WarningCode = "untimed-points"    // points without a time were left out
	Repaired        WarningCode = "repaired"          // characters that XML forbids were replaced
	NoHour          WarningCode = "no-hour"           // the file tells the day alone; noon stands for the hour
	LocalTimeOdd    WarningCode = "local-time-odd"    // the file's local time cannot be right and was not used
	GPSOutliers     WarningCode = "gps-outliers"      // positions that jump faster than a runner were left out
	HeartRateLocked WarningCode = "heart-rate-locked" // heart rate follows the cadence and was not used
	SparseDistance  WarningCode = "sparse-distance"   // distance was written in steps too coarse for moving time
	ClockJump       WarningCode = "clock-jump"        // the recording spans an impossible time
)
