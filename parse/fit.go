package parse

import (
	"errors"
	"fmt"

	"secondwind/internal/training"
)

// parseFIT reads every FIT file of the chain that a payload may be. Where one
// gives an activity, damage to the others is a warning. What a chest strap adds
// behind belongs to all activities of the chain, by its times.
func parseFIT(name string, payload []byte) ([]training.Activity, error) {
	blocks, junk := splitFIT(payload)
	if len(blocks) == 0 {
		return nil, &IntegrityError{File: name, Reason: "cut off within the header", Hint: copyAgain}
	}
	var activities []training.Activity
	var beats []beat
	var refusals []error
	for i := range blocks {
		found, kept, err := readBlock(name, &blocks[i])
		if err != nil {
			refusals = append(refusals, err)
		}
		activities = append(activities, found...)
		beats = append(beats, kept...)
	}
	if len(activities) == 0 {
		return nil, refusals[0]
	}
	fillHeartRates(activities, beats)
	last := &activities[len(activities)-1]
	for _, err := range refusals {
		// A strap's heart rates or a watch's settings between activities are sound.
		if unsupported := (*UnsupportedError)(nil); !errors.As(err, &unsupported) {
			last.Warnings = append(last.Warnings, truncated("a part of it: %s", withoutName(err)))
		}
	}
	if junk > 0 {
		last.Warnings = append(last.Warnings, truncated("%d bytes are no FIT and were left out", junk))
	}
	return activities, nil
}

// withoutName says a refusal without the name of the file, which the receipt
// of a warning has beside it.
func withoutName(err error) string {
	if integrity := (*IntegrityError)(nil); errors.As(err, &integrity) {
		return describe("", integrity.Offset, integrity.Line, integrity.Reason, integrity.Err)
	}
	if format := (*FormatError)(nil); errors.As(err, &format) {
		return describe("", format.Offset, format.Line, format.Reason, format.Err)
	}
	return err.Error()
}

func truncated(format string, args ...any) training.Warning {
	return training.Warning{Code: training.Truncated, Detail: fmt.Sprintf(format, args...)}
}

// readBlock turns one block into its activities and what a chest strap kept.
func readBlock(name string, b *fitBlock) ([]training.Activity, []beat, error) {
	d, warnings, err := decodeBlock(b)
	if kind := notActivity(d); kind != "" {
		return nil, d.beats, notActivityError(name, kind, b)
	}
	d.cut = b.cut()
	warnings = append(b.warnings(), warnings...)
	if err != nil && !b.cut() {
		warnings = append(warnings, truncated("cannot be read to the end: %v", err))
	}
	if d.overfull {
		warnings = append(warnings, truncated("what follows the first %d records was left out", maxRecords))
	}
	activities := d.activities(warnings)
	if len(activities) == 0 {
		return nil, d.beats, emptyBlockError(name, b, d, err)
	}
	return activities, d.beats, nil
}

// decodeBlock tries the main reader, the main reader on masked base types and
// the second reader, until one gives something. The error is that of the
// reader whose data is returned.
func decodeBlock(b *fitBlock) (*fitData, []training.Warning, error) {
	d, err := readMain(b, b.data)
	if err == nil {
		return d, nil, nil
	}
	if masked, changed := maskBaseTypes(b.data); changed {
		again, againErr := readMain(b, masked)
		if len(again.records) > len(d.records) || againErr == nil {
			d, err = again, againErr
		}
	}
	if !d.empty() || err == nil {
		return d, nil, err
	}
	second, secondErr := readSecond(b, b.data)
	if second.empty() {
		return d, nil, err
	}
	return second, []training.Warning{{Code: training.SecondReader, Detail: err.Error()}}, secondErr
}

// copyAgain is the way out of a damaged file.
const copyAgain = "copy the file again from the watch, or export it again"

func emptyBlockError(name string, b *fitBlock, d *fitData, err error) error {
	sound := err == nil && !b.cut() && !b.badCRC
	switch {
	case sound && len(d.beats) > 0:
		return notActivityError(name, "heart-rate", b)
	case b.cut() || b.badCRC:
		reason := "damaged: nothing in it can be read"
		switch {
		case len(d.beats) > 0:
			reason = "damaged: a part of the heart rates of a chest strap is missing"
		case b.missing > 0:
			reason = fmt.Sprintf("cut off before the first record: %d bytes are missing", b.missing)
		}
		return &IntegrityError{File: name, Offset: int64(b.offset), Reason: reason, Hint: copyAgain, Err: err}
	case err != nil:
		return &FormatError{File: name, Offset: int64(b.offset), Reason: "not readable as FIT", Hint: copyAgain, Err: err}
	}
	return &UnsupportedError{
		File: name, Offset: int64(b.offset), Kind: "empty",
		Reason: "a FIT file without a single record or a session with a date",
		Hint:   "nothing was recorded; it can be deleted",
	}
}
