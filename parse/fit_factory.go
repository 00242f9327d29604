package parse

import (
	"github.com/muktihari/fit/profile"
	"github.com/muktihari/fit/profile/basetype"
	"github.com/muktihari/fit/profile/factory"
	"github.com/muktihari/fit/profile/typedef"
	"github.com/muktihari/fit/profile/untyped/fieldnum"
	"github.com/muktihari/fit/profile/untyped/mesgnum"
	"github.com/muktihari/fit/proto"
)

// pickyFactory tells the decoder of the fields that fitListener reads, and
// passes every other off as one byte of no meaning. The decoder's own factory
// allocates a description for each unknown field of each record and an array
// for each array that nobody looks at, half of its time (platform 8); this one
// allocates nothing. Timestamps stay: the decoder itself needs them.
type pickyFactory struct {
	odd oddFields // of the file that is read; nil until there is one
}

// CreateField implements decoder.Factory.
func (f *pickyFactory) CreateField(mesg typedef.MesgNum, num byte) proto.Field {
	if f.odd != nil {
		if readable, odd := f.odd[fieldKey{mesg, num}]; odd {
			return oddField(num, readable)
		}
	}
	return pickField(mesg, num)
}

// pickField returns a field of the profile if it is one of those that are
// picked or a timestamp, else skippedField.
func pickField(mesg typedef.MesgNum, num byte) proto.Field {
	if num == proto.FieldNumTimestamp {
		return proto.Field{FieldBase: timestampField}
	}
	if int(mesg) < len(pickedFields) {
		if fields := pickedFields[mesg]; fields != nil && fields[num] != nil {
			return proto.Field{FieldBase: fields[num]}
		}
	}
	return proto.Field{FieldBase: skippedField}
}

var (
	skippedField = &proto.FieldBase{
		Name: "skipped", Num: basetype.Uint8Invalid, Type: profile.Byte, BaseType: basetype.Byte, Scale: 1,
	}
	timestampField = &proto.FieldBase{
		Name: "timestamp", Num: proto.FieldNumTimestamp, Type: profile.DateTime, BaseType: basetype.Uint32, Scale: 1,
	}
	// pickedFields is written once, here.
	pickedFields = pickFields(map[typedef.MesgNum][]byte{
		mesgnum.FileId: {
			fieldnum.FileIdType, fieldnum.FileIdManufacturer, fieldnum.FileIdProduct, fieldnum.FileIdProductName,
		},
		mesgnum.Record: {
			fieldnum.RecordPositionLat, fieldnum.RecordPositionLong,
			fieldnum.RecordAltitude, fieldnum.RecordEnhancedAltitude,
			fieldnum.RecordDistance, fieldnum.RecordSpeed, fieldnum.RecordEnhancedSpeed,
			fieldnum.RecordCompressedSpeedDistance,
			fieldnum.RecordHeartRate, fieldnum.RecordCadence, fieldnum.RecordFractionalCadence,
			fieldnum.RecordPower, fieldnum.RecordTemperature,
		},
		mesgnum.Event: {fieldnum.EventEvent, fieldnum.EventEventType},
		mesgnum.Lap: {
			fieldnum.LapStartTime, fieldnum.LapTotalElapsedTime, fieldnum.LapTotalTimerTime,
			fieldnum.LapTotalDistance, fieldnum.LapLapTrigger, fieldnum.LapSport,
		},
		mesgnum.Session: {
			fieldnum.SessionStartTime, fieldnum.SessionSport, fieldnum.SessionSubSport,
			fieldnum.SessionTotalElapsedTime, fieldnum.SessionTotalTimerTime, fieldnum.SessionTotalDistance,
			fieldnum.SessionTotalAscent, fieldnum.SessionTotalDescent,
			fieldnum.SessionTotalCalories, fieldnum.SessionAvgHeartRate,
		},
		mesgnum.Activity: {fieldnum.ActivityLocalTimestamp},
		mesgnum.Sport:    {fieldnum.SportSport, fieldnum.SportSubSport},
		mesgnum.Workout:  {fieldnum.WorkoutWktName},
		mesgnum.Hr: {
			fieldnum.HrFractionalTimestamp, fieldnum.HrFilteredBpm,
			fieldnum.HrEventTimestamp, fieldnum.HrEventTimestamp12,
		},
		mesgnum.DeveloperDataId: {
			fieldnum.DeveloperDataIdDeveloperDataIndex,
		},
		mesgnum.FieldDescription: {
			fieldnum.FieldDescriptionDeveloperDataIndex, fieldnum.FieldDescriptionFieldDefinitionNumber,
			fieldnum.FieldDescriptionFitBaseTypeId, fieldnum.FieldDescriptionScale, fieldnum.FieldDescriptionOffset,
			fieldnum.FieldDescriptionFieldName, fieldnum.FieldDescriptionUnits,
			fieldnum.FieldDescriptionNativeMesgNum, fieldnum.FieldDescriptionNativeFieldNum,
		},
	})
)

// pickFields takes the named fields out of the profile. Some lose the rule that
// expands them into others. For speed and altitude fitRecord does it for a tenth
// of the cost, and no enhanced value is overwritten by a plain one; footpod and
// strapClock do it for what is packed.
func pickFields(picked map[typedef.MesgNum][]byte) (table [mesgnum.DeveloperDataId + 1]*[256]*proto.FieldBase) {
	std := factory.StandardFactory()
	for mesg, nums := range picked {
		table[mesg] = new([256]*proto.FieldBase)
		for _, num := range nums {
			table[mesg][num] = std.CreateField(mesg, num).FieldBase
		}
	}
	for mesg, nums := range map[typedef.MesgNum][]byte{
		mesgnum.Record: {fieldnum.RecordSpeed, fieldnum.RecordAltitude, fieldnum.RecordCompressedSpeedDistance},
		mesgnum.Hr:     {fieldnum.HrEventTimestamp12},
	} {
		for _, num := range nums {
			plain := *table[mesg][num]
			plain.Components = nil
			table[mesg][num] = &plain
		}
	}
	return table
}
