package inbox

import (
	"archive/zip"
	"bytes"
	"maps"
	"slices"
	"testing"
)

// in packs a member of a made archive; a name may come twice.
type packed struct {
	name   string
	data   []byte
	stored bool // as it is, not deflated
}

// zipOf packs members in their order.
func zipOf(t testing.TB, members ...packed) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range members {
		header := &zip.FileHeader{Name: m.name, Method: zip.Deflate, Modified: noon}
		if m.stored {
			header.Method = zip.Store
		}
		member, err := w.CreateHeader(header)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := member.Write(m.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// zip packs a folder, by name.
func (files tree) zip(t testing.TB) []byte {
	t.Helper()
	var members []packed
	for _, name := range slices.Sorted(maps.Keys(files)) {
		members = append(members, packed{name: name, data: files[name]})
	}
	return zipOf(t, members...)
}
