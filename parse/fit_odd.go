package parse

import (
	"math"

	"github.com/muktihari/fit/profile/basetype"
	"github.com/muktihari/fit/profile/factory"
	"github.com/muktihari/fit/profile/typedef"
	"github.com/muktihari/fit/proto"
)

// fieldKey names a field of the profile.
type fieldKey struct {
	mesg typedef.MesgNum
	num  byte
}

// oddFields are the picked fields that a file defines in another type than the
// profile does, and whether they can be read all the same: a heart rate in two
// bytes, a power in one. By the profile's type, as the decoder goes by itself,
// their values and their sentinels would be misread; by their own type they are
// right. A fraction is not read, as nobody says whether it is scaled, nor is a
// value of fewer bytes than its own type has.
type oddFields map[fieldKey]bool

// OnMesgDef implements decoder.MesgDefListener. It is called before the first
// message that is so defined.
func (f *pickyFactory) OnMesgDef(m proto.MessageDefinition) {
	for _, def := range m.FieldDefinitions {
		known := pickField(m.MesgNum, def.Num).FieldBase
		if known != skippedField && known != timestampField && !sameType(def, known) {
			if f.odd == nil {
				f.odd = make(oddFields)
			}
			whole := def.BaseType != basetype.Float32 && def.BaseType != basetype.Float64
			f.odd[fieldKey{m.MesgNum, def.Num}] = whole && def.Size >= def.BaseType.Size()
		}
	}
}

// sameType reports whether a field can be read as the profile has it. A byte is
// what a base type that FIT lacks is masked as, and claims nothing.
func sameType(def proto.FieldDefinition, known *proto.FieldBase) bool {
	if known.Array || known.BaseType == basetype.String {
		return def.BaseType == known.BaseType
	}
	width := known.BaseType.Size()
	switch {
	case def.BaseType == known.BaseType, isByte(def.BaseType) && isByte(known.BaseType):
		return def.Size >= width // of several values the first is read
	case def.BaseType == basetype.Byte:
		return def.Size == width
	}
	return false
}

// isByte reports whether a type is one byte with 255 for "no reading".
func isByte(t basetype.BaseType) bool {
	return t == basetype.Enum || t == basetype.Uint8 || t == basetype.Byte
}

// oddField is a field that the decoder reads by the type of its definition: so
// it does with all that bear this name.
func oddField(num byte, readable bool) proto.Field {
	if !readable {
		return proto.Field{FieldBase: skippedField}
	}
	return proto.Field{FieldBase: &proto.FieldBase{Name: factory.NameUnknown, Num: num, Scale: 1}}
}

// mendOddFields turns the values of odd fields into those of the profile's
// type, of which there is none where the number does not fit.
func mendOddFields(m *proto.Message) {
	for i := range m.Fields {
		f := &m.Fields[i]
		if f.Name != factory.NameUnknown {
			continue
		}
		known := pickField(m.Num, f.Num).FieldBase
		v, ok := number(f.Value)
		f.Value = proto.Value{}
		if ok && !known.Array {
			f.Value = integer(v, known.BaseType)
		}
	}
}

// integer returns a value of an integer type, an invalid one where v is out of
// its range.
func integer(v float64, t basetype.BaseType) proto.Value {
	switch {
	case isByte(t) && v >= 0 && v <= math.MaxUint8:
		return proto.Uint8(uint8(v))
	case t == basetype.Uint16 && v >= 0 && v <= math.MaxUint16:
		return proto.Uint16(uint16(v))
	case t == basetype.Uint32 && v >= 0 && v <= math.MaxUint32:
		return proto.Uint32(uint32(v))
	case t == basetype.Sint8 && v >= math.MinInt8 && v <= math.MaxInt8:
		return proto.Int8(int8(v))
	case t == basetype.Sint32 && v >= math.MinInt32 && v <= math.MaxInt32:
		return proto.Int32(int32(v))
	}
	return proto.Value{}
}

// number reads a numeric value of any width that is no sentinel.
func number(v proto.Value) (float64, bool) {
	switch v.Type() {
	case proto.TypeUint8:
		return float64(v.Uint8()), v.Uint8() != basetype.Uint8Invalid
	case proto.TypeUint16:
		return float64(v.Uint16()), v.Uint16() != basetype.Uint16Invalid
	case proto.TypeUint32:
		return float64(v.Uint32()), v.Uint32() != basetype.Uint32Invalid
	case proto.TypeInt8:
		return float64(v.Int8()), v.Int8() != basetype.Sint8Invalid
	case proto.TypeInt16:
		return float64(v.Int16()), v.Int16() != basetype.Sint16Invalid
	case proto.TypeInt32:
		return float64(v.Int32()), v.Int32() != basetype.Sint32Invalid
	case proto.TypeInt64:
		return float64(v.Int64()), v.Int64() != basetype.Sint64Invalid
	case proto.TypeUint64:
		return float64(v.Uint64()), v.Uint64() != basetype.Uint64Invalid
	case proto.TypeFloat32:
		return float64(v.Float32()), !math.IsNaN(float64(v.Float32()))
	case proto.TypeFloat64:
		return v.Float64(), !math.IsNaN(v.Float64())
	}
	return 0, false
}
