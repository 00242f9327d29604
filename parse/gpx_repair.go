package parse

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// repairXML returns a document as UTF-8 that encoding/xml can read through, and
// what had to be repaired for that, in words; empty for a sound document, which
// is returned as it is.
//
//	another charset          read by its declaration
//	bytes that are no UTF-8  read as Windows-1252, which apps write undeclared
//	control characters       become blanks
//	a bare or unknown &      becomes &amp;, an entity of HTML its character
//	a < that begins no tag   becomes &lt;
//
// It refuses what would cost encoding/xml many times its own size.
func repairXML(data []byte) (text []byte, repairs string, err error) {
	if order := utf16Order(data); order != nil {
		data = fromUTF16(data, order)
	} else if label := declaredCharset(data); label != "" && !isReallyUTF8(data) {
		data = decodeCharset(data, label)
	}
	data = bytes.TrimPrefix(data, []byte(utf8BOM))
	switch {
	case len(data) > maxXMLBytes:
		return nil, "", errCrowded
	case hasLongRun(data):
		return nil, "", errLongRun
	}
	r := repairer{in: data, most: max(maxFewRepairs, len(data)/minBytesPerRepair)}
	r.run()
	switch {
	case r.count == 0:
		return data, "", nil
	case r.count > r.most:
		return nil, "", errNoText
	}
	return append(r.out, data[r.copied:]...), fmt.Sprintf("%d characters that XML forbids", r.count), nil
}

var (
	errLongRun = errors.New("a tag or a text is longer than any device writes")
	errNoText  = errors.New("most of it is no text")
)

// A document in a charset that it does not declare has a few names to repair;
// one that needs more than a repair in so many bytes is no text.
const (
	maxFewRepairs     = 1000
	minBytesPerRepair = 16
	maxGrowth         = len("&amp;") - len("&") // of a document, by a repair
)

const (
	// maxTagBytes is far beyond the root element with all its name spaces. A tag
	// of millions of attributes would take fifty times its size.
	maxTagBytes = 64 << 10
	// maxTextRun is beyond a picture that an app put into a text, which encoding/xml
	// holds whole. So it does a comment.
	maxTextRun = 4 << 20
)

// hasLongRun reports whether an element's tag exceeds maxTagBytes, or what
// stands between two of them maxTextRun.
func hasLongRun(data []byte) bool {
	for {
		open := bytes.IndexByte(data, '<')
		if open > maxTextRun || open < 0 && len(data) > maxTextRun {
			return true
		}
		if open < 0 {
			return false
		}
		data = data[open+1:]
		if len(data) <= maxTagBytes {
			return false
		}
		if data[0] == '!' || data[0] == '?' {
			continue
		}
		end := bytes.IndexByte(data[:maxTagBytes], '>')
		if end < 0 {
			return true
		}
		data = data[end:]
	}
}

// declaredCharset returns the charset that an XML declaration names, empty for
// none and UTF-8.
func declaredCharset(data []byte) string {
	head := bytes.TrimLeft(bytes.TrimPrefix(data, []byte(utf8BOM)), " \t\r\n")
	declaration, _, found := bytes.Cut(head[:min(len(head), 256)], []byte("?>"))
	if !found || !bytes.HasPrefix(declaration, []byte("<?xml")) {
		return ""
	}
	_, value, found := bytes.Cut(declaration, []byte("encoding"))
	if !found {
		return ""
	}
	value = bytes.TrimLeft(value, " \t\r\n=")
	if len(value) < 2 {
		return ""
	}
	label, _, _ := strings.Cut(string(value[1:]), string(value[:1]))
	switch label = strings.ToLower(strings.TrimSpace(label)); label {
	case "utf-8", "utf8", "utf-16": // declared as UTF-16 and none: the bytes say better
		return ""
	}
	return label
}

// isReallyUTF8 reports whether a document has letters beyond ASCII and all of
// them in UTF-8, which no text in another charset has by chance: editors rewrite
// a document and leave its declaration.
func isReallyUTF8(data []byte) bool {
	return utf8.Valid(data) && bytes.ContainsFunc(data, func(c rune) bool { return c >= utf8.RuneSelf })
}

// decodeCharset turns a document of a known charset into UTF-8; one of an
// unknown charset stays as it is, for the repairs to make it readable.
func decodeCharset(data []byte, label string) []byte {
	r, err := charset.NewReaderLabel(label, bytes.NewReader(data))
	if err != nil {
		return data
	}
	decoded, err := io.ReadAll(io.LimitReader(r, maxXMLBytes+1))
	if err != nil {
		return data
	}
	return decoded
}

