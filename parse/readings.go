package parse

import (
	"math"

	"secondwind/internal/training"
)

// What a reading can be at all. Each range also keeps out the value by which
// FIT says "no reading" in that field (formats 4.6).
const (
	minHeartRateBPM = 25
	maxHeartRateBPM = 250

	// FIT writes -500 m for a raw zero; the Dead Sea lies at -430.
	minAltitudeM = -499
	maxAltitudeM = 12_000 // an airliner; FIT's "no reading" is 12 607

	maxSpeedMS      = 65   // FIT's "no reading" is 65.535
	maxDistanceM    = 1e7  // ten thousand kilometres
	maxPowerW       = 3000 // a track sprinter's peak is 2500
	maxCadence      = 300  // steps a minute, or turns for other sports
	minTemperatureC = -60
	maxTemperatureC = 80
)

// semicirclesToDegrees: FIT divides a half turn into 2^31 parts.
const semicirclesToDegrees = 180.0 / (1 << 31)

func setPosition(r *training.Record, lat, lon float64) {
	// A fix at exactly 0, 0 is a receiver without one.
	if !(math.Abs(lat) <= 90 && math.Abs(lon) <= 180) || lat == 0 && lon == 0 {
		return
	}
	r.Lat, r.Lon = lat, lon
	r.Channels |= training.PositionChannel
}

func setAltitude(r *training.Record, m float64) {
	if m >= minAltitudeM && m <= maxAltitudeM {
		r.AltitudeM = float32(m)
		r.Channels |= training.AltitudeChannel
	}
}

func setDistance(r *training.Record, m float64) {
	if m >= 0 && m <= maxDistanceM {
		r.DistanceM = m
		r.Channels |= training.DistanceChannel
	}
}

func setSpeed(r *training.Record, ms float64) {
	if ms >= 0 && ms <= maxSpeedMS {
		r.SpeedMS = float32(ms)
		r.Channels |= training.SpeedChannel
	}
}

func setHeartRate(r *training.Record, bpm float64) {
	if bpm >= minHeartRateBPM && bpm <= maxHeartRateBPM {
		r.HeartRateBPM = uint8(bpm + 0.5)
		r.Channels |= training.HeartRateChannel
	}
}

func setCadence(r *training.Record, perMinute float64) {
	if perMinute >= 0 && perMinute <= maxCadence {
		r.CadenceSPM = float32(perMinute)
		r.Channels |= training.CadenceChannel
	}
}

func setPower(r *training.Record, w float64) {
	if w >= 0 && w <= maxPowerW {
		r.PowerW = uint16(w + 0.5)
		r.Channels |= training.PowerChannel
	}
}

func setTemperature(r *training.Record, c float64) {
	if c >= minTemperatureC && c <= maxTemperatureC {
		r.TemperatureC = int8(math.Round(c))
		r.Channels |= training.TemperatureChannel
	}
}

// maxStrides is more strides a minute of one foot than anyone keeps up: a
// device whose median lies above it counts both feet already.
const maxStrides = 120

// countSteps turns a cadence of strides (one foot) into steps (both feet) for
// the sports that go on foot; other sports keep the device's own cadence.
func countSteps(records []training.Record, sport training.Sport) {
	switch sport {
	case training.Running, training.Walking, training.Hiking:
	default:
		return
	}
	if medianCadence(records) > maxStrides {
		return
	}
	for i := range records {
		r := &records[i]
		r.CadenceSPM *= 2
		if r.CadenceSPM > maxCadence {
			r.CadenceSPM = 0
			r.Channels &^= training.CadenceChannel
		}
	}
}

// medianCadence is the median of the cadences above zero, 0 for none.
func medianCadence(records []training.Record) int {
	var histogram [maxCadence + 1]int
	count := 0
	for _, r := range records {
		if r.Has(training.CadenceChannel) && r.CadenceSPM >= 1 {
			histogram[int(r.CadenceSPM)]++
			count++
		}
	}
	if count == 0 {
		return 0
	}
	seen := 0
	for cadence, n := range histogram {
		if seen += n; 2*seen >= count {
			return cadence
		}
	}
	return 0
}
