package parse

import (
	"bytes"
	"errors"
	"fmt"

	"secondwind/internal/training"
)

// progress is what the readers of GPX and TCX note of a document on their way
// through it.
type progress struct {
	badNumbers int
	timed      int  // points with a time that were kept
	overfull   bool // there were more than maxRecords
	ended      bool // the end of the root was seen
}

// room reports whether there is room for a point. One without a time takes none.
func (p *progress) room(timed bool) bool {
	switch {
	case !timed:
		return true
	case p.timed == maxRecords:
		p.overfull = true
		return false
	}
	p.timed++
	return true
}

// warnings says what was doubtful in a document: what was left out as damaged,
// and the error that the reader stopped at.
func (p *progress) warnings(text []byte, damaged string, err error) []training.Warning {
	warnings := repaired(damaged)
	switch line := lineOf(err); {
	case p.overfull:
		warnings = append(warnings, truncated("what follows the first %d points was left out", maxRecords))
	case p.ended:
	case line > 0:
		warnings = append(warnings, truncated("cannot be read past line %d", line))
	default:
		warnings = append(warnings, truncated("ends early, in line %d", 1+bytes.Count(text, []byte("\n"))))
	}
	return append(warnings, noNumbers(p.badNumbers)...)
}

// repaired warns of what had to be repaired in a document, if anything.
func repaired(what string) []training.Warning {
	if what == "" {
		return nil
	}
	return []training.Warning{{Code: training.Repaired, Detail: what}}
}

// noNumbers warns of readings that are no numbers, if there are any.
func noNumbers(n int) []training.Warning {
	if n == 0 {
		return nil
	}
	return []training.Warning{{Code: training.BadNumbers, Detail: plural(n, "reading") + " without a number"}}
}

// untimedPoints warns of points without a time, if there are any.
func untimedPoints(n int) []training.Warning {
	if n == 0 {
		return nil
	}
	return []training.Warning{{Code: training.UntimedPoints, Detail: plural(n, "point") + " without a time"}}
}

// plural counts things.
func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// errCrowded refuses a document before it takes the memory.
var errCrowded = errors.New("holds more than the history of anyone")
