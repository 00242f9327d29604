package parse

import (
	"strings"

	"github.com/muktihari/fit/profile/basetype"
	"github.com/muktihari/fit/profile/untyped/fieldnum"
	"github.com/muktihari/fit/profile/untyped/mesgnum"
	"github.com/muktihari/fit/proto"

	"secondwind/internal/training"
)

// appField is a field that an app on the watch added to the records and that
// stands for a reading of the profile.
type appField struct {
	index, number byte
	reading       byte // the record's field that it stands for
	scale, offset float64
}

// appReadings are what apps on the watch measured for a record; negative: nothing.
type appReadings struct {
	power, heartRate, cadence float64
}

// fill gives a record what the watch itself did not measure.
func (a *appReadings) fill(r *training.Record) {
	if !r.Has(training.PowerChannel) {
		setPower(r, a.power)
	}
	if !r.Has(training.HeartRateChannel) {
		setHeartRate(r, a.heartRate)
	}
	if !r.Has(training.CadenceChannel) {
		setCadence(r, a.cadence)
	}
}

// appPowerNames are the names by which apps that name no field of the profile
// call running power, in lower case. "Form power" and "target power" are
// something else.
var appPowerNames = map[string]bool{
	"power":         true,
	"rp_power":      true, // Garmin's own Running Power
	"running power": true,
	"run power":     true,
	"running_power": true,
	"stryd power":   true,
}

var wattUnits = map[string]bool{"w": true, "watt": true, "watts": true}

// describe remembers a developer field of the records that stands for a reading.
func (l *fitListener) describe(m *proto.Message) {
	mesg := m.FieldValueByNum(fieldnum.FieldDescriptionNativeMesgNum).Uint16()
	// Several apps leave the message out and mean the record.
	if mesg != mesgnum.Record && mesg != basetype.Uint16Invalid {
		return
	}
	f := appField{
		index:   m.FieldValueByNum(fieldnum.FieldDescriptionDeveloperDataIndex).Uint8(),
		number:  m.FieldValueByNum(fieldnum.FieldDescriptionFieldDefinitionNumber).Uint8(),
		reading: m.FieldValueByNum(fieldnum.FieldDescriptionNativeFieldNum).Uint8(),
		scale:   1,
	}
	switch f.reading {
	case fieldnum.RecordPower, fieldnum.RecordHeartRate, fieldnum.RecordCadence:
	case basetype.Uint8Invalid:
		name := firstText(m.FieldValueByNum(fieldnum.FieldDescriptionFieldName))
		units := firstText(m.FieldValueByNum(fieldnum.FieldDescriptionUnits))
		if !appPowerNames[strings.ToLower(name)] || !wattUnits[strings.ToLower(units)] {
			return
		}
		f.reading = fieldnum.RecordPower
	default:
		return
	}
	if s := m.FieldValueByNum(fieldnum.FieldDescriptionScale).Uint8(); s != basetype.Uint8Invalid && s != 0 {
		f.scale = float64(s)
	}
	if o := m.FieldValueByNum(fieldnum.FieldDescriptionOffset).Int8(); o != basetype.Sint8Invalid {
		f.offset = float64(o)
	}
	l.apps = append(l.apps, f)
}

// appReadings returns what apps on the watch measured for a record.
func (l *fitListener) appReadings(m *proto.Message) *appReadings {
	found := appReadings{power: -1, heartRate: -1, cadence: -1}
	for i := range m.DeveloperFields {
		field := &m.DeveloperFields[i]
		for _, app := range l.apps {
			if field.DeveloperDataIndex != app.index || field.Num != app.number {
				continue
			}
			v, ok := number(field.Value)
			if !ok {
				continue
			}
			v = v/app.scale - app.offset
			switch app.reading {
			case fieldnum.RecordPower:
				found.power = v
			case fieldnum.RecordHeartRate:
				found.heartRate = v
			case fieldnum.RecordCadence:
				found.cadence = v
			}
		}
	}
	return &found
}

// firstText returns the first string of an array.
func firstText(v proto.Value) string {
	if v.Type() != proto.TypeSliceString || len(v.SliceString()) == 0 {
		return text(v)
	}
	return text(proto.String(v.SliceString()[0]))
}
