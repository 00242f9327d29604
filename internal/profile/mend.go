package profile

import (
	"errors"
	"regexp"
	"strings"

	"github.com/BurntSushi/toml"
)

// A file that is half-written, or that holds a slip, is no TOML, and the TOML reader
// gives nothing of it. What lies below the first heading of a profile is mended by
// leaving out what is at fault, a statement at a time; every line keeps its number.

// mostFaults are mended of one file; one with more is no profile with a slip.
const mostFaults = 10

// fault is a part of a file that is no TOML.
type fault struct {
	line int
	key  string // of the statement, or the heading
	text string
}

// mended reads a text as TOML, without what is at fault in its profiles. The error is
// that of the TOML reader where nothing can be read.
func mended(text string) (table, []fault, error) {
	var faults []fault
	for n := 0; ; n++ {
		root, err := parse(text)
		var syntax toml.ParseError
		if err == nil || n == mostFaults || !errors.As(err, &syntax) {
			return root, faults, err
		}
		if day := impossibleDay(text, syntax); day != "" {
			start := syntax.Position.Start
			text = text[:start] + `"` + day + `"` + text[start+len(day):]
			continue
		}
		rest, out, ok := without(text, syntax)
		if !ok {
			return table{}, nil, err
		}
		text, faults = rest, append(faults, out)
	}
}

// dayLike is how a day begins, whether the calendar has it or not.
var dayLike = regexp.MustCompile(`^\d{4}-\d{1,2}-\d{1,2}`)

// impossibleDay returns the value at fault where it is like a day and none of the
// calendar. As a text it is told of with its key, as everything is that is no day.
func impossibleDay(text string, err toml.ParseError) string {
	from, to := err.Position.Start, err.Position.Start+err.Position.Len
	if from < 0 || to > len(text) || !strings.HasPrefix(err.Message, "invalid datetime") || !dayLike.MatchString(text[from:to]) {
		return ""
	}
	return strings.TrimSpace(text[from:to])
}

var (
	// statementLike is how a line begins that is the first of a statement.
	statementLike = regexp.MustCompile(`^\s*(\[|[\w."'-]+\s*=)`)
	// headingLike is how a line begins that names a table.
	headingLike = regexp.MustCompile(`^\s*\[+\s*[\w"']`)
	// profileLike is a heading of a profile.
	profileLike = regexp.MustCompile(`^\s*\[+\s*["']?` + athletes + `\b`)
)

// without blanks the statement that a fault lies in; of a heading, all that stands
// below it. Above the profiles nothing is left out: settings are strict.
func without(text string, err toml.ParseError) (string, fault, bool) {
	lines := strings.Split(text, "\n")
	at := faultLine(text, err)
	first := statementBefore(text, at)
	if first < 1 || first > len(lines) {
		return "", fault{}, false
	}
	isNext := statementLike
	if headingLike.MatchString(lines[first-1]) {
		isNext = headingLike
	}
	last := first
	for last < len(lines) && !isNext.MatchString(lines[last]) {
		last++
	}
	profiles := false
	for _, line := range lines[:first] {
		profiles = profiles || profileLike.MatchString(line)
	}
	if !profiles {
		return "", fault{}, false
	}
	out := fault{line: first, key: keyLike(lines[first-1]), text: noTOML(err)}
	if at <= last {
		out.line = at
	}
	for i := first - 1; i < last; i++ {
		lines[i] = ""
	}
	return strings.Join(lines, "\n"), out, true
}

// faultLine returns the line of a fault. The TOML reader counts the end of a line to
// the next one.
func faultLine(text string, err toml.ParseError) int {
	return 1 + strings.Count(text[:min(max(err.Position.Start, 0), len(text))], "\n")
}

// statementBefore returns the line in which the last statement begins that a line
// belongs to or follows; 0 for none. Up to a fault the text reads as TOML does.
func statementBefore(text string, line int) int {
	s := newScanner(text)
	s.scan()
	first := 0
	for _, began := range s.begun {
		if began <= line {
			first = began
		}
	}
	return first
}

// keyLike returns what a line gives a value to, or the table that it names.
func keyLike(line string) string {
	key, _, _ := strings.Cut(line, "=")
	return strings.Trim(key, " \t\r[]")
}

// noTOML says what the TOML reader has against a file, and where it found a bare word
// or the quotes of a letter, how a text is written.
func noTOML(err toml.ParseError) string {
	said := strings.TrimSuffix(shortened(err.Message), ".")
	if strings.HasPrefix(err.Message, "expected value but found ") {
		said += `; a text stands in straight quotes, "like this"`
	}
	return "this is no TOML (" + said + ")"
}
