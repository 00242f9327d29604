package parse

import (
	"cmp"
	"slices"
	"sort"
	"time"

	"github.com/muktihari/fit/profile/basetype"
	"github.com/muktihari/fit/profile/untyped/fieldnum"
	"github.com/muktihari/fit/proto"

	"secondwind/internal/training"
)

// A chest strap loses the watch under water. It keeps its heart rates and hands
// them over after the swim: as hr messages among the others, or as FIT files of
// their own behind the activity, which begin without file_id.

// beat is one heart rate that a strap kept.
type beat struct {
	at  time.Duration // since the FIT epoch
	bpm uint8
}

// maxBeats is more than four days of a fast heart. It bounds what a made-up
// file of tiny messages can take.
const maxBeats = 1_000_000

// strapClock dates the heart rates. The strap counts in 1/1024 s, in 32 bits
// that may roll over; a message now and then says what time it was at a count.
type strapClock struct {
	anchor      time.Duration // since the FIT epoch; 0 until a message says it
	anchorCount uint32
	count       uint32 // of the newest heart rate
}

const (
	strapTicks    = 1024  // a second, of the count
	fractionTicks = 32768 // a second, of fractional_timestamp
	shortCount    = 0xfff // the 12 bits of a count that most messages carry
)

func (c *strapClock) setAnchor(at time.Duration, count uint32) {
	c.anchor, c.anchorCount, c.count = at, count, count
}

// advance moves on to the next count that ends in the given 12 bits.
func (c *strapClock) advance(low uint16) {
	c.count += (uint32(low) - c.count) & shortCount
}

func (c *strapClock) now() time.Duration {
	return c.anchor + time.Duration(c.count-c.anchorCount)*time.Second/strapTicks
}

// heartRates takes an hr message: heart rates, and for each the full count or
// its lowest 12 bits.
func (l *fitListener) heartRates(m *proto.Message) {
	rates := m.FieldValueByNum(fieldnum.HrFilteredBpm).SliceUint8()
	counts := m.FieldValueByNum(fieldnum.HrEventTimestamp).SliceUint32()
	if at, ok := fitTime(m.FieldValueByNum(fieldnum.HrTimestamp).Uint32()).Get(); ok && len(counts) > 0 {
		if part := m.FieldValueByNum(fieldnum.HrFractionalTimestamp).Uint16(); part < fractionTicks {
			at += time.Duration(part) * time.Second / fractionTicks
		}
		l.strap.setAnchor(at, counts[0])
	}
	if l.strap.anchor == 0 {
		return
	}
	if len(counts) > 0 {
		for i, bpm := range rates[:min(len(rates), len(counts))] {
			l.strap.count = counts[i]
			l.data.addBeat(l.strap.now(), bpm)
		}
		return
	}
	lows := unpack12(m.FieldValueByNum(fieldnum.HrEventTimestamp12).SliceUint8())
	for i, bpm := range rates[:min(len(rates), len(lows))] {
		if bpm == basetype.Uint8Invalid {
			break // the array is longer than what there was to tell
		}
		l.strap.advance(lows[i])
		l.data.addBeat(l.strap.now(), bpm)
	}
}

// unpack12 takes numbers of 12 bits out of bytes, lowest bits first.
func unpack12(packed []byte) []uint16 {
	numbers := make([]uint16, 0, len(packed)*2/3)
	for ; len(packed) >= 3; packed = packed[3:] {
		numbers = append(numbers,
			uint16(packed[0])|uint16(packed[1]&0x0f)<<8,
			uint16(packed[1])>>4|uint16(packed[2])<<4)
	}
	return numbers
}

func (d *fitData) addBeat(at time.Duration, bpm uint8) {
	if bpm < minHeartRateBPM || bpm > maxHeartRateBPM || len(d.beats) == maxBeats {
		return
	}
	d.beats = append(d.beats, beat{at, bpm})
}

// maxBeatAge is how long a heart rate holds after its beat: as long as the SDK
// of FIT carries one across a gap.
const maxBeatAge = 5 * time.Second

// fillHeartRates gives each record without a heart rate the strap's newest. The
// SDK takes the mean since the record before; the strap's rates are smoothed
// already, and a record's other readings are those of the moment too.
func fillHeartRates(activities []training.Activity, beats []beat) {
	if len(beats) == 0 {
		return
	}
	slices.SortStableFunc(beats, func(a, b beat) int { return cmp.Compare(a.at, b.at) })
	for _, a := range activities {
		start := sinceFITEpoch(a.Start)
		next := sort.Search(len(beats), func(i int) bool { return beats[i].at > start })
		for i := range a.Records {
			r := &a.Records[i]
			at := start + r.At
			for next < len(beats) && beats[next].at <= at {
				next++
			}
			if !r.Has(training.HeartRateChannel) && next > 0 && at-beats[next-1].at <= maxBeatAge {
				setHeartRate(r, float64(beats[next-1].bpm))
			}
		}
	}
}
