// Package parse turns the bytes of one file into activities. It knows a file
// by its content, never by its name: FIT through muktihari/fit with
// tormoder/fit behind it, GPX through a token reader with gpxgo behind it, TCX
// through the like of that reader. [ExportList] reads the list of activities
// that lies in an export beside them.
//
// It gives one [training.Activity] per session (FIT), track (GPX) or activity
// (TCX), with nothing worked out: a reading that is missing, a sentinel or
// impossible is absent. Doubtful data is kept and named in a warning; a file
// that gives nothing is refused with a [FormatError], [IntegrityError] or
// [UnsupportedError] that says why and what its owner can do.
//
// No input makes it panic, and it needs memory in proportion to the input
// alone, whatever sizes the input claims.
package parse

import (
	"fmt"

	"secondwind/internal/training"
)

// Version rises when a parse would read more out of the same bytes.
const Version = 2

// MaxBytes caps one unpacked file. The longest real activities (a month of
// records each second) stay below 100 MB.
const MaxBytes = 256 << 20

// File reads one unpacked payload and returns its activities, one per session,
// in the order of their starts. The name serves messages alone. The error is a
// *FormatError, *IntegrityError or *UnsupportedError.
func File(name string, data []byte) ([]training.Activity, error) {
	if len(data) > MaxBytes {
		return nil, &FormatError{
			File:   name,
			Reason: fmt.Sprintf("%d MB is too large for an activity", len(data)>>20),
			Hint:   "export single activities instead of one file for all",
		}
	}
	switch Sniff(data) {
	case FIT:
		return parseFIT(name, data)
	case GPX:
		return parseGPX(name, data)
	case TCX:
		return parseTCX(name, data)
	case Gzip, Zip:
		return nil, &FormatError{
			File:   name,
			Reason: "an archive lies where an activity was expected",
			Hint:   "unpack it first",
		}
	}
	return nil, unknownContent(name, data)
}
