package parse

import (
	"bytes"
	"encoding/xml"
	"io"
)

// elements takes the elements of an XML document as they come.
type elements interface {
	start(e xml.StartElement)
	// end takes the local name and the text of an element since its last inner one;
	// the text is valid until end returns.
	end(name string, text []byte)
}

// readElements reads a document that repairXML went over by its tokens alone,
// without asking that they nest: nothing grows with the depth of the document.
func readElements(document []byte, to elements) error {
	_, err := readSound(document, to)
	return err
}

// readSound also returns how far it came.
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
