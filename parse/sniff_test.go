package parse

import (
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"
)

// inUTF16 encodes a text with a byte order mark.
func inUTF16(text string, order binary.AppendByteOrder) []byte {
	b := order.AppendUint16(nil, 0xfeff)
	for _, unit := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, unit)
	}
	return b
}

func TestSniff(t *testing.T) {
	tests := []struct {
		name string
		head string
		want Format
	}{
		{"FIT of 14 header bytes", "\x0e\x20\x00\x00\x10\x00\x00\x00.FIT\x00\x00", FIT},
		{"FIT of 12 header bytes", "\x0c\x10\x00\x00\x10\x00\x00\x00.FIT", FIT},
		{"FIT of an impossible header", "\x04\x10\x00\x00\x10\x00\x00\x00.FIT", Unknown},
		{"gzip", "\x1f\x8b\x08\x00", Gzip},
		{"zip", "PK\x03\x04....", Zip},
		{"GPX", `<gpx version="1.1">`, GPX},
		{"GPX with declaration", `<?xml version="1.0"?><gpx/>`, GPX},
		{"GPX behind a mark and blanks", "\xef\xbb\xbf\n  <gpx>", GPX},
		{"GPX behind a comment", "<?xml version='1.0'?><!-- <kml> --><gpx>", GPX},
		{"GPX behind a doctype with entities", `<!DOCTYPE gpx [<!ENTITY a "b">]><gpx>`, GPX},
		{"GPX with a prefix", "<g:gpx>", GPX},
		{"GPX in UTF-16", string(inUTF16("<?xml version='1.0'?><gpx>", binary.LittleEndian)), GPX},
		{"GPX in UTF-16, big-endian", string(inUTF16("<gpx>", binary.BigEndian)), GPX},
		{"GPX in UTF-16 without a mark", string(inUTF16("<gpx>", binary.LittleEndian)[2:]), GPX},
		{"TCX", `<?xml version="1.0"?><TrainingCenterDatabase xmlns="x">`, TCX},
		{"KML", `<kml xmlns="http://www.opengis.net/kml/2.2">`, Unknown},
		{"web page", "<!DOCTYPE html><html><body>gpx</body></html>", Unknown},
		{"text before the root", "hello <gpx>", Unknown},
		{"an unclosed comment", "<!-- <gpx>", Unknown},
		{"a name without an end", "<gpx", Unknown},
		{"empty", "", Unknown},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Sniff([]byte(test.head)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// Every refusal names the file, a cause and a way out.
func TestRefusals(t *testing.T) {
	tests := []struct {
		name, data string
		reason     string // a part of it
	}{
		{"empty", "", "empty"},
		{"one byte", "x", "too short"},
		{"zeros", strings.Repeat("\x00", 500), "zeros"},
		{"web page", "\n<!DOCTYPE html><html>log in</html>", "web page"},
		{"prose", "this is not an activity at all", "neither FIT, GPX nor TCX"},
		{"gzip", "\x1f\x8b\x08\x00", "archive"},
		{"zip", "PK\x03\x04", "archive"},
		{"header alone", "\x0e\x20\x00\x00\x10\x00\x00\x00.FIT", "header"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			activities, err := File("some/file.fit", []byte(test.data))
			if err == nil || len(activities) > 0 {
				t.Fatalf("got %d activities and error %v, want a refusal", len(activities), err)
			}
			reason, hint := reasonAndHint(t, err)
			if !strings.Contains(reason, test.reason) || hint == "" {
				t.Errorf("got reason %q, hint %q; want a reason with %q and a hint", reason, hint, test.reason)
			}
			if !strings.HasPrefix(err.Error(), "some/file.fit: ") {
				t.Errorf("error %q does not begin with the file", err)
			}
		})
	}
}

func reasonAndHint(t *testing.T, err error) (reason, hint string) {
	t.Helper()
	var format *FormatError
	var integrity *IntegrityError
	var unsupported *UnsupportedError
	switch {
	case errors.As(err, &format):
		return format.Reason, format.Hint
	case errors.As(err, &integrity):
		return integrity.Reason, integrity.Hint
	case errors.As(err, &unsupported):
		return unsupported.Reason, unsupported.Hint
	}
	t.Fatalf("%v is none of the three error types", err)
	return "", ""
}

func TestTooLarge(t *testing.T) {
	var format *FormatError
	if _, err := File("huge.fit", make([]byte, MaxBytes+1)); !errors.As(err, &format) || !strings.Contains(format.Reason, "too large") {
		t.Errorf("got %v, want a FormatError: too large", err)
	}
}

func TestErrorText(t *testing.T) {
	cause := errors.New("odd byte")
	tests := []struct {
		name string
		err  error
		want string
	}{
		{"offset", &FormatError{File: "a.fit", Offset: 12, Reason: "not readable as FIT", Err: cause}, "a.fit: not readable as FIT (at byte 12): odd byte"},
		{"line", &FormatError{File: "a.gpx", Line: 3, Reason: "not readable as GPX"}, "a.gpx:3: not readable as GPX"},
		{"integrity", &IntegrityError{File: "a.fit", Reason: "cut off"}, "a.fit: cut off"},
		{"unsupported", &UnsupportedError{File: "a.fit", Reason: "no activity", Err: cause}, "a.fit: no activity: odd byte"},
	}
	for _, test := range tests {
		if got := test.err.Error(); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
	if !errors.Is(tests[0].err, cause) || !errors.Is(tests[3].err, cause) {
		t.Error("the cause cannot be unwrapped")
	}
}
