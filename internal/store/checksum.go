package store

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"time"

	"secondwind/internal/training"
)

// The checksums of an activity are taken of what its file holds, before a figure is
// made to fit its column, and Check compares them with what comes back. They are
// CRC-32C, for which processors have an instruction. One record that is changed,
// missing, doubled or out of its place always shows; of larger faults one in four
// thousand million would not.

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// steps is a record in the steps of the table records: its time in milliseconds, its
// channels, and its figures in the order of the columns, 0 for those that are not
// there. The integers are wider than any column, so that what wraps around in a
// column differs here.
type steps [11]int64

// parsedSteps are those of a record as it was read. A reading that its column cannot
// hold is to be absent there, so it is here.
func parsedSteps(r *training.Record) steps {
	s := steps{parsedMillis(r.At)}
	has := r.Channels
	if has&training.PositionChannel != 0 {
		lat, lon := r.Lat*unitsPerDegree, r.Lon*unitsPerDegree
		if within(lat, math.MinInt32, math.MaxInt32) && within(lon, math.MinInt32, math.MaxInt32) {
			s[2], s[3] = whole(lat), whole(lon)
		} else {
			has &^= training.PositionChannel
		}
	}
	if has&training.DistanceChannel != 0 {
		s[4] = fit(&has, training.DistanceChannel, r.DistanceM*unitsPerMetre, math.MinInt32, math.MaxInt32)
	}
	if has&training.AltitudeChannel != 0 {
		s[5] = fit(&has, training.AltitudeChannel, float64(r.AltitudeM)*unitsPerAscent, math.MinInt32, math.MaxInt32)
	}
	if has&training.SpeedChannel != 0 {
		s[6] = fit(&has, training.SpeedChannel, float64(r.SpeedMS)*unitsPerMS, 0, math.MaxUint16)
	}
	if has&training.HeartRateChannel != 0 {
		s[7] = int64(r.HeartRateBPM)
	}
	if has&training.CadenceChannel != 0 {
		s[8] = fit(&has, training.CadenceChannel, float64(r.CadenceSPM)*unitsPerSPM, 0, math.MaxUint16)
	}
	if has&training.PowerChannel != 0 {
		s[9] = int64(r.PowerW)
	}
	if has&training.TemperatureChannel != 0 {
		s[10] = int64(r.TemperatureC)
	}
	s[1] = int64(has)
	return s
}

// fit returns a figure to the nearest step; 0 and one channel less where that lies
// beyond a column.
func fit(has *training.Channels, channel training.Channels, x, low, high float64) int64 {
	if within(x, low, high) {
		return whole(x)
	}
	*has &^= channel
	return 0
}

// within reports whether the step nearest to x lies from low to high; no number
// does.
func within(x, low, high float64) bool { return x > low-0.5 && x < high+0.5 }

// parsedMillis puts what lies further off than the 68 years that the column of
// seconds holds at its end.
func parsedMillis(d time.Duration) int64 {
	ms := d.Round(time.Millisecond).Milliseconds()
	beyond := (ms%msPerSecond + msPerSecond) % msPerSecond
	return msPerSecond*max(math.MinInt32, min(math.MaxInt32, (ms-beyond)/msPerSecond)) + beyond
}

// storedSteps are those of a row of the table.
func storedSteps(s *sample) steps {
	return steps{
		int64(s.atS)*msPerSecond + int64(s.atMS), int64(s.channels),
		int64(s.lat), int64(s.lon), int64(s.distanceCM), int64(s.altitudeDM), int64(s.speedMMS),
		int64(s.heartRate), int64(s.cadenceX2), int64(s.power), int64(s.temp),
	}
}

// checksum is that of the records of an activity, in their order.
type checksum struct {
	crc   uint32
	ahead []byte // not in crc yet: long pieces cost less
}

const (
	sizeOfSteps   = 8 * len(steps{})
	piecesOfSteps = 64 * sizeOfSteps
)

func (c *checksum) add(s *steps) {
	if c.ahead == nil {
		c.ahead = make([]byte, 0, piecesOfSteps)
	}
	n := len(c.ahead)
	c.ahead = c.ahead[:n+sizeOfSteps]
	for i, v := range s {
		binary.LittleEndian.PutUint64(c.ahead[n+8*i:], uint64(v))
	}
	if len(c.ahead) == piecesOfSteps {
		c.sum()
	}
}

// sum returns the checksum of all that was added so far.
func (c *checksum) sum() uint32 {
	c.crc = crc32.Update(c.crc, castagnoli, c.ahead)
	c.ahead = c.ahead[:0]
	return c.crc
}

// recordsChecksum is that of records as they were read.
func recordsChecksum(records []training.Record) uint32 {
	var c checksum
	for i := range records {
		s := parsedSteps(&records[i])
		c.add(&s)
	}
	return c.sum()
}

// addRow goes on with a checksum by the values of a row, as they go to the database
// or come from it.
func addRow[V any](crc uint32, values []V) uint32 {
	b := make([]byte, 0, 512)
	for _, v := range values {
		b = appendValue(b, v)
	}
	return crc32.Update(crc, castagnoli, b)
}

// appendValue writes a value after its type, and after its length where that varies.
func appendValue(b []byte, v any) []byte {
	number := func(kind byte, n uint64) []byte { return binary.LittleEndian.AppendUint64(append(b, kind), n) }
	switch v := v.(type) {
	case nil:
		return append(b, '0')
	case bool:
		if v {
			return append(b, 't')
		}
		return append(b, 'f')
	case int32:
		return number('i', uint64(v))
	case uint16:
		return number('i', uint64(v))
	case float64:
		return number('d', math.Float64bits(v))
	case time.Time:
		return number('m', uint64(v.UnixMicro()))
	case string:
		return append(number('s', uint64(len(v))), v...)
	default:
		return fmt.Appendf(b, "%T %v", v, v)
	}
}

// whole rounds what lies in the range of an int64, halves away from zero as
// [math.Round] does, and without a branch: what is left over is at random.
func whole(x float64) int64 {
	n := int64(x)
	return n + int64(2*(x-float64(n)))
}
