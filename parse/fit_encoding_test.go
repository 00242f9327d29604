package parse

import (
	"bytes"
	"math"
	"slices"
	"testing"

	"github.com/muktihari/fit/encoder"
	"github.com/muktihari/fit/profile/basetype"
	"github.com/muktihari/fit/profile/typedef"
	"github.com/muktihari/fit/profile/untyped/fieldnum"
	"github.com/muktihari/fit/proto"
	"github.com/tormoder/fit"

	"secondwind/internal/training"
)

// However the same run is written, it reads the same.
func TestFITEncodings(t *testing.T) {
	want := parseOne(t, fitFile(t, shortRun(100)...)).Records
	for name, options := range map[string][]encoder.Option{
		"big-endian":             {encoder.WithBigEndian()},
		"several local types":    {encoder.WithHeaderOption(encoder.HeaderOptionNormal, 15)},
		"compressed times":       {encoder.WithHeaderOption(encoder.HeaderOptionCompressedTimestamp, 3)},
		"compressed, big-endian": {encoder.WithHeaderOption(encoder.HeaderOptionCompressedTimestamp, 0), encoder.WithBigEndian()},
		"protocol 1":             {encoder.WithProtocolVersion(proto.V1)},
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := encoder.New(&b, options...).Encode(&proto.FIT{Messages: shortRun(100)}); err != nil {
				t.Fatal(err)
			}
			if got := parseOne(t, b.Bytes()).Records; !slices.Equal(got, want) {
				t.Errorf("%d records differ from the %d of the plain file", len(got), len(want))
			}
		})
	}
}

// packSpeedDistance writes a speed in 1/100 m/s and the lowest 12 bits of a
// distance in 1/16 m as FIT packs them.
func packSpeedDistance(speed, distance uint32) []byte {
	return []byte{byte(speed), byte(speed>>8&0xf | distance<<4), byte(distance >> 4)}
}

// unpackSpeedDistance reads them back by its own arithmetic: the distance is
// the sum of the steps of its lowest 12 bits. -1 stands for none.
func unpackSpeedDistance(packed [][]byte) (speeds, distances []float64) {
	var last, total int
	for _, p := range packed {
		if !hasReading(p) {
			speeds, distances = append(speeds, -1), append(distances, -1)
			continue
		}
		low := int(p[1])/16 + int(p[2])*16
		total += (low - last + 4096) % 4096
		last = low
		distances = append(distances, float64(total)/16)
		if speed := int(p[0]) + int(p[1])%16*256; speed < 4095 {
			speeds = append(speeds, float64(speed)/100)
		} else {
			speeds = append(speeds, -1)
		}
	}
	return speeds, distances
}

func checkSpeedDistance(t *testing.T, records []training.Record, packed [][]byte) {
	t.Helper()
	speeds, distances := unpackSpeedDistance(packed)
	if len(records) != len(packed) {
		t.Fatalf("%d records, want %d", len(records), len(packed))
	}
	for i, r := range records {
		want := training.Record{}
		setSpeed(&want, speeds[i])
		setDistance(&want, distances[i])
		const both = training.SpeedChannel | training.DistanceChannel
		if r.Channels&both != want.Channels || r.SpeedMS != want.SpeedMS || r.DistanceM != want.DistanceM {
			t.Fatalf("record %d: %v m/s, %v m; want %v, %v", i, r.SpeedMS, r.DistanceM, want.SpeedMS, want.DistanceM)
		}
	}
}

func TestFITCompressedSpeedDistance(t *testing.T) {
	messages := []proto.Message{fileID(typedef.FileActivity)}
	var packed [][]byte
	distance := uint32(0)
	for s := range uint32(300) { // 3.1 m/s to 3.4: the distance rolls over every 80 s
		p := packSpeedDistance(310+s%30, distance)
		if s == 100 {
			p = []byte{basetype.ByteInvalid, basetype.ByteInvalid, basetype.ByteInvalid}
		}
		if s == 200 {
			p = packSpeedDistance(packedBits, distance) // the speed alone is missing
		}
		packed = append(packed, p)
		messages = append(messages, recordAt(s, fields{fieldnum.RecordCompressedSpeedDistance: p, fieldnum.RecordHeartRate: uint8(140)}))
		distance += 50 + s%5
	}
	data := fitFile(t, append(messages, session(typedef.SportRunning, 0, 300))...)
	for range 2 { // what one file counts must not leak into the next
		checkSpeedDistance(t, parseOne(t, data).Records, packed)
	}
}

// TestCorpusCompressed reads the footpod runs of the corpus and holds speed and
// distance to the packed bytes, which tormoder/fit hands over as they stand.
func TestCorpusCompressed(t *testing.T) {
	files := 0
	for _, f := range corpus(t, FIT) {
		blocks, _ := splitFIT(f.data)
		packed := packedBytes(t, &blocks[0])
		if len(packed) == 0 {
			continue
		}
		files++
		d, _, err := decodeBlock(&blocks[0])
		if err != nil {
			t.Errorf("%s: %v", f.path, err)
		}
		checkSpeedDistance(t, d.records, packed)
		last := d.records[len(d.records)-1].DistanceM
		if total := d.sessions[0].totals.DistanceM.Or(0); math.Abs(last-total) > total/100 {
			t.Errorf("%s: records end at %.0f m, the device says %.0f m", f.path, last, total)
		}
	}
	if files != 1 {
		t.Errorf("%d files with packed distances, want 1", files)
	}
}

// packedBytes returns compressed_speed_distance of the records, nothing where
// none of them has a reading.
func packedBytes(t *testing.T, b *fitBlock) [][]byte {
	t.Helper()
	secondReader.Lock()
	defer secondReader.Unlock()
	file, err := fit.Decode(b.reader(maskForeignFields(b.data)))
	if err != nil || file.Type() != fit.FileTypeActivity {
		return nil
	}
	activity, err := file.Activity()
	if err != nil {
		t.Fatal(err)
	}
	var packed [][]byte
	readings := false
	for _, r := range activity.Records {
		packed = append(packed, r.CompressedSpeedDistance)
		readings = readings || hasReading(r.CompressedSpeedDistance)
	}
	if !readings {
		return nil
	}
	return packed
}