// repairer copies a document only from the first repair on.
type repairer struct {
	in     []byte
	out    []byte
	copied int // bytes of in that are dealt with in out
	count  int
	most   int // repairs after which run gives up
	// literal is where a CDATA section or comment ends, in which an ampersand is
	// one.
	literal int
}

// suspicious marks the bytes that need a closer look.
var suspicious = func() (marks [256]bool) {
	for c := range 0x20 {
		marks[c] = true
	}
	for c := utf8.RuneSelf; c <= 0xff; c++ {
		marks[c] = true
	}
	marks['\t'], marks['\n'], marks['\r'] = false, false, false
	marks['&'], marks['<'] = true, true
	return marks
}()

func (r *repairer) run() {
	for i := 0; i < len(r.in) && r.count <= r.most; {
		if !suspicious[r.in[i]] {
			i++
			continue
		}
		if i < r.literal && (r.in[i] == '<' || r.in[i] == '&') {
			i++
			continue
		}
		r.enter(i)
		size, instead := inspect(r.in[i:])
		if instead != "" {
			if r.out == nil {
				r.out = make([]byte, 0, len(r.in)+maxGrowth*r.most)
			}
			r.out = append(r.out, r.in[r.copied:i]...)
			r.out = append(r.out, instead...)
			r.copied = i + size
			r.count++
		}
		i += size
	}
}

// enter notes where the section ends that begins at i, if one does.
func (r *repairer) enter(i int) {
	end := ""
	switch rest := r.in[i:]; {
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		end = "]]>"
	case bytes.HasPrefix(rest, []byte("<!--")):
		end = "-->"
	default:
		return
	}
	r.literal = len(r.in)
	if length := bytes.Index(r.in[i:], []byte(end)); length >= 0 {
		r.literal = i + length
	}
}

// inspect looks at a suspicious byte and what belongs to it: how long it is,
// and what should stand there instead, empty if it may stay.
func inspect(b []byte) (size int, instead string) {
	switch {
	case b[0] == '&':
		return inspectEntity(b)
	case b[0] == '<' && len(b) > 1 && !beginsTag(b[1]):
		return 1, "&lt;"
	case b[0] == '<':
		return 1, ""
	case b[0] < utf8.RuneSelf:
		return 1, " "
	}
	c, size := utf8.DecodeRune(b)
	switch {
	case c == utf8.RuneError && size == 1:
		return 1, string(windows1252(b[0]))
	case c == 0xfffe || c == 0xffff:
		return size, " "
	}
	return size, ""
}

// beginsTag reports whether a byte may follow the < of a tag.
func beginsTag(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf || strings.IndexByte("/!?_:", c) >= 0
}

// maxEntityBytes is longer than any entity that XML knows.
const maxEntityBytes = 12

// inspectEntity looks at an ampersand.
func inspectEntity(b []byte) (size int, instead string) {
	end := bytes.IndexByte(b[:min(len(b), maxEntityBytes)], ';')
	if end < 0 {
		return 1, "&amp;"
	}
	size = end + 1
	switch name := string(b[1:end]); name {
	case "amp", "lt", "gt", "quot", "apos":
		return size, ""
	default:
		if !strings.HasPrefix(name, "#") {
			return inspectHTML(b[:size])
		}
		if !isCharacterReference(name[1:]) {
			return size, " "
		}
	}
	return size, ""
}

// inspectHTML looks at an entity that XML does not know.
func inspectHTML(entity []byte) (size int, instead string) {
	if c := html.UnescapeString(string(entity)); !strings.ContainsAny(c, "&<>;") {
		return len(entity), c
	}
	return 1, "&amp;"
}

// isCharacterReference reports whether digits name a character that XML allows.
func isCharacterReference(digits string) bool {
	base := 10
	if strings.HasPrefix(digits, "x") {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil {
		return false
	}
	c := rune(n)
	return c == '\t' || c == '\n' || c == '\r' ||
		c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd || c >= 0x10000 && c <= utf8.MaxRune
}

// windows1252 is Latin-1, with punctuation where that has control characters.
func windows1252(b byte) rune {
	const punctuation = "€\u0020‚ƒ„…†‡ˆ‰Š‹Œ\u0020Ž\u0020\u0020‘’“”•–—˜™š›œ\u0020žŸ"
	if b >= 0x80 && b < 0xa0 {
		return []rune(punctuation)[b-0x80]
	}
	return rune(b)
}
