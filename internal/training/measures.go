package training

import "time"

// DistanceSource says where a distance comes from, best first.
type DistanceSource string

// The sources of a distance.
const (
	DeviceDistance DistanceSource = "device" // the cumulative distance of the records
	TotalDistance  DistanceSource = "total"  // the total that the device states; the records hold none
	GPSDistance    DistanceSource = "gps"    // summed along the positions
	NoDistance     DistanceSource = ""       // none can be known
)

// OffsetSource says how the local time of an activity is known, best first.
type OffsetSource string

// The sources of a local time. Those from DayOffset on are approximate: they never
// decide an hour, nor a weekday within two hours of midnight.
const (
	DeviceOffset    OffsetSource = "device"     // the file states it, and it fits the place
	ZoneOffset      OffsetSource = "zone"       // the zone at the start point
	NeighbourOffset OffsetSource = "neighbours" // the zone of the runs of the days around
	DayOffset       OffsetSource = "day"        // the file tells the day alone, and the start is its noon
	SettingOffset   OffsetSource = "setting"    // the runner's time zone setting
	UTCOffset       OffsetSource = "utc"        // nothing is known
	UnknownOffset   OffsetSource = ""           // not worked out yet: package analysis fills it
)

// Approximate reports whether a source is too weak to decide a weekday near
// midnight or an hour of the day.
func (s OffsetSource) Approximate() bool {
	return s == DayOffset || s == SettingOffset || s == UTCOffset || s == UnknownOffset
}

// LocalOffset is local time minus UTC at the start of an activity.
type LocalOffset struct {
	Offset time.Duration
	Source OffsetSource
	Zone   string // IANA name where it was found by place; else empty
}

// Bins is a histogram over equal bins. Values[i] belongs to bin First+i; bins
// outside are empty.
type Bins struct {
	First  int
	Values []float64
}

// GAPBinMS is the width of a bin of grade-adjusted speed, in metres a second.
const GAPBinMS = 0.1

// UsableQuality is the quality from which a run gives best efforts and a route
// (science 1, after Athlytics).
const UsableQuality = 0.8

// Measures is what can be said of one activity from its own records: sufficient
// statistics, so that whatever needs the runner's limits or other runs (zones,
// load, easy or hard) can be worked out from them later.
type Measures struct {
	Version int

	Sport SportCall // what the activity is taken for

	Elapsed time.Duration // from the first to the last record, pauses included
	Moving  time.Duration // without pauses and standing still

	DistanceM      float64
	DistanceSource DistanceSource

	// Ascent and descent with hysteresis; absent without enough altitude.
	AscentM, DescentM Opt[float64]
	// AltitudeCoverage is the share of records with an altitude, 0 to 1.
	AltitudeCoverage float64

	HeartRateSeconds  Bins    // moving seconds a beat a minute; bin = bpm
	HeartRateCoverage float64 // share of the moving time with a usable heart rate, 0 to 1
	GAPSeconds        Bins    // moving seconds by grade-adjusted speed; bin = GAPBinMS
	GAPMetres         Bins    // metres over ground by grade-adjusted speed

	// GAPSpeedMS is the mean grade-adjusted speed while moving. Where altitude is
	// missing it is the plain speed, and GradeKnown is false.
	GAPSpeedMS float64
	GradeKnown bool
	// BestMinuteMS is the best grade-adjusted speed over 60 s; 0 for none.
	BestMinuteMS float64

	Splits  []Split
	Efforts []Effort
	Bouts   []Bout
	Blocks  []Block

	CadenceSPM   Opt[float64] // median while moving
	TemperatureC Opt[float64] // median
	// Fade is the loss of grade-adjusted speed from the second to the last quarter
	// of the moving time, as a share: 0.05 is 5 % slower at the end. Absent under 20 min.
	Fade Opt[float64]

	Ground Ground

	// Quality is 1 minus the share of flagged samples. Below UsableQuality a run
	// counts for duration and volume alone: no best effort, no route.
	Quality  float64
	Warnings []Warning
}

// Split is one kilometre, the last one shorter.
type Split struct {
	DistanceM    float64
	Elapsed      time.Duration // pauses included
	GAPSpeedMS   float64
	HeartRateBPM Opt[float64]
}

// Effort is the shortest elapsed time in which a distance was covered without
// running downhill: without losing more than 10 m a kilometre.
type Effort struct {
	DistanceM float64
	Elapsed   time.Duration
	At        time.Duration // its beginning, since the start of the activity
	Downhill  bool          // every such stretch runs downhill, and this is the shortest of them: never a best
}

// Bout is a stretch of at least 60 s run faster than 1.1 times the median speed
// of its run, with slower running on both sides.
type Bout struct {
	At, Duration time.Duration
	GAPSpeedMS   float64
}

// Block is a steady stretch after the first ten minutes, for comparing speed
// with heart rate.
type Block struct {
	At, Duration time.Duration
	GAPSpeedMS   float64
	HeartRateBPM float64
	TemperatureC Opt[float64]
}

// Ground is where an activity went. It is empty indoors and without positions.
type Ground struct {
	Start Opt[LatLon] // the first trusted position
	// Cells of the 50 m grid that the track touches, without its first and last
	// 200 m, each once, sorted.
	Cells []Cell
	// Outline is the thinned track without its first and last 200 m: at most 200
	// points in metres east and north of Origin.
	Outline []Point
	Origin  LatLon
	// TurnM2 is the signed area that the track encloses: positive anticlockwise,
	// near zero for a way out and back.
	TurnM2 float64
	// Farthest point from the start: how far, and in which direction (degrees
	// clockwise from north).
	FarthestM, FarthestBearing float64
	// StartToEndM is the distance between the first and the last position.
	StartToEndM float64
}

// Point is a place in metres east and north of an origin.
type Point struct{ X, Y float64 }
