package parse

import (
	"bytes"
	"math"
	"slices"
	"sort"
	"testing"
	"time"

	"github.com/muktihari/fit/profile/typedef"
	"github.com/muktihari/fit/profile/untyped/fieldnum"
	"github.com/muktihari/fit/profile/untyped/mesgnum"
	"github.com/muktihari/fit/proto"

	"secondwind/internal/training"
)

// anchor is an hr message that says the time of a count.
func anchor(second uint32, fraction uint16, count uint32, bpm uint8) proto.Message {
	return message(mesgnum.Hr, fields{
		fieldnum.HrTimestamp: noon + second, fieldnum.HrFractionalTimestamp: fraction,
		fieldnum.HrEventTimestamp: []uint32{count}, fieldnum.HrFilteredBpm: []uint8{bpm},
	})
}

// beatsAt is an hr message of the lowest 12 bits of counts.
func beatsAt(counts []uint32, bpm ...uint8) proto.Message {
	var packed []byte
	for pair := range slices.Chunk(counts, 2) {
		a, b := pair[0]&shortCount, uint32(0)
		if len(pair) > 1 {
			b = pair[1] & shortCount
		}
		packed = append(packed, byte(a), byte(a>>8|b<<4), byte(b>>4))
	}
	return message(mesgnum.Hr, fields{
		fieldnum.HrEventTimestamp12: packed, fieldnum.HrFilteredBpm: bpm,
	})
}

// strapFile is what a chest strap appends: a FIT file without file_id.
func strapFile(tb testing.TB, messages ...proto.Message) []byte {
	tb.Helper()
	whole := fitFile(tb, append([]proto.Message{fileID(typedef.FileActivity)}, messages...)...)
	id := fitFile(tb, fileID(typedef.FileActivity))
	header := whole[:14]
	data := whole[len(id)-fitCRCBytes:] // behind the definition and the data of file_id
	return withCRC(withDataSize(slices.Concat(header, data), uint32(len(data)-fitCRCBytes)))
}

// swim has records with a distance alone, but for one heart rate of 99.
func swim(seconds uint32) []proto.Message {
	messages := []proto.Message{fileID(typedef.FileActivity)}
	for s := range seconds {
		f := fields{fieldnum.RecordDistance: s * 100}
		if s == 2 {
			f[fieldnum.RecordHeartRate] = uint8(99)
		}
		messages = append(messages, recordAt(s, f))
	}
	return append(messages, session(typedef.SportSwimming, 0, seconds))
}

func TestFITHeartRates(t *testing.T) {
	const second = strapTicks
	tests := []struct {
		name string
		hr   []proto.Message
		want []uint8 // of the records at seconds 0 to 9; 99 at 2 is the watch's own
	}{
		{
			"from beat to beat, without overwriting",
			[]proto.Message{anchor(0, 0, 5*second, 100), beatsAt([]uint32{6 * second, 7 * second, 9*second - 1, 9*second + 1}, 101, 102, 104, 105)},
			[]uint8{100, 101, 99, 102, 104, 105, 105, 105, 105, 105},
		},
		{
			"not older than five seconds",
			[]proto.Message{anchor(3, 0, 0, 100)},
			[]uint8{0, 0, 99, 100, 100, 100, 100, 100, 100, 0},
		},
		{
			"a fraction of a second late",
			[]proto.Message{anchor(3, fractionTicks/2, 0, 100)},
			[]uint8{0, 0, 99, 0, 100, 100, 100, 100, 100, 0},
		},
		{
			"the short count rolls over",
			[]proto.Message{anchor(0, 0, 0xffe, 100), beatsAt([]uint32{0xffe + second, 0xffe + 4*second - 1, 0xffe + 5*second, 0xffe + 6*second}, 101, 104, 105, 106)},
			[]uint8{100, 101, 99, 101, 104, 105, 106, 106, 106, 106},
		},
		{
			"the long count rolls over",
			[]proto.Message{anchor(0, 0, math.MaxUint32-second+1, 100), beatsAt([]uint32{0, second}, 101, 102), message(mesgnum.Hr, fields{
				fieldnum.HrEventTimestamp: []uint32{3 * second, 4 * second}, fieldnum.HrFilteredBpm: []uint8{104, 105},
			})},
			[]uint8{100, 101, 99, 102, 104, 105, 105, 105, 105, 105},
		},
		{
			"each anchor begins anew",
			[]proto.Message{anchor(0, 0, 77, 100), anchor(5, 0, 9, 110), beatsAt([]uint32{9 + second}, 111)},
			[]uint8{100, 100, 99, 100, 100, 110, 111, 111, 111, 111},
		},
		{
			"impossible rates are none",
			[]proto.Message{anchor(0, 0, 0, 0), beatsAt([]uint32{second, 2 * second}, 251, 24), beatsAt([]uint32{3 * second, 4 * second}, 0xff, 0xff)},
			[]uint8{0, 0, 99, 0, 0, 0, 0, 0, 0, 0},
		},
		{
			"padding is no beat",
			[]proto.Message{anchor(0, 0, 0, 100), beatsAt([]uint32{second, 4*second - 16}, 101, 0xff), beatsAt([]uint32{2 * second}, 102)},
			[]uint8{100, 101, 99, 102, 102, 102, 102, 102, 0, 0},
		},
		{"without an anchor", []proto.Message{beatsAt([]uint32{0, second}, 101, 102)}, []uint8{0, 0, 99, 0, 0, 0, 0, 0, 0, 0}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for name, data := range map[string][]byte{
				"among the records": fitFile(t, append(swim(10), test.hr...)...),
				"in a second file":  slices.Concat(fitFile(t, swim(10)...), strapFile(t, test.hr...)),
			} {
				a := parseOne(t, data)
				var got []uint8
				for _, r := range a.Records {
					got = append(got, r.HeartRateBPM)
				}
				if !slices.Equal(got, test.want) {
					t.Errorf("%s: got %v, want %v", name, got, test.want)
				}
				if len(a.Warnings) > 0 {
					t.Errorf("%s: got warnings %v, want none", name, a.Warnings)
				}
			}
		})
	}
}

