package parse

import (
	"encoding/binary"
	"slices"

	"github.com/muktihari/fit/profile/basetype"
	"github.com/muktihari/fit/profile/typedef"
)

// fieldDefinition is the three bytes by which a definition message describes a
// field: number, size and base type. Changing them changes the data.
type fieldDefinition []byte

func (f fieldDefinition) number() byte                { return f[0] }
func (f fieldDefinition) size() byte                  { return f[1] }
func (f fieldDefinition) baseType() basetype.BaseType { return basetype.BaseType(f[2]) }

// The first byte of a FIT message says what follows.
const (
	compressedHeader = 0x80
	definitionHeader = 0x40
	developerHeader  = 0x20
	localTypeMask    = 0x0f
)

// maskBaseTypes returns the messages with every base type that FIT doesn't
// know called a byte, and whether there was one: muktihari/fit refuses a file
// for one such field. It reads known fields by its profile's type anyway, so
// nothing else is lost.
func maskBaseTypes(data []byte) (masked []byte, changed bool) {
	masked = slices.Clone(data)
	walkDefinitions(masked, func(_ typedef.MesgNum, f fieldDefinition) {
		if !f.baseType().Valid() {
			f[2] = byte(basetype.Byte)
			changed = true
		}
	})
	return masked, changed
}

// unknownFieldNumber is in no message of the profile.
const unknownFieldNumber = 251

// maskForeignFields returns the messages with every field renamed to one that
// no profile knows, but for those that pickField picks and that agree with
// the profile in type and size. tormoder/fit refuses a whole file for a single
// field that doesn't, whether anyone reads it or not (formats 4.1).
func maskForeignFields(data []byte) []byte {
	masked := slices.Clone(data)
	walkDefinitions(masked, func(mesg typedef.MesgNum, f fieldDefinition) {
		known := pickField(mesg, f.number())
		if isByte(f.baseType()) && isByte(known.BaseType) {
			f[2] = byte(known.BaseType)
		}
		agrees := f.baseType() == known.BaseType && (f.size() == known.BaseType.Size() || known.Array || known.BaseType == basetype.String)
		if known.FieldBase == skippedField || !agrees {
			f[0], f[2] = unknownFieldNumber, byte(basetype.Byte)
		}
	})
	return masked
}

// walkDefinitions shows every field definition among the messages, until the
// end or the first byte that makes no sense.
func walkDefinitions(data []byte, visit func(typedef.MesgNum, fieldDefinition)) {
	walkMessages(data, visit, func(typedef.MesgNum) {})
}

// countMessages counts the messages of one kind, likewise.
func countMessages(data []byte, kind typedef.MesgNum) int {
	n := 0
	walkMessages(data, func(typedef.MesgNum, fieldDefinition) {}, func(k typedef.MesgNum) {
		if k == kind {
			n++
		}
	})
	return n
}

// walkMessages shows field definitions and the kinds of other messages.
func walkMessages(data []byte, visit func(typedef.MesgNum, fieldDefinition), met func(typedef.MesgNum)) {
	var sizes [localTypeMask + 1]int // of a local type's message; 0: not defined
	var kinds [localTypeMask + 1]typedef.MesgNum
	for at := 0; at < len(data); {
		header := data[at]
		at++
		switch {
		case header&compressedHeader != 0:
			local := header >> 5 & 0x3
			if sizes[local] == 0 {
				return
			}
			met(kinds[local])
			at += sizes[local]
		case header&definitionHeader != 0:
			size, length := visitDefinition(data[at:], header&developerHeader != 0, visit)
			if length == 0 {
				return
			}
			sizes[header&localTypeMask] = size
			kinds[header&localTypeMask] = definedMessage(data[at:])
			at += length
		default:
			local := header & localTypeMask
			if sizes[local] == 0 {
				return
			}
			met(kinds[local])
			at += sizes[local]
		}
	}
}

// visitDefinition shows the fields of one definition message. It returns the
// size of the data messages that it defines and its own length, 0 if it is cut.
func visitDefinition(b []byte, developer bool, visit func(typedef.MesgNum, fieldDefinition)) (size, length int) {
	const fixed = 5 // reserved, architecture, message number (2), count of fields
	if len(b) < fixed {
		return 0, 0
	}
	mesg := definedMessage(b)
	length = fixed + 3*int(b[4])
	if len(b) < length {
		return 0, 0
	}
	for f := range slices.Chunk(b[fixed:length], 3) {
		size += int(f[1])
		visit(mesg, f)
	}
	if !developer {
		return size, length
	}
	if len(b) == length {
		return 0, 0
	}
	end := length + 1 + 3*int(b[length])
	if len(b) < end {
		return 0, 0
	}
	for f := range slices.Chunk(b[length+1:end], 3) {
		size += int(f[1])
	}
	return size, end
}

// definedMessage returns what kind of message a definition is for.
func definedMessage(b []byte) typedef.MesgNum {
	if b[1] != 0 {
		return typedef.MesgNum(binary.BigEndian.Uint16(b[2:]))
	}
	return typedef.MesgNum(binary.LittleEndian.Uint16(b[2:]))
}
