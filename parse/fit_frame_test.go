package parse

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/muktihari/fit/profile/basetype"
	"github.com/muktihari/fit/profile/typedef"
	"github.com/muktihari/fit/profile/untyped/fieldnum"
	"github.com/muktihari/fit/profile/untyped/mesgnum"
	"github.com/muktihari/fit/proto"

	"secondwind/internal/training"
)

// hrmTail is what a heart-rate belt appends after a swim: a FIT file that
// begins without file_id.
func hrmTail() []byte {
	b := []byte{12, 0x20, 0, 0, 11, 0, 0, 0, '.', 'F', 'I', 'T', 0x40, 0, 0, 132, 0, 1, 6, 1, 2, 0, 120}
	return binary.LittleEndian.AppendUint16(b, fitCRC(0, b))
}

func TestFITFrame(t *testing.T) {
	whole := fitFile(t, shortRun(50)...)
	flipped := bytes.Clone(whole)
	flipped[len(flipped)-1] ^= 0xff
	headless := bytes.Clone(whole)
	headless[12], headless[13] = 0, 0
	headless[len(headless)-2], headless[len(headless)-1] = 0, 0
	crc := fitCRC(0, headless[:len(headless)-2])
	headless[len(headless)-2], headless[len(headless)-1] = byte(crc), byte(crc>>8)
	settings := fitFile(t, fileID(typedef.FileSettings))

	tests := []struct {
		name       string
		data       []byte
		activities int
		records    int // of the last activity
		codes      []training.WarningCode
	}{
		{"whole", whole, 1, 50, nil},
		{"header without checksum", headless, 1, 50, nil},
		{"bad checksum", flipped, 1, 50, []training.WarningCode{training.BadChecksum}},
		{"two bytes short", whole[:len(whole)-2], 1, 50, []training.WarningCode{training.Truncated}},
		{"session cut off", whole[:len(whole)-20], 1, 50, []training.WarningCode{training.Truncated, training.NoSession}},
		{"never finished", withDataSize(whole, 0), 1, 50, []training.WarningCode{training.Truncated}},
		{"claims 1 GiB", withDataSize(whole, 1<<30), 1, 50, []training.WarningCode{training.Truncated}},
		{"trailing zeros", append(bytes.Clone(whole), make([]byte, 100)...), 1, 50, nil},
		{"trailing junk", append(bytes.Clone(whole), "rubbish"...), 1, 50, []training.WarningCode{training.Truncated}},
		{"chained", slices.Concat(whole, whole), 2, 50, nil},
		{"chained, the first cut", slices.Concat(whole[:len(whole)-20], whole), 2, 50, nil},
		{"chained, the first a byte short", slices.Concat(whole[:len(whole)-1], whole), 2, 50, nil},
		{"chained, the first with a bad checksum", slices.Concat(flipped, whole), 2, 50, nil},
		{"chained with junk between", slices.Concat(whole, []byte("rubbish"), whole), 2, 50, []training.WarningCode{training.Truncated}},
		{"chained with padding between", slices.Concat(whole, make([]byte, 100), whole), 2, 50, nil},
		{"what looks like a header", slices.Concat(whole, whole[:14]), 1, 50, []training.WarningCode{training.Truncated}},
		{"chained behind settings", slices.Concat(settings, whole), 1, 50, nil},
		{"with the tail of a heart-rate belt", slices.Concat(whole, hrmTail()), 1, 50, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			activities, err := File("test.fit", test.data)
			if err != nil {
				t.Fatal(err)
			}
			if len(activities) != test.activities {
				t.Fatalf("got %d activities, want %d", len(activities), test.activities)
			}
			last := activities[len(activities)-1]
			if len(last.Records) != test.records {
				t.Errorf("got %d records, want %d", len(last.Records), test.records)
			}
			if got := warningCodes(last); !slices.Equal(got, test.codes) {
				t.Errorf("got warnings %v, want %v", last.Warnings, test.codes)
			}
		})
	}
}

// Wherever a file is cut, what came before is kept as it was.
func TestFITCutAnywhere(t *testing.T) {
	whole := fitFile(t, shortRun(20)...)
	all := parseOne(t, whole).Records
	kept := 0
	for end := range len(whole) {
		activities, err := File("cut.fit", whole[:end])
		if err != nil {
			if kept > 0 {
				t.Fatalf("cut after %d bytes: %v, after %d records were read of less", end, err, kept)
			}
			continue
		}
		records := activities[0].Records
		if len(records) < kept || !slices.Equal(records, all[:len(records)]) {
			t.Fatalf("cut after %d bytes: records differ from those of the whole file", end)
		}
		kept = len(records)
	}
	if kept != len(all) {
		t.Errorf("the longest cut keeps %d records, want %d", kept, len(all))
	}
}

