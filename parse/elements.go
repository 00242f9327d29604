package parse

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
)

// elements takes the elements of an XML document as they come.
type elements interface {
	start(e xml.StartElement)
	// end takes the local name and the text of an element since its last inner one;
	// the text is valid until end returns.
	end(name string, text []byte)
	// resume is called where reading goes on behind a damaged stretch.
	resume()
}

// maxDamages is how many damaged stretches are passed over. A document with
// more has been mixed with something else.
const maxDamages = 1000

// readElements reads a document that repairXML went over by its tokens alone,
// without asking that they nest: nothing grows with the depth of the document.
// Behind a tag that cannot be read it goes on with the next element of one of
// the names: a broken point is no reason to lose an hour. It says what was left
// out; the error is that of the last stretch, if nothing follows.
func readElements(document []byte, to elements, names ...string) (damaged string, _ error) {
	stretches, first := 0, 0
	for offset, line := 0, 0; ; stretches++ {
		end, err := readSound(document[offset:], to)
		var syntax *xml.SyntaxError
		if errors.As(err, &syntax) {
			syntax.Line += line
			if first == 0 {
				first = syntax.Line
			}
		}
		next := nextElement(document[offset+end:], names)
		if err == nil || next < 0 || stretches == maxDamages {
			if stretches > 0 {
				damaged = fmt.Sprintf("damaged stretches left out: %d, the first in line %d", stretches, first)
			}
			return damaged, err
		}
		line += bytes.Count(document[offset:offset+end+next], []byte("\n"))
		offset += end + next
		to.resume()
	}
}

// nextElement returns where the next element of one of the names begins, -1 for
// nowhere.
func nextElement(text []byte, names []string) int {
	const longest = 64 // longer than any of the names with a prefix
	for at := 0; ; at++ {
		open := bytes.IndexByte(text[at:], '<')
		if open < 0 {
			return -1
		}
		at += open
		tag := text[at+1:]
		if slices.Contains(names, localName(tag[:min(len(tag), longest)])) {
			return at
		}
	}
}

// readSound reads up to the first tag that cannot be read, and returns how far
// it came.
func readSound(document []byte, to elements) (end int, err error) {
	tokens := xml.NewDecoder(bytes.NewReader(document))
	tokens.Strict = false
	// repairXML has made it UTF-8, whatever it declares.
	tokens.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	var text bytes.Buffer
	for {
		token, err := tokens.RawToken()
		if err == io.EOF {
			return len(document), nil
		}
		if err != nil {
			return int(tokens.InputOffset()), err
		}
		switch t := token.(type) {
		case xml.StartElement:
			text.Reset()
			to.start(t)
		case xml.CharData:
			text.Write(t[:min(len(t), maxTextBytes-text.Len())])
		case xml.EndElement:
			to.end(t.Name.Local, text.Bytes())
			text.Reset()
		}
	}
}
