package parse

import (
	"testing"

	"github.com/muktihari/fit/profile/basetype"
	"github.com/muktihari/fit/profile/typedef"
	"github.com/muktihari/fit/profile/untyped/fieldnum"
	"github.com/muktihari/fit/profile/untyped/mesgnum"
	"github.com/muktihari/fit/proto"

	"secondwind/internal/training"
)

// appFile is a run of one record with a field of an app on the watch. The
// description's message, its number and its scale may be left out.
func appFile(tb testing.TB, description fields, value proto.Value, own fields) []byte {
	tb.Helper()
	all := fields{
		fieldnum.FieldDescriptionDeveloperDataIndex:    uint8(0),
		fieldnum.FieldDescriptionFieldDefinitionNumber: uint8(4),
		fieldnum.FieldDescriptionFitBaseTypeId:         uint8(basetype.Uint16),
	}
	for n, v := range description {
		all[n] = v
	}
	r := recordAt(0, own)
	r.DeveloperFields = []proto.DeveloperField{{Num: 4, DeveloperDataIndex: 0, Value: value}}
	return fitFile(
		tb, fileID(typedef.FileActivity),
		message(mesgnum.DeveloperDataId, fields{fieldnum.DeveloperDataIdDeveloperDataIndex: uint8(0)}),
		message(mesgnum.FieldDescription, all), r, session(typedef.SportRunning, 0, 1))
}

func TestFITAppFields(t *testing.T) {
	const (
		mesg   = fieldnum.FieldDescriptionNativeMesgNum
		native = fieldnum.FieldDescriptionNativeFieldNum
		name   = fieldnum.FieldDescriptionFieldName
		units  = fieldnum.FieldDescriptionUnits
	)
	named := func(n, u string) fields {
		return fields{mesg: uint16(mesgnum.Record), name: []string{n}, units: []string{u}}
	}
	place := fields{fieldnum.RecordDistance: uint32(100)}
	tests := []struct {
		name        string
		description fields
		value       proto.Value
		own         fields
		want        training.Record
	}{
		{
			"power by number",
			fields{mesg: uint16(mesgnum.Record), native: uint8(fieldnum.RecordPower)},
			proto.Uint16(231), nil,
			training.Record{Channels: training.PowerChannel, PowerW: 231},
		},
		{
			"power by number, without a message",
			fields{native: uint8(fieldnum.RecordPower)},
			proto.Uint16(231), nil,
			training.Record{Channels: training.PowerChannel, PowerW: 231},
		},
		{
			"the watch's own power goes first",
			fields{native: uint8(fieldnum.RecordPower)},
			proto.Uint16(231),
			fields{fieldnum.RecordPower: uint16(200)},
			training.Record{Channels: training.PowerChannel, PowerW: 200},
		},
		{"power by name", named("Power", "Watts"), proto.Uint16(231), nil, training.Record{Channels: training.PowerChannel, PowerW: 231}},
		{"Garmin's running power", named("RP_Power", "W"), proto.Uint16(231), nil, training.Record{Channels: training.PowerChannel, PowerW: 231}},
		{"running power", named("Running Power", "watt"), proto.Uint16(231), nil, training.Record{Channels: training.PowerChannel, PowerW: 231}},
		{"no power but by name", named("Form Power", "Watts"), proto.Uint16(70), nil, training.Record{}},
		{"power in another unit", named("Power", "kJ"), proto.Uint16(231), nil, training.Record{}},
		{"a target", named("target_power", "watts"), proto.Uint16(231), nil, training.Record{}},
		{
			"of the lap",
			fields{mesg: uint16(mesgnum.Lap), native: uint8(fieldnum.RecordPower), name: []string{"Power"}, units: []string{"W"}},
			proto.Uint16(231), nil,
			training.Record{},
		},
		{"another field", fields{mesg: uint16(mesgnum.Record), native: uint8(fieldnum.RecordGrade), name: []string{"Power"}, units: []string{"W"}}, proto.Uint16(231), nil, training.Record{}},
		{
			"heart rate",
			fields{native: uint8(fieldnum.RecordHeartRate)},
			proto.Uint16(141), place,
			training.Record{Channels: training.HeartRateChannel | training.DistanceChannel, HeartRateBPM: 141, DistanceM: 1},
		},
		{
			"the watch's own heart rate goes first",
			fields{native: uint8(fieldnum.RecordHeartRate)},
			proto.Uint16(141),
			fields{fieldnum.RecordHeartRate: uint8(150)},
			training.Record{Channels: training.HeartRateChannel, HeartRateBPM: 150},
		},
		{
			"cadence",
			fields{native: uint8(fieldnum.RecordCadence)},
			proto.Uint16(85), nil,
			training.Record{Channels: training.CadenceChannel, CadenceSPM: 170},
		},
		{
			"the watch's own cadence goes first",
			fields{native: uint8(fieldnum.RecordCadence)},
			proto.Uint16(85),
			fields{fieldnum.RecordCadence: uint8(90)},
			training.Record{Channels: training.CadenceChannel, CadenceSPM: 180},
		},
		{
			"with scale and offset",
			fields{native: uint8(fieldnum.RecordPower), fieldnum.FieldDescriptionScale: uint8(10), fieldnum.FieldDescriptionOffset: int8(-5)},
			proto.Uint16(2310), nil,
			training.Record{Channels: training.PowerChannel, PowerW: 236},
		},
		{"absent", fields{native: uint8(fieldnum.RecordPower)}, proto.Uint16(basetype.Uint16Invalid), nil, training.Record{}},
		{"impossible", fields{native: uint8(fieldnum.RecordHeartRate)}, proto.Uint16(260), nil, training.Record{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := parseOne(t, appFile(t, test.description, test.value, test.own))
			if got := a.Records[0]; got != test.want {
				t.Errorf("got  %+v\nwant %+v", got, test.want)
			}
		})
	}
}