func TestNextBlock(t *testing.T) {
	whole := fitFile(t, shortRun(1)...)
	behind := func(file []byte) []byte { return slices.Concat([]byte("rubbish"), file) }
	data := bytes.Clone(whole)
	data[14] = 0 // a message before any definition
	for name, c := range map[string]struct {
		payload []byte
		want    int // -1: none
	}{
		"whole":               {behind(whole), 7},
		"a byte short":        {behind(whole[:len(whole)-1]), -1},
		"a header alone":      {behind(whole[:14]), -1},
		"empty":               {behind(withDataSize(whole, 0)), -1},
		"without definition":  {behind(data), -1},
		"behind another mark": {behind(slices.Concat([]byte(".FIT.FIT"), whole)), 15},
	} {
		end := len(c.payload)
		if c.want < 0 {
			c.want = end
		}
		if got := nextBlock(c.payload, end); got != c.want {
			t.Errorf("%s: got %d, want %d", name, got, c.want)
		}
		if got := nextBlock(c.payload, 7); got != 7 {
			t.Errorf("%s: got %d, want the end", name, got)
		}
	}
}

// Damage to one file of a chain is a warning on what the others give.
func TestFITChainDamage(t *testing.T) {
	whole := fitFile(t, shortRun(5)...)
	rubbish := bytes.Clone(whole)
	for i := 14; i < len(rubbish); i++ {
		rubbish[i] = 0x0f
	}
	for name, data := range map[string][]byte{
		"behind":                   slices.Concat(whole, rubbish),
		"in front":                 slices.Concat(rubbish, whole),
		"cut in half":              slices.Concat(whole, whole[:20]),
		"cut, in front":            slices.Concat(whole[:20], whole),
		"never finished, in front": slices.Concat(withDataSize(whole[:20], 0), whole),
		"junk in front":            slices.Concat(whole[:14], []byte("rubbish"), whole),
	} {
		a := parseOne(t, data)
		if got := warningCodes(a); len(a.Records) != 5 || !slices.Equal(got, []training.WarningCode{training.Truncated}) {
			t.Errorf("%s: got %d records, warnings %v; want 5, truncated", name, len(a.Records), a.Warnings)
		}
	}
}

func TestFITNothingLeft(t *testing.T) {
	whole := fitFile(t, shortRun(20)...)
	var integrity *IntegrityError
	if _, err := File("cut.fit", whole[:20]); !errors.As(err, &integrity) {
		t.Fatalf("cut in file_id: got %v, want an IntegrityError", err)
	}
	if integrity.File != "cut.fit" || integrity.Reason == "" || integrity.Hint == "" {
		t.Errorf("the error lacks a part: %+v", integrity)
	}
	var format *FormatError
	rubbish := fitFile(t, shortRun(1)...)
	for i := 14; i < len(rubbish); i++ {
		rubbish[i] = 0x0f
	}
	if _, err := File("rubbish.fit", withCRC(rubbish)); !errors.As(err, &format) {
		t.Errorf("undefined messages: got %v, want a FormatError", err)
	}
}

func TestFITInvalidBaseType(t *testing.T) {
	data := fitFile(t, shortRun(10)...)
	// Of the record's definition: the heart rate and the distance.
	for _, field := range [][]byte{
		{fieldnum.RecordHeartRate, 1, byte(basetype.Uint8)},
		{fieldnum.RecordDistance, 4, byte(basetype.Uint32)},
	} {
		data[bytes.Index(data, field)+2] = 0x55
	}
	a := parseOne(t, withCRC(data))
	if len(a.Records) != 10 || a.Records[9].HeartRateBPM != 140 || a.Records[9].DistanceM != 27 {
		t.Errorf("got %d records, want 10 with their heart rate and distance", len(a.Records))
	}
	if len(a.Warnings) != 0 {
		t.Errorf("got warnings %v, want none", a.Warnings)
	}
}

