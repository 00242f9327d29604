package parse

import (
	"errors"
	"fmt"
	"strings"

	"github.com/muktihari/fit/decoder"
	"github.com/muktihari/fit/profile/typedef"
	"github.com/muktihari/fit/profile/untyped/fieldnum"
	"github.com/muktihari/fit/profile/untyped/mesgnum"
	"github.com/muktihari/fit/proto"
)

// readBufferBytes is what the decoder reads at a time; with its own 4 KB it
// spends its time refilling (platform 8).
const readBufferBytes = 64 << 10

// readMain reads a block with muktihari/fit, no further than file_id if that
// promises no activity. It returns what was read up to an error as well. data
// stands in for the block's own messages.
func readMain(b *fitBlock, data []byte) (d *fitData, err error) {
	d = newFITData()
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("decoder panicked: %v", p)
		}
	}()
	factory := new(pickyFactory)
	dec := decoder.New(b.reader(data),
		decoder.WithIgnoreChecksum(),
		decoder.WithBroadcastOnly(),
		decoder.WithMesgDefListener(factory),
		decoder.WithMesgListener(&fitListener{data: d, factory: factory}),
		decoder.WithFactory(factory),
		decoder.WithReadBufferSize(min(readBufferBytes, len(data)+minFITHeader+fitCRCBytes)),
	)
	// Peeking decodes up to file_id, the first message of a sound file: for
	// files without an activity that is all that is ever decoded.
	switch _, err := dec.PeekFileId(); {
	case errors.Is(err, decoder.ErrPeekNoFileId): // and has read all there is
		return d, nil
	case err != nil:
		return d, err
	case neverActivity(d.fileType):
		return d, nil
	}
	d.makeRoom(data)
	_, err = dec.Decode()
	return d, err
}

// fitListener picks what an activity needs out of the stream of messages.
type fitListener struct {
	data    *fitData
	factory *pickyFactory
	apps    []appField
	strap   strapClock
}

// OnMesg takes one message. The decoder reuses its memory, so only values and
// cloned strings are kept.
func (l *fitListener) OnMesg(m proto.Message) {
	if l.factory.odd != nil {
		mendOddFields(&m)
	}
	switch m.Num {
	case mesgnum.Record:
		l.record(&m)
	case mesgnum.Event:
		l.event(&m)
	case mesgnum.Lap:
		l.lap(&m)
	case mesgnum.Session:
		l.session(&m)
	case mesgnum.Activity:
		l.data.setOffset(
			fitTime(m.FieldValueByNum(fieldnum.ActivityTimestamp).Uint32()),
			fitTime(m.FieldValueByNum(fieldnum.ActivityLocalTimestamp).Uint32()))
	case mesgnum.FileId:
		l.fileID(&m)
	case mesgnum.Sport:
		l.data.sport = typedef.Sport(m.FieldValueByNum(fieldnum.SportSport).Uint8())
		l.data.subSport = typedef.SubSport(m.FieldValueByNum(fieldnum.SportSubSport).Uint8())
	case mesgnum.Workout:
		l.data.name = text(m.FieldValueByNum(fieldnum.WorkoutWktName))
	case mesgnum.FieldDescription:
		l.describe(&m)
	case mesgnum.Hr:
		l.heartRates(&m)
	}
}

func (l *fitListener) record(m *proto.Message) {
	raw := blankRecord()
	for i := range m.Fields {
		v := m.Fields[i].Value
		switch m.Fields[i].Num {
		case fieldnum.RecordTimestamp:
			raw.time = v.Uint32()
		case fieldnum.RecordPositionLat:
			raw.lat = v.Int32()
		case fieldnum.RecordPositionLong:
			raw.lon = v.Int32()
		case fieldnum.RecordAltitude:
			raw.altitude = v.Uint16()
		case fieldnum.RecordEnhancedAltitude:
			raw.enhancedAltitude = v.Uint32()
		case fieldnum.RecordDistance:
			raw.distance = v.Uint32()
		case fieldnum.RecordSpeed:
			raw.speed = v.Uint16()
		case fieldnum.RecordEnhancedSpeed:
			raw.enhancedSpeed = v.Uint32()
		case fieldnum.RecordHeartRate:
			raw.heartRate = v.Uint8()
		case fieldnum.RecordCadence:
			raw.cadence = v.Uint8()
		case fieldnum.RecordFractionalCadence:
			raw.fraction = v.Uint8()
		case fieldnum.RecordPower:
			raw.power = v.Uint16()
		case fieldnum.RecordTemperature:
			raw.temperature = v.Int8()
		case fieldnum.RecordCompressedSpeedDistance:
			raw.packed = v.SliceUint8()
		}
	}
	if len(l.apps) > 0 {
		raw.app = l.appReadings(m)
	}
	l.data.add(&raw)
}

