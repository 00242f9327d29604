package profile

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// mostShown is how much of a value a message repeats, in characters.
const mostShown = 40

// shortened returns foreign text as far as a message repeats it, without what could
// move a cursor.
func shortened(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range strings.ToValidUTF8(s, "\ufffd") {
		if n++; n > mostShown*2 {
			return b.String() + "…"
		}
		if unicode.IsSpace(r) {
			r = ' '
		}
		if unicode.IsPrint(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// quoted returns foreign text in quotes, cut to what a message repeats.
func quoted(s string) string {
	if runes := []rune(s); len(runes) > mostShown {
		s = string(runes[:mostShown]) + "…"
	}
	return strconv.Quote(s)
}

// shown returns a value of the file as a message repeats it.
func shown(value any) string {
	switch v := value.(type) {
	case string:
		return quoted(v)
	case int64, bool:
		return fmt.Sprint(v)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case time.Time:
		return v.Format(time.DateOnly)
	}
	return kindOf(value)
}

// kindOf names the kind of a value.
func kindOf(value any) string {
	switch v := value.(type) {
	case string:
		if v == "" {
			return "empty"
		}
		return "text"
	case int64, float64:
		return "a number"
	case bool:
		return "true or false"
	case time.Time:
		return "a date"
	case map[string]any:
		return "a table"
	}
	return "a list"
}
