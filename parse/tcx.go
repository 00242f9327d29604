package parse

import (
	"errors"

	"secondwind/internal/training"
)

// tcxDocument is what is picked out of a TCX document.
type tcxDocument struct {
	activities []tcxActivity
	courses    int
	workouts   int
	warnings   []training.Warning
}

// empty reports whether nothing at all was found.
func (d *tcxDocument) empty() bool { return len(d.activities)+d.courses+d.workouts == 0 }

// maxTCXLaps is more than the history of an old training program holds in one
// file.
const maxTCXLaps = 100_000

// parseTCX reads a TCX document and returns one activity per <Activity> and per
// <Transition> between two.
func parseTCX(name string, data []byte) ([]training.Activity, error) {
	d, err := readTCX(data)
	if errors.Is(err, errCrowded) {
		return nil, tooMuch(name, err.Error())
	}
	if err != nil {
		return nil, &FormatError{
			File: name, Line: lineOf(err), Reason: "not readable as TCX",
			Hint: "export it again", Err: err,
		}
	}
	var activities []training.Activity
	untimed := 0
	for i := range d.activities {
		t := &d.activities[i]
		untimed += t.untimed()
		if t.dated() {
			activities = append(activities, t.activity())
		}
	}
	if len(activities) == 0 {
		return nil, d.refusal(name)
	}
	tellOnce(activities, append(d.warnings, untimedPoints(untimed)...))
	return activities, nil
}

// refusal says why a document without activities holds none.
func (d *tcxDocument) refusal(name string) error {
	unsupported := func(kind, reason, hint string) error {
		return &UnsupportedError{File: name, Kind: kind, Reason: reason, Hint: hint}
	}
	const plan = "a plan of what to do; import the activity itself"
	switch {
	case len(d.activities) > 0:
		return &FormatError{
			File: name, Reason: "no times in this TCX", Hint: "export the original from your watch's site",
		}
	case d.courses > 0:
		return unsupported("course", "no activity: the file holds a course", plan)
	case d.workouts > 0:
		return unsupported("workout", "no activity: the file holds a workout", plan)
	}
	return unsupported("empty", "a TCX file without a single activity", "nothing was recorded; it can be deleted")
}
