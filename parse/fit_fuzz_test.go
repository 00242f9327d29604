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
	"github.com/muktihari/fit/profile/untyped/mesgnum"
	"github.com/muktihari/fit/proto"
)

func FuzzFIT(f *testing.F) {
	addSamples(f, FIT)
	whole := fitFile(f, shortRun(5)...)
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add(slices.Concat(whole, whole))
	f.Add(slices.Concat(whole, whole[:len(whole)-30], whole))
	f.Add(withDataSize(whole, 0))
	f.Add(fitFile(f, fileID(typedef.FileSettings)))
	f.Add(fitFile(f, append(shortRun(5), timer(1, typedef.EventTypeStop), timer(3, typedef.EventTypeStart),
		session(typedef.SportCycling, 3, 5))...))
	f.Add(fitFile(f, fileID(typedef.FileActivity), lapAt(0, 5, nil), lapAt(5, 5, nil)))
	strap := []proto.Message{
		anchor(0, 0, math.MaxUint32-strapTicks, 100), beatsAt([]uint32{0, strapTicks, 2 * strapTicks}, 101, 102, 103),
	}
	f.Add(fitFile(f, append(swim(5), strap...)...))
	f.Add(slices.Concat(fitFile(f, swim(5)...), strapFile(f, strap...)))
	f.Add(appFile(f, fields{fieldnum.FieldDescriptionNativeFieldNum: uint8(fieldnum.RecordPower), fieldnum.FieldDescriptionScale: uint8(10)}, proto.Uint16(2310), nil))
	f.Add(appFile(f, fields{
		fieldnum.FieldDescriptionNativeMesgNum: uint16(mesgnum.Record),
		fieldnum.FieldDescriptionFieldName:     []string{"RP_Power"}, fieldnum.FieldDescriptionUnits: []string{"W"},
	}, proto.Uint16(231), nil))
	r := recordAt(0, fields{fieldnum.RecordCompressedSpeedDistance: packSpeedDistance(310, 4000)})
	r.Fields = append(r.Fields, retyped(fieldnum.RecordHeartRate, basetype.Uint16, proto.Uint16(150)))
	f.Add(fitFile(f, fileID(typedef.FileActivity), r, session(typedef.SportRunning, 0, 1)))
	var compressed bytes.Buffer
	enc := encoder.New(&compressed, encoder.WithHeaderOption(encoder.HeaderOptionCompressedTimestamp, 3), encoder.WithBigEndian())
	if err := enc.Encode(&proto.FIT{Messages: shortRun(40)}); err != nil {
		f.Fatal(err)
	}
	f.Add(compressed.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) { checkFile(t, data) })
}
