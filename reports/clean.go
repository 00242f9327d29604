package reports

import (
	"strings"
	"unicode"
)

const (
	// maxLiteral is how much of a foreign name is shown, in characters: two lines of
	// a phone.
	maxLiteral = 80
	// maxNotice is how much of a notice or a cause is shown, which are sentences.
	maxNotice = 300
)

// Clean makes text from a file fit to be shown as text: blanks are joined,
// control characters and the marks that turn the direction of writing left out,
// bytes that are no text replaced, and what is longer than a line or two is cut.
// A name written from right to left is isolated, so that it cannot reorder the
// words around it. It does not escape: each writer does, for its own format.
func Clean(s string) string { return cleanTo(s, maxLiteral) }

// cleanTo is Clean with a length of its own.
func cleanTo(s string, most int) string {
	const isolate, pop = "\u2068", "\u2069"
	var b strings.Builder
	shown, gap, rightToLeft := 0, false, false
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case unicode.IsSpace(r):
			gap = shown > 0
			continue
		case hidden(r):
			continue
		}
		if shown >= most {
			b.WriteRune('…')
			break
		}
		if gap {
			b.WriteByte(' ')
			shown++
			gap = false
		}
		b.WriteRune(r)
		shown++
		rightToLeft = rightToLeft || unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko)
	}
	if rightToLeft {
		return isolate + b.String() + pop
	}
	return b.String()
}

// cleanPath is Clean for the path of a file: its name and folder are what its
// owner knows it by, so the beginning is what a long one loses.
func cleanPath(path string) string {
	parts := strings.FieldsFunc(path, func(r rune) bool { return r == '/' || r == '\\' })
	if len(parts) <= 2 {
		return Clean(path)
	}
	return Clean("…/" + strings.Join(parts[len(parts)-2:], "/"))
}

// hidden reports whether a character shows nothing or moves others: controls,
// direction marks, private ones. The joiner stays: emoji of
// several people and some scripts need it.
func hidden(r rune) bool {
	const zeroWidthJoiner, zeroWidthNonJoiner = '\u200d', '\u200c'
	if r == zeroWidthJoiner || r == zeroWidthNonJoiner {
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs) || r == '\u2028' || r == '\u2029'
}
