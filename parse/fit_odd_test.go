package parse

import (
	"bytes"
	"math"
	"testing"

	"github.com/muktihari/fit/encoder"
	"github.com/muktihari/fit/profile/basetype"
	"github.com/muktihari/fit/profile/factory"
	"github.com/muktihari/fit/profile/typedef"
	"github.com/muktihari/fit/profile/untyped/fieldnum"
	"github.com/muktihari/fit/profile/untyped/mesgnum"
	"github.com/muktihari/fit/proto"

	"secondwind/internal/training"
)

// retyped is a field of a record that is defined in a type of its own.
func retyped(num byte, as basetype.BaseType, v proto.Value) proto.Field {
	f := factory.CreateField(mesgnum.Record, num)
	base := *f.FieldBase
	base.BaseType = as
	f.FieldBase = &base
	f.Value = v
	return f
}

// Field definitions that disagree with the profile give what they say, or
// nothing, and never bytes that mean something else.
func TestFITOddFields(t *testing.T) {
	tests := []struct {
		name  string
		field proto.Field
		want  training.Record
	}{
		{
			"heart rate in two bytes", retyped(fieldnum.RecordHeartRate, basetype.Uint16, proto.Uint16(150)),
			training.Record{Channels: training.HeartRateChannel, HeartRateBPM: 150},
		},
		{"heart rate in two bytes, out of range", retyped(fieldnum.RecordHeartRate, basetype.Uint16, proto.Uint16(256+150)), training.Record{}},
		{"heart rate in two bytes, absent", retyped(fieldnum.RecordHeartRate, basetype.Uint16, proto.Uint16(basetype.Uint16Invalid)), training.Record{}},
		{
			"power in one byte", retyped(fieldnum.RecordPower, basetype.Uint8, proto.Uint8(200)),
			training.Record{Channels: training.PowerChannel, PowerW: 200},
		},
		{"power in one byte, absent", retyped(fieldnum.RecordPower, basetype.Uint8, proto.Uint8(basetype.Uint8Invalid)), training.Record{}},
		{
			"distance in two bytes", retyped(fieldnum.RecordDistance, basetype.Uint16, proto.Uint16(1234)),
			training.Record{Channels: training.DistanceChannel, DistanceM: 12.34},
		},
		{"distance in two bytes, absent", retyped(fieldnum.RecordDistance, basetype.Uint16, proto.Uint16(basetype.Uint16Invalid)), training.Record{}},
		{
			"altitude in four bytes", retyped(fieldnum.RecordAltitude, basetype.Uint32, proto.Uint32(3000)),
			training.Record{Channels: training.AltitudeChannel, AltitudeM: 100},
		},
		{
			"temperature in two bytes", retyped(fieldnum.RecordTemperature, basetype.Sint16, proto.Int16(-5)),
			training.Record{Channels: training.TemperatureChannel, TemperatureC: -5},
		},
		{"a speed of which nobody knows the scale", retyped(fieldnum.RecordEnhancedSpeed, basetype.Float32, proto.Float32(3)), training.Record{}},
		{"a heart rate that is no number", retyped(fieldnum.RecordHeartRate, basetype.Float64, proto.Float64(math.NaN())), training.Record{}},
		{"a cadence in words", retyped(fieldnum.RecordCadence, basetype.String, proto.String("Z")), training.Record{}},
	}
	for _, test := range tests {
		for name, option := range map[string]encoder.Option{
			"little-endian": encoder.WithProtocolVersion(proto.V2),
			"big-endian":    encoder.WithBigEndian(),
		} {
			t.Run(test.name+", "+name, func(t *testing.T) {
				r := recordAt(0, nil)
				r.Fields = append(r.Fields, test.field)
				messages := []proto.Message{fileID(typedef.FileActivity), r, session(typedef.SportRunning, 0, 1)}
				var b bytes.Buffer
				if err := encoder.New(&b, option).Encode(&proto.FIT{Messages: messages}); err != nil {
					t.Fatal(err)
				}
				if got := parseOne(t, b.Bytes()).Records[0]; got != test.want {
					t.Errorf("got  %+v\nwant %+v", got, test.want)
				}
			})
		}
	}
}

// A field that claims a type of two bytes in one byte is left out.
func TestFITTooShortField(t *testing.T) {
	data := fitFile(t, shortRun(3)...)
	// The heart rate of the record definition: field 3, one byte, uint8.
	at := bytes.Index(data, []byte{fieldnum.RecordHeartRate, 1, byte(basetype.Uint8)})
	data[at], data[at+2] = fieldnum.RecordPower, byte(basetype.Uint16)
	a := parseOne(t, withCRC(data))
	for _, r := range a.Records {
		if r.Has(training.PowerChannel) || !r.Has(training.PositionChannel|training.DistanceChannel) {
			t.Fatalf("got %+v, want position and distance without power", r)
		}
	}
}