func TestWalkDefinitions(t *testing.T) {
	data := []byte{
		0x40, 0, 0, 20, 0, 1, 3, 1, 2, // local type 0: record, heart rate
		0x41, 0, 1, 0, 20, 2, 3, 1, 2, 4, 1, 2, // local type 1, big-endian: two fields
		0x62, 0, 0, 21, 0, 1, 0, 1, 0, 1, 7, 2, 0, // local type 2: event with two bytes of a developer field
		0x00, 140,
		0x81, 141, // compressed, local type 0
		0xa5, 142, 80, // compressed, local type 1
		0x02, 1, 0xff, 0xff,
		0x40, 0, 0, 34, 0, 1, 5, 4, 134, // local type 0 anew: activity
		0x03, // not defined: the walk ends
		0x40, 0, 0, 20, 0, 1, 3, 1, 2,
	}
	var got []string
	walkDefinitions(data, func(mesg typedef.MesgNum, f fieldDefinition) {
		got = append(got, fmt.Sprintf("%d.%d", mesg, f.number()))
	})
	if want := []string{"20.3", "20.3", "20.4", "21.0", "34.5"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for kind, want := range map[typedef.MesgNum]int{mesgnum.Record: 3, mesgnum.Event: 1, mesgnum.Activity: 0} {
		if n := countMessages(data, kind); n != want {
			t.Errorf("got %d messages of kind %d, want %d", n, kind, want)
		}
	}
	for end := range data { // no cut may make it read beyond the end
		walkDefinitions(data[:end:end], func(typedef.MesgNum, fieldDefinition) {})
	}
}

// forSecondReader is a file that the main reader gives nothing of: at its first
// record it meets a developer field of a base type that FIT lacks, which
// tormoder/fit passes over.
func forSecondReader(t *testing.T) []byte {
	t.Helper()
	messages := []proto.Message{
		fileID(typedef.FileActivity),
		message(mesgnum.DeveloperDataId, fields{fieldnum.DeveloperDataIdDeveloperDataIndex: uint8(0)}),
		message(mesgnum.FieldDescription, fields{
			fieldnum.FieldDescriptionDeveloperDataIndex:    uint8(0),
			fieldnum.FieldDescriptionFieldDefinitionNumber: uint8(4),
			fieldnum.FieldDescriptionFitBaseTypeId:         uint8(basetype.Uint16),
		}),
	}
	for s := range uint32(5) {
		r := recordAt(s, fields{fieldnum.RecordHeartRate: uint8(140)})
		r.DeveloperFields = []proto.DeveloperField{{Num: 4, DeveloperDataIndex: 0, Value: proto.Uint16(231)}}
		messages = append(messages, r)
	}
	messages = append(messages, session(typedef.SportRunning, 0, 5))
	data := fitFile(t, messages...)
	described := bytes.Index(data, []byte{0, 4, byte(basetype.Uint16)})
	data[described+2] = 0x55
	return withCRC(data)
}

func TestFITSecondReader(t *testing.T) {
	a := parseOne(t, forSecondReader(t))
	if len(a.Records) != 5 || a.Records[4].HeartRateBPM != 140 || a.Sport != training.Running {
		t.Errorf("got %d records of %q, want 5 of running", len(a.Records), a.Sport)
	}
	if got := warningCodes(a); !slices.Equal(got, []training.WarningCode{training.SecondReader}) {
		t.Errorf("got warnings %v, want second-reader", a.Warnings)
	}
}

// TestFITConcurrently is for the race detector: the second reader's library
// keeps state of its own.
func TestFITConcurrently(t *testing.T) {
	files := [][]byte{forSecondReader(t), fitFile(t, shortRun(5)...)}
	var readers sync.WaitGroup
	for range 4 {
		for _, data := range files {
			readers.Go(func() {
				if activities, err := File("test.fit", data); err != nil || len(activities[0].Records) != 5 {
					t.Errorf("got %d activities and error %v, want one of 5 records", len(activities), err)
				}
			})
		}
	}
	readers.Wait()
}

func TestFITCRC(t *testing.T) {
	// The check value of CRC-16/ARC.
	if got := fitCRC(0, []byte("123456789")); got != 0xbb3d {
		t.Errorf("got %#x, want 0xbb3d", got)
	}
	data := bytes.Repeat([]byte("second wind "), 10)
	for cut := range data {
		if got, want := fitCRC(fitCRC(0, data[:cut]), data[cut:]), fitCRC(0, data); got != want {
			t.Fatalf("cut at %d: got %#x, want %#x", cut, got, want)
		}
	}
}
