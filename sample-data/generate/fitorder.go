package main

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"slices"

	"github.com/tormoder/fit/dyncrc16"
)

// tormoder's encoder lists the fields of a repeated message in the random order
// of a Go map, and writes the summary before the records, kind by kind.
// inOrder rewrites such a file: fields by number with the timestamp first, and
// messages in the order in which a watch writes them, by time, with the
// summary last. The content stays the same; the bytes no longer depend on chance.

// errNotOurs means that inOrder was given something else than encoder output.
var errNotOurs = errors.New("order FIT messages: not the output of the encoder")

// The parts of the FIT protocol that the encoder uses.
const (
	fitHeaderSize     = 14
	fitDefinition     = 0x40 // in a record header: a definition follows
	fitFieldSize      = 3
	fitDefinitionSize = 6 // of its fixed part, with the record header
	fitTimestampField = 253
)

// The messages of the files that are made here, in the profile's numbers.
const (
	msgFileID      = 0
	msgUserProfile = 3
	msgSession     = 18
	msgLap         = 19
	msgRecord      = 20
	msgEvent       = 21
	msgDeviceInfo  = 23
	msgActivity    = 34
	msgFileCreator = 49
)

// fitField is a field of a message: its definition and its bytes.
type fitField struct {
	definition [fitFieldSize]byte // number, size, base type
	data       []byte
}

// fitMessage is a data message with its fields in order.
type fitMessage struct {
	global uint16
	fields []fitField
}

// inOrder rewrites the output of fit.Encode.
func inOrder(raw []byte) ([]byte, error) {
	messages, err := readMessages(raw)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(messages, func(a, b fitMessage) int {
		return cmp.Or(cmp.Compare(a.stage(), b.stage()), cmp.Compare(a.time(), b.time()), cmp.Compare(a.rank(), b.rank()))
	})

	out := bytes.NewBuffer(slices.Clone(raw[:fitHeaderSize]))
	defined := map[uint16]byte{}
	for _, m := range messages {
		local, known := defined[m.global]
		if !known {
			local = byte(len(defined))
			defined[m.global] = local
			m.writeDefinition(out, local)
		}
		out.WriteByte(local)
		for _, f := range m.fields {
			out.Write(f.data)
		}
	}
	return binary.LittleEndian.AppendUint16(out.Bytes(), dyncrc16.Checksum(out.Bytes())), nil
}

// readMessages takes the encoder's output apart.
func readMessages(raw []byte) ([]fitMessage, error) {
	if len(raw) < fitHeaderSize+2 || raw[0] != fitHeaderSize {
		return nil, errNotOurs
	}
	rest := raw[fitHeaderSize : len(raw)-2]
	var messages []fitMessage
	var global uint16
	var fields [][fitFieldSize]byte
	for len(rest) > 0 {
		if rest[0]&fitDefinition != 0 {
			if len(rest) < fitDefinitionSize || len(rest) < fitDefinitionSize+fitFieldSize*int(rest[5]) {
				return nil, errNotOurs
			}
			global = binary.LittleEndian.Uint16(rest[3:])
			fields = fields[:0]
			for i := range int(rest[5]) {
				fields = append(fields, [fitFieldSize]byte(rest[fitDefinitionSize+fitFieldSize*i:]))
			}
			rest = rest[fitDefinitionSize+fitFieldSize*len(fields):]
			continue
		}
		m := fitMessage{global: global}
		rest = rest[1:]
		for _, f := range fields {
			size := int(f[1])
			if len(rest) < size {
				return nil, errNotOurs
			}
			m.fields = append(m.fields, fitField{definition: f, data: rest[:size]})
			rest = rest[size:]
		}
		slices.SortFunc(m.fields, func(a, b fitField) int {
			return cmp.Compare(a.number(), b.number())
		})
		messages = append(messages, m)
	}
	return messages, nil
}

// number is the field's number, with the timestamp before all others.
func (f fitField) number() int {
	if f.definition[0] == fitTimestampField {
		return -1
	}
	return int(f.definition[0])
}

// stage is the part of the file that a message belongs to: who wrote it, what
// happened, the summary.
func (m fitMessage) stage() int {
	switch m.global {
	case msgFileID:
		return 0
	case msgFileCreator:
		return 1
	case msgDeviceInfo, msgUserProfile:
		return 2
	case msgSession:
		return 4
	case msgActivity:
		return 5
	}
	return 3
}

// time is the message's timestamp in seconds; 0 for none.
func (m fitMessage) time() uint32 {
	for _, f := range m.fields {
		if f.number() < 0 {
			return binary.LittleEndian.Uint32(f.data)
		}
	}
	return 0
}

// rank orders what happens in one second: the timer starts, a point is
// written, a lap ends, the timer stops.
func (m fitMessage) rank() int {
	const eventType, start = 1, 0
	switch m.global {
	case msgRecord:
		return 1
	case msgLap:
		return 2
	case msgEvent:
		for _, f := range m.fields {
			if f.number() == eventType && f.data[0] == start {
				return 0
			}
		}
		return 3
	}
	return 0
}

func (m fitMessage) writeDefinition(out *bytes.Buffer, local byte) {
	out.Write([]byte{fitDefinition | local, 0, 0})
	out.Write(binary.LittleEndian.AppendUint16(nil, m.global))
	out.WriteByte(byte(len(m.fields)))
	for _, f := range m.fields {
		out.Write(f.definition[:])
	}
}
