package parse

import (
	"bytes"
	"encoding/binary"
	"testing"
	"time"

	"github.com/muktihari/fit/encoder"
	"github.com/muktihari/fit/profile/factory"
	"github.com/muktihari/fit/profile/typedef"
	"github.com/muktihari/fit/profile/untyped/fieldnum"
	"github.com/muktihari/fit/profile/untyped/mesgnum"
	"github.com/muktihari/fit/proto"
)

// noon is the start of the activities that the tests make, in seconds since the
// FIT epoch.
const noon = uint32(1_100_000_000)

var noonTime = time.Unix(fitEpoch+int64(noon), 0).UTC()

// fields are the values of a message by field number.
type fields map[byte]any

func message(num typedef.MesgNum, f fields) proto.Message {
	m := proto.Message{Num: num}
	for n := range 256 { // in order, so that equal messages give equal bytes
		if v, ok := f[byte(n)]; ok {
			m.Fields = append(m.Fields, factory.CreateField(num, byte(n)).WithValue(v))
		}
	}
	return m
}

func fileID(kind typedef.File) proto.Message {
	return message(mesgnum.FileId, fields{
		fieldnum.FileIdType:         uint8(kind),
		fieldnum.FileIdManufacturer: uint16(typedef.ManufacturerGarmin),
		fieldnum.FileIdProduct:      uint16(typedef.GarminProductFr255),
		fieldnum.FileIdTimeCreated:  noon,
	})
}

// recordAt is a record so many seconds after noon.
func recordAt(second uint32, f fields) proto.Message {
	all := fields{fieldnum.RecordTimestamp: noon + second}
	for n, v := range f {
		all[n] = v
	}
	return message(mesgnum.Record, all)
}

// session is a session message from one second after noon to another.
func session(sport typedef.Sport, from, to uint32) proto.Message {
	return message(mesgnum.Session, fields{
		fieldnum.SessionTimestamp:        noon + to,
		fieldnum.SessionStartTime:        noon + from,
		fieldnum.SessionSport:            uint8(sport),
		fieldnum.SessionTotalElapsedTime: (to - from) * 1000,
	})
}

func timer(second uint32, what typedef.EventType) proto.Message {
	return message(mesgnum.Event, fields{
		fieldnum.EventTimestamp: noon + second,
		fieldnum.EventEvent:     uint8(typedef.EventTimer),
		fieldnum.EventEventType: uint8(what),
	})
}

// fitFile encodes one FIT file, values that mean "no reading" included.
func fitFile(tb testing.TB, messages ...proto.Message) []byte {
	tb.Helper()
	var b bytes.Buffer
	whole := encoder.NewMessageValidator(encoder.ValidatorWithPreserveInvalidValues())
	enc := encoder.New(&b, encoder.WithProtocolVersion(proto.V2), encoder.WithMessageValidator(whole))
	if err := enc.Encode(&proto.FIT{Messages: messages}); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// shortRun is a run of so many seconds with a position and a heart rate.
func shortRun(seconds uint32) []proto.Message {
	messages := []proto.Message{fileID(typedef.FileActivity)}
	for s := range seconds {
		messages = append(messages, recordAt(s, fields{
			fieldnum.RecordPositionLat:  int32(50<<24 + s),
			fieldnum.RecordPositionLong: int32(10<<24 + s),
			fieldnum.RecordHeartRate:    uint8(140),
			fieldnum.RecordDistance:     s * 300,
		}))
	}
	return append(messages, session(typedef.SportRunning, 0, seconds))
}

// withDataSize rewrites the length that the header of a FIT file claims.
func withDataSize(file []byte, size uint32) []byte {
	file = bytes.Clone(file)
	binary.LittleEndian.PutUint32(file[4:], size)
	return file
}

// withCRC makes the checksums of a FIT file of 14 header bytes right again.
func withCRC(file []byte) []byte {
	file = bytes.Clone(file)
	binary.LittleEndian.PutUint16(file[12:], fitCRC(0, file[:12]))
	end := len(file) - fitCRCBytes
	binary.LittleEndian.PutUint16(file[end:], fitCRC(0, file[:end]))
	return file
}
