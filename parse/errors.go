package parse

import (
	"fmt"
	"strings"
)

// FormatError refuses a file that is no valid activity file.
type FormatError struct {
	File   string
	Offset int64  // byte at which reading stopped; 0 if it says nothing
	Line   int    // line at which reading stopped, for XML; 0 if unknown
	Reason string // the plain cause
	Hint   string // a way out
	Err    error  // what the reader said, if it said anything
}

// Error says which file was refused, where and why.
func (e *FormatError) Error() string { return describe(e.File, e.Offset, e.Line, e.Reason, e.Err) }

// Unwrap returns what the reader said.
func (e *FormatError) Unwrap() error { return e.Err }

// IntegrityError refuses a file that was cut off or damaged before anything
// could be kept of it.
type IntegrityError struct {
	File   string
	Offset int64
	Line   int
	Reason string
	Hint   string
	Err    error
}

// Error says which file was refused, where and why.
func (e *IntegrityError) Error() string { return describe(e.File, e.Offset, e.Line, e.Reason, e.Err) }

// Unwrap returns what the reader said.
func (e *IntegrityError) Unwrap() error { return e.Err }

// UnsupportedError refuses a file that is valid and holds no activity.
type UnsupportedError struct {
	File   string
	Offset int64
	Line   int
	// Kind is what the file is instead: "monitoring", "settings", "course",
	// "route", "waypoints", "workout", …
	Kind   string
	Reason string
	Hint   string
	Err    error
}

// Error says which file was refused and why.
func (e *UnsupportedError) Error() string {
	return describe(e.File, e.Offset, e.Line, e.Reason, e.Err)
}

// Unwrap returns what the reader said.
func (e *UnsupportedError) Unwrap() error { return e.Err }

func describe(file string, offset int64, line int, reason string, err error) string {
	var b strings.Builder
	b.WriteString(file)
	if line > 0 {
		fmt.Fprintf(&b, ":%d", line)
	}
	if file != "" {
		b.WriteString(": ")
	}
	b.WriteString(reason)
	if offset > 0 {
		fmt.Fprintf(&b, " (at byte %d)", offset)
	}
	if err != nil {
		fmt.Fprintf(&b, ": %v", err)
	}
	return b.String()
}
