package cli

import (
	"strconv"
	"strings"
	"unicode"
)

// Printable returns text as it is safe to show on a terminal: quoted where it
// holds characters that could move the cursor or change colours. File names can
// hold anything.
func Printable(text string) string {
	if strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.Quote(text)
	}
	return text
}
