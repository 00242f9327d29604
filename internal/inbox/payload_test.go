package inbox

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"secondwind/parse"
)

func TestUnpackFile(t *testing.T) {
	run := outing{metres: 5000}.gpx()
	spaces := bytes.Repeat([]byte(" "), 2<<20)
	packed := gzipped(t, run)
	tests := []struct {
		name, file string
		data       []byte
		want       []byte // nil: an error
		reason     string // empty: foreign
	}{
		{"plain", "a.gpx", run, run, ""},
		{"plain under a foreign name", "a.txt", run, run, ""},
		{"gzip", "a.gpx.gz", packed, run, ""},
		{"gzip under a plain name", "a.gpx", packed, run, ""},
		{"gzip with a trailing second part", "a.gpx.gz", append(gzipped(t, run[:100]), gzipped(t, run[100:])...), run, ""},
		{"gzip padded with zeros", "a.gpx.gz", append(gzipped(t, run), make([]byte, 1000)...), run, ""},
		{"gzip with other bytes behind it", "a.gpx.gz", append(gzipped(t, run), "the end"...), run, ""},
		{"gzip with half a part behind it", "a.gpx.gz", append(gzipped(t, run), "\x1f\x8b\xff"...), run, ""},
		{"gzip with a broken part behind it", "a.gpx.gz", append(gzipped(t, run), "\x1f\x8b\xff is no part"...), nil, "the gzip data is damaged"},
		{"empty but named", "a.fit", nil, []byte{}, ""},
		{"a photo", "a.jpg", []byte("\xff\xd8\xff\xe0 a photo"), nil, ""},
		{"a packed spreadsheet", "a.csv.gz", gzipped(t, []byte("a,b\n1,2\n")), nil, ""},
		{"a broken packed spreadsheet", "a.csv.gz", []byte("\x1f\x8b\x08"), nil, ""},
		{"gzip in gzip", "a.gpx.gz", gzipped(t, packed), run, ""},
		{"gzip in gzip in gzip", "a.gpx.gz", gzipped(t, gzipped(t, packed)), run, ""},
		{"gzip once more", "a.gpx.gz", gzipped(t, gzipped(t, gzipped(t, packed))), nil, "archives inside archives, more than 3 deep"},
		{"a zip in a gzip that is named as an activity", "a.fit.gz", gzipped(t, []byte("PK\x03\x04 more")), nil, "an archive inside a gzip file"},
		{"gzip without its checksum", "a.gpx.gz", packed[:len(packed)-8], run, ""},
		{"gzip cut off in its header", "a.gpx.gz", packed[:8], nil, "the gzip data is cut off"},
		{"gzip cut off behind its header", "a.gpx.gz", packed[:10], nil, "the gzip data is cut off"},
		{"gzip damaged", "a.gpx.gz", flipped(packed, len(packed)/2), nil, "the gzip data is damaged"},
		{"gzip with a wrong checksum", "a.gpx.gz", flipped(packed, len(packed)-8), nil, "the gzip data is damaged"},
		{"gzip that blows up", "a.gpx.gz", gzipped(t, append(run, spaces...)), nil, "unpacks to more than 200 times its size"},
		{"gzip that blows up a little", "a.gpx.gz", gzipped(t, append(run, spaces[:900_000]...)), append(run, spaces[:900_000]...), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := unpackBytes(t, tt.file, tt.data)
			if tt.want != nil {
				if err != nil || !bytes.Equal(got.data, tt.want) {
					t.Fatalf("got %d bytes and %v, want what went in", len(got.data), err)
				}
				return
			}
			if tt.reason == "" {
				if !errors.Is(err, errForeign) {
					t.Errorf("got %v, want %v", err, errForeign)
				}
				return
			}
			var fail *failure
			if !errors.As(err, &fail) {
				t.Fatalf("got %v, want a failure", err)
			}
			if !strings.HasPrefix(fail.reason, tt.reason) || fail.hint == "" || fail.passing {
				t.Errorf("got %+v, want the reason %q and a hint, for good", fail, tt.reason)
			}
		})
	}
}

func TestUnpackHashesTheContent(t *testing.T) {
	run := outing{metres: 5000}.fit()
	plain, err := unpackBytes(t, "a.fit", run)
	if err != nil {
		t.Fatal(err)
	}
	packed, err := unpackBytes(t, "b.fit.gz", gzipped(t, run))
	if err != nil {
		t.Fatal(err)
	}
	if plain.hash == "" || plain.hash != packed.hash {
		t.Errorf("got %q plain and %q packed, want the same hash", plain.hash, packed.hash)
	}
}

func TestReadStopsAtLimit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "huge.gpx")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Truncate(parse.MaxBytes + 1); err != nil { // a hole: it takes no room on the disk
		t.Fatal(err)
	}
	_, err = unpackFile(f, parse.MaxBytes+1, parse.MaxBytes)
	var fail *failure
	if !errors.As(err, &fail) || !strings.HasPrefix(fail.reason, "holds more than 256 MB") {
		t.Errorf("got %v, want a refusal for its size", err)
	}
}

func flipped(data []byte, at int) []byte {
	out := bytes.Clone(data)
	out[at] ^= 0xff
	return out
}

func unpackBytes(t *testing.T, name string, data []byte) (payload, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	put(t, path, data, noon)
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	return unpackFile(f, int64(len(data)), parse.MaxBytes)
}
