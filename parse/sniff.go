package parse

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"
)

// Format is the kind of a file by its content.
type Format string

// The formats that Sniff knows.
const (
	Unknown Format = ""
	FIT     Format = "fit"
	GPX     Format = "gpx"
	TCX     Format = "tcx"
	Gzip    Format = "gzip"
	Zip     Format = "zip"
)

// SniffBytes is how far Sniff looks for the root of an XML document: behind a
// declaration, a doctype and a comment or two.
const SniffBytes = 4096

// Sniff tells the format of a file from its first [SniffBytes].
// Leading blanks, a byte order mark and UTF-16 are fine.
func Sniff(head []byte) Format {
	switch {
	case isFITHeader(head):
		return FIT
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return Gzip
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return Zip
	}
	switch xmlRoot(head[:min(len(head), SniffBytes)]) {
	case "gpx":
		return GPX
	case "TrainingCenterDatabase":
		return TCX
	}
	return Unknown
}

// isFITHeader reports whether a FIT header lies at the beginning. Its length is
// 12 or 14 today; the protocol lets it grow.
func isFITHeader(b []byte) bool {
	return len(b) >= minFITHeader && b[0] >= minFITHeader && string(b[8:12]) == ".FIT"
}

// xmlRoot returns the local name of the first element, empty if there is none.
func xmlRoot(head []byte) string {
	head = trimToText(head)
	for {
		open := bytes.IndexByte(head, '<')
		if open < 0 || len(bytes.TrimSpace(head[:open])) > 0 {
			return ""
		}
		head = head[open+1:]
		switch {
		case bytes.HasPrefix(head, []byte("!--")):
			_, rest, found := bytes.Cut(head, []byte("-->"))
			if !found {
				return ""
			}
			head = rest
		case bytes.HasPrefix(head, []byte("?")), bytes.HasPrefix(head, []byte("!")):
			rest, found := afterMarkup(head)
			if !found {
				return ""
			}
			head = rest
		default:
			return localName(head)
		}
	}
}

// afterMarkup skips a declaration or doctype, whose internal subset may hold
// further angle brackets.
func afterMarkup(b []byte) (rest []byte, found bool) {
	depth := 1
	for i, c := range b {
		switch c {
		case '<':
			depth++
		case '>':
			if depth--; depth == 0 {
				return b[i+1:], true
			}
		}
	}
	return nil, false
}

// localName reads an element's name without its prefix.
func localName(b []byte) string {
	end := bytes.IndexAny(b, " \t\r\n/>")
	if end < 0 {
		return ""
	}
	name := b[:end]
	if colon := bytes.IndexByte(name, ':'); colon >= 0 {
		name = name[colon+1:]
	}
	return string(name)
}

// trimToText drops a byte order mark and turns UTF-16 into UTF-8.
func trimToText(b []byte) []byte {
	if order := utf16Order(b); order != nil {
		return fromUTF16(b, order)
	}
	return bytes.TrimPrefix(b, []byte(utf8BOM))
}

const utf8BOM = "\xef\xbb\xbf"

// utf16Order returns the byte order of a UTF-16 document, nil for any other. A
// document without a mark gives itself away by its first "<".
func utf16Order(b []byte) binary.ByteOrder {
	if len(b) < 2 {
		return nil
	}
	switch string(b[:2]) {
	case "\xff\xfe", "<\x00":
		return binary.LittleEndian
	case "\xfe\xff", "\x00<":
		return binary.BigEndian
	}
	return nil
}

// fromUTF16 returns the text in UTF-8 without its mark. A stray half of a
// surrogate pair becomes the replacement character.
func fromUTF16(b []byte, order binary.ByteOrder) []byte {
	size := len(b) / 2
	for i := 0; i+1 < len(b); i += 2 {
		if order.Uint16(b[i:]) >= utf8.RuneSelf {
			size += utf8.RuneLen(utf8.RuneError) - 1
		}
	}
	text := make([]byte, 0, size)
	for i := 0; i+1 < len(b); i += 2 {
		r := rune(order.Uint16(b[i:]))
		switch {
		case r == 0xfeff && i == 0:
			continue
		case isHighSurrogate(r) && i+3 < len(b) && isLowSurrogate(rune(order.Uint16(b[i+2:]))):
			r = (r-0xd800)<<10 | (rune(order.Uint16(b[i+2:])) - 0xdc00) + 0x10000
			i += 2
		}
		text = utf8.AppendRune(text, r)
	}
	return text
}

func isHighSurrogate(r rune) bool { return r >= 0xd800 && r < 0xdc00 }
func isLowSurrogate(r rune) bool  { return r >= 0xdc00 && r < 0xe000 }

// unknownContent says as much as can be said of a file that Sniff cannot name.
func unknownContent(name string, data []byte) error {
	e := &FormatError{
		File:   name,
		Reason: "neither FIT, GPX nor TCX",
		Hint:   "export the original file from your watch's site",
	}
	text := bytes.ToLower(bytes.TrimSpace(trimToText(data[:min(len(data), SniffBytes)])))
	switch {
	case len(data) == 0:
		e.Reason = "the file is empty"
		e.Hint = "copy it again from the watch"
	case len(data) < minFITHeader:
		e.Reason = "the file is too short to be an activity"
		e.Hint = "copy it again from the watch"
	case len(bytes.Trim(data[:min(len(data), SniffBytes)], "\x00")) == 0:
		e.Reason = "the file holds nothing but zeros"
		e.Hint = "copy it again from the watch"
	case bytes.HasPrefix(text, []byte("<!doctype html")), bytes.HasPrefix(text, []byte("<html")):
		e.Reason = "a web page was saved instead of the activity"
		e.Hint = "log in to the site and download the file again"
	}
	return e
}