// A strap's file alone is no activity; cut, it gives what is left of it.
func TestFITStrapFile(t *testing.T) {
	tail := strapFile(t, anchor(0, 0, 0, 100), beatsAt([]uint32{strapTicks, 2 * strapTicks}, 101, 102), anchor(5, 0, 0, 105))
	_, err := File("strap.fit", tail)
	if unsupported, ok := err.(*UnsupportedError); !ok || unsupported.Kind != "heart-rate" {
		t.Errorf("alone: got %v, want an UnsupportedError of kind heart-rate", err)
	}
	a := parseOne(t, slices.Concat(fitFile(t, swim(10)...), tail[:len(tail)-6]))
	if got := warningCodes(a); !slices.Equal(got, []training.WarningCode{training.Truncated}) {
		t.Errorf("cut: got warnings %v, want truncated", a.Warnings)
	}
	if a.Records[1].HeartRateBPM != 101 || a.Records[9].Has(training.HeartRateChannel) {
		t.Errorf("cut: got %v, want 101 at second 1 and nothing at 9", a.Records)
	}
}

// maxStrapBPM is how far the mean heart rate of the records may lie from that
// of the summary, which leaves out the rests at the end of the pool.
const maxStrapBPM = 7

// TestCorpusStraps reads the files of the corpus whose heart rates came behind:
// every record gets one, and their mean is near the summary's. Garmin945 has
// heart rates of the wrist in its records, which are kept.
func TestCorpusStraps(t *testing.T) {
	straps := 0
	for _, f := range corpus(t, FIT) {
		blocks, _ := splitFIT(f.data)
		var beats []beat
		var own []training.Record
		for i := range blocks {
			d, _, _ := decodeBlock(&blocks[i])
			beats, own = append(beats, d.beats...), append(own, d.records...)
		}
		if len(beats) == 0 {
			continue
		}
		straps++
		checkAlignment(t, f.path, beats, own)
		activities, err := File(f.path, f.data)
		if err != nil {
			t.Error(err)
		}
		for _, a := range activities {
			if slices.ContainsFunc(a.Records, func(r training.Record) bool { return !r.Has(training.HeartRateChannel) }) {
				t.Errorf("%s: %s: a record has no heart rate", f.path, a.Sport)
			}
			stated, _ := a.Totals.HeartRateBPM.Get()
			if mean := meanHeartRate(a.Records); math.Abs(mean-stated) > maxStrapBPM && !wrist(own) {
				t.Errorf("%s: %s: mean heart rate %.1f, the summary says %.0f", f.path, a.Sport, mean, stated)
			}
		}
	}
	if straps != 4 {
		t.Errorf("%d files with a strap's heart rates, want 4", straps)
	}
}

// wrist reports whether the records of the watch have heart rates throughout.
func wrist(records []training.Record) bool {
	return !slices.ContainsFunc(records, func(r training.Record) bool { return !r.Has(training.HeartRateChannel) })
}

// checkAlignment compares the strap with the watch where both measured by the
// strap: a triathlon on land. A second off, and they would differ visibly.
func checkAlignment(t *testing.T, path string, beats []beat, records []training.Record) {
	t.Helper()
	if wrist(records) {
		return
	}
	apart := func(shift time.Duration) (mean float64, n int) {
		for _, r := range records {
			k := sort.Search(len(beats), func(i int) bool { return beats[i].at > r.At+shift })
			if k > 0 && r.Has(training.HeartRateChannel) && r.At+shift-beats[k-1].at <= maxBeatAge {
				mean += math.Abs(float64(r.HeartRateBPM) - float64(beats[k-1].bpm))
				n++
			}
		}
		return mean / float64(n), n
	}
	now, n := apart(0)
	if n == 0 {
		return
	}
	before, _ := apart(-2 * time.Second)
	after, _ := apart(2 * time.Second)
	if now > 0.3 || now > before || now > after {
		t.Errorf("%s: strap and watch are %.2f bpm apart in %d records; 2 s earlier %.2f, later %.2f", path, now, n, before, after)
	}
}

func meanHeartRate(records []training.Record) float64 {
	sum := 0.0
	for _, r := range records {
		sum += float64(r.HeartRateBPM)
	}
	return sum / float64(len(records))
}

func TestUnpack12(t *testing.T) {
	packed := []byte{0x23, 0x61, 0x45, 0xff, 0x0f, 0x00, 0x99}
	want := []uint16{0x123, 0x456, 0xfff, 0}
	if got := unpack12(bytes.Clone(packed)); !slices.Equal(got, want) {
		t.Errorf("got %x, want %x", got, want)
	}
}