func (l *fitListener) event(m *proto.Message) {
	if m.FieldValueByNum(fieldnum.EventEvent).Uint8() != uint8(typedef.EventTimer) {
		return
	}
	at, ok := fitTime(m.FieldValueByNum(fieldnum.EventTimestamp).Uint32()).Get()
	stopped, known := timerStops(typedef.EventType(m.FieldValueByNum(fieldnum.EventEventType).Uint8()))
	if ok && known {
		l.data.timer = append(l.data.timer, timerEvent{at: at, stopped: stopped})
	}
}

func (l *fitListener) lap(m *proto.Message) {
	trigger := m.FieldValueByNum(fieldnum.LapLapTrigger).Uint8()
	elapsed := fitSeconds(m.FieldValueByNum(fieldnum.LapTotalElapsedTime).Uint32()).Or(0)
	end := fitTime(m.FieldValueByNum(fieldnum.LapTimestamp).Uint32()).Or(0)
	l.data.laps = append(l.data.laps, fitLap{
		start:     fitTime(m.FieldValueByNum(fieldnum.LapStartTime).Uint32()).Or(end - elapsed),
		elapsed:   elapsed,
		timer:     fitSeconds(m.FieldValueByNum(fieldnum.LapTotalTimerTime).Uint32()),
		distanceM: fitMetres(m.FieldValueByNum(fieldnum.LapTotalDistance).Uint32()),
		manual:    trigger == uint8(typedef.LapTriggerManual),
		sport:     typedef.Sport(m.FieldValueByNum(fieldnum.LapSport).Uint8()),
	})
}

func (l *fitListener) session(m *proto.Message) {
	s := fitSession{
		start:    fitTime(m.FieldValueByNum(fieldnum.SessionStartTime).Uint32()).Or(0),
		end:      fitTime(m.FieldValueByNum(fieldnum.SessionTimestamp).Uint32()).Or(0),
		sport:    typedef.Sport(m.FieldValueByNum(fieldnum.SessionSport).Uint8()),
		subSport: typedef.SubSport(m.FieldValueByNum(fieldnum.SessionSubSport).Uint8()),
	}
	s.totals.Elapsed = fitSeconds(m.FieldValueByNum(fieldnum.SessionTotalElapsedTime).Uint32())
	s.totals.Timer = fitSeconds(m.FieldValueByNum(fieldnum.SessionTotalTimerTime).Uint32())
	s.totals.DistanceM = fitMetres(m.FieldValueByNum(fieldnum.SessionTotalDistance).Uint32())
	s.totals.AscentM = fitCount(m.FieldValueByNum(fieldnum.SessionTotalAscent).Uint16())
	s.totals.DescentM = fitCount(m.FieldValueByNum(fieldnum.SessionTotalDescent).Uint16())
	s.totals.CaloriesKcal = fitCount(m.FieldValueByNum(fieldnum.SessionTotalCalories).Uint16())
	s.totals.HeartRateBPM = fitHeartRate(m.FieldValueByNum(fieldnum.SessionAvgHeartRate).Uint8())
	l.data.sessions = append(l.data.sessions, s)
}

// fileID takes the first file_id alone: it is that of the block.
func (l *fitListener) fileID(m *proto.Message) {
	if l.data.hasID {
		return
	}
	l.data.hasID = true
	l.data.fileType = typedef.File(m.FieldValueByNum(fieldnum.FileIdType).Uint8())
	l.data.device = fitDevice{
		maker:   typedef.Manufacturer(m.FieldValueByNum(fieldnum.FileIdManufacturer).Uint16()),
		product: m.FieldValueByNum(fieldnum.FileIdProduct).Uint16(),
		name:    text(m.FieldValueByNum(fieldnum.FileIdProductName)),
	}
}

// text clones a string value, which lies in the decoder's memory.
func text(v proto.Value) string {
	if v.Type() != proto.TypeString {
		return ""
	}
	return strings.TrimSpace(strings.ToValidUTF8(strings.Clone(v.String()), "\ufffd"))
}
