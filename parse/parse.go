// Package parse turns the bytes of one file into activities. It knows a file
// by its content, never by its name: FIT through muktihari/fit with
// tormoder/fit behind it, GPX through a token reader with gpxgo behind it, TCX
// through the like of that reader. [ExportList] reads the list of activities
// that lies in an export beside them.
//
// It gives one [training.Activity] per session (FIT), track (GPX) or activity
// (TCX), with nothing worked out: a reading that is missing, a sentinel or
// impossible is absent. Tracks of GPX that go on where another ends are one
// activity. Doubtful data is kept and named in a warning, what concerns the file
// as a whole in one activity alone; a file that gives nothing is refused with a
// [FormatError], [IntegrityError] or [UnsupportedError] that says why and what
// its owner can do.
//
// No input makes it panic, and it needs memory in proportion to the input
// alone, whatever sizes the input claims.
package parse

import (
	"fmt"
	"slices"

	"secondwind/internal/training"
)

// Version rises when a parse would read more out of the same bytes.
const Version = 2

// MaxBytes caps one unpacked file. The longest real activities (a month of
// records each second) stay below 100 MB.
const MaxBytes = 256 << 20

// maxXMLBytes caps GPX and TCX, of which a day of points each second takes
// 50 MB at the most. Points of a few bytes, as nobody writes them, may take four
// times their size in memory.
const maxXMLBytes = 128 << 20

// maxRecords is a month of 31 days at a record a second. It bounds what a made-up
// file of tiny records can take.
const maxRecords = 2_700_000

// maxActivities is more than the history of anyone who has it in one file.
const maxActivities = 10_000

// File reads one unpacked payload and returns its activities, one per session,
// in the order of their starts. The name serves messages alone. The error is a
// *FormatError, *IntegrityError or *UnsupportedError.
func File(name string, data []byte) ([]training.Activity, error) {
	format := Sniff(data)
	limit := MaxBytes
	if format == GPX || format == TCX {
		limit = maxXMLBytes
	}
	if len(data) > limit {
		return nil, tooMuch(name, fmt.Sprintf("%d MB is too large for an activity", len(data)>>20))
	}
	activities, err := read(name, format, data)
	slices.SortStableFunc(activities, func(a, b training.Activity) int { return a.Start.Compare(b.Start) })
	return activities, err
}

// read reads a payload of a format, and returns its activities as they come.
func read(name string, format Format, data []byte) ([]training.Activity, error) {
	switch format {
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

// tooMuch refuses a file that holds more than one activity can.
func tooMuch(name, reason string) error {
	return &FormatError{File: name, Reason: reason, Hint: "export single activities instead of one file for all"}
}

// tellOnce adds the doubts about a file as a whole, each to one of its
// activities: that its end is missing to the last, the others to the first.
func tellOnce(activities []training.Activity, doubts []training.Warning) {
	for _, w := range doubts {
		a := &activities[0]
		if w.Code == training.Truncated || w.Code == training.NoSession {
			a = &activities[len(activities)-1]
		}
		a.Warnings = append(a.Warnings, w)
	}
}
