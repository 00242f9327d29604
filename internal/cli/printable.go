package cli

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Line returns text as one line that is safe to show on a terminal: several lines
// become parts of one, and what could move the cursor or change colours is escaped.
func Line(text string) string {
	var parts []string
	for part := range strings.SplitSeq(text, "\n") {
		if part = strings.TrimSpace(part); part != "" && !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	var b strings.Builder
	for _, r := range strings.Join(parts, "; ") {
		if unicode.IsPrint(r) {
			b.WriteRune(r)
		} else {
			b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		}
	}
	return b.String()
}

// Printable returns a name as it is safe to show on a terminal: quoted where it
// holds characters that could move the cursor or change colours. File names can
// hold anything.
func Printable(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.Quote(name)
	}
	return name
}
