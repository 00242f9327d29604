package inbox

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondwind/internal/training"
	"secondwind/parse"
)

// raw is a member of a made archive whose header says what it likes.
type raw struct {
	name   string
	data   []byte // packed
	method uint16
	flags  uint16
	size   uint64 // claimed
	crc    uint32
}

// sound is how a member ought to be.
func sound(t testing.TB, name string, data []byte) raw {
	t.Helper()
	return raw{name: name, data: deflated(t, data), method: zip.Deflate, size: uint64(len(data)), crc: crc32.ChecksumIEEE(data)}
}

func deflated(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.DefaultCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zipOfRaw(t testing.TB, members ...raw) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range members {
		member, err := w.CreateRaw(&zip.FileHeader{
			Name: m.name, Method: m.method, Flags: m.flags, CRC32: m.crc,
			CompressedSize64: uint64(len(m.data)), UncompressedSize64: m.size,
		})
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

// TestIngestBadMembers has a sound run behind each member at fault.
func TestIngestBadMembers(t *testing.T) {
	run := outing{start: noon.AddDate(0, 0, -3), metres: 9000, minutes: 60, every: time.Second}.fit()
	bad := func(change func(*raw)) raw {
		m := sound(t, "bad.fit", run)
		change(&m)
		return m
	}
	zeros := make([]byte, 4<<20)
	bomb := zipOf(t, packed{name: "zeros.fit", data: zeros})
	tests := []struct {
		name   string
		member raw
		want   string // of the member; empty: it is foreign
	}{
		{"locked", bad(func(m *raw) { m.flags = encrypted }), "failed x.zip/bad.fit: locked with a password"},
		{"locked and foreign", bad(func(m *raw) { m.flags, m.name = encrypted, "photo.jpg" }), ""},
		{"an unknown method", bad(func(m *raw) { m.method = 9 }), "failed x.zip/bad.fit: packed in a way that is not read"},
		{"a wrong checksum", bad(func(m *raw) { m.crc++ }), "failed x.zip/bad.fit: damaged in its archive: the checksum does not match"},
		{"damaged", bad(func(m *raw) { m.data = append(bytes.Clone(m.data[:100]), noise(500)...) }), "failed x.zip/bad.fit: damaged in its archive"},
		{"damaged from the first byte", bad(func(m *raw) { m.data = noise(500) }), "failed x.zip/bad.fit: damaged in its archive"},
		{"damaged and foreign", bad(func(m *raw) { m.data, m.name = noise(500), "photo.jpg" }), ""},
		{"less than it claims", bad(func(m *raw) { m.size++ }), "failed x.zip/bad.fit: damaged in its archive"},
		{"more than it claims", bad(func(m *raw) { m.size-- }), "failed x.zip/bad.fit: damaged in its archive"},
		{"a claim of 1 GiB", bad(func(m *raw) { m.size = 1 << 30 }), "failed x.zip/bad.fit: holds more than 256 MB, far more than any activity"},
		{"a claim of more than there is", bad(func(m *raw) { m.size = 1<<63 + 1 }), "failed x.zip/bad.fit: holds more than 256 MB, far more than any activity"},
		{"a bomb", sound(t, "bad.fit", zeros), "failed x.zip/bad.fit: unpacks to more than 200 times its size, as no activity does"},
		{"a bomb in a zip", sound(t, "y.zip", bomb), "failed x.zip/y.zip/zeros.fit: unpacks to more than 200 times its size, as no activity does"},
		{"a zip that is a bomb", sound(t, "y.zip", zipOf(t, packed{"zeros.fit", zeros, true})), "failed x.zip/y.zip: unpacks to more than 200 times its size, as no activity does"},
		{"a gzip bomb", sound(t, "bad.fit.gz", gzipped(t, append(day(4), zeros...))), "failed x.zip/bad.fit.gz: unpacks to more than 200 times its size, as no activity does"},
		{"a film", raw{name: "film.mp4", data: noise(100), size: 5 << 30, method: zip.Store}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir, db := tree{"x.zip": zipOfRaw(t, tt.member, sound(t, "good.fit", day(0)))}.plant(t), openDB(t)
			want := counts(1, 0, 0, 0, 1) + "\n" + tt.want
			if tt.want == "" {
				want = counts(1, 0, 0, 1, 0) + "\nkinds map[other:1]"
			}
			receipt := ingestTomorrow(t, db, dir)
			expect(t, receipt, dir, want)
			for _, f := range receipt.Failures {
				if f.Hint == "" {
					t.Errorf("%s failed without a way out", f.Path)
				}
			}
			expect(t, ingestTomorrow(t, db, dir), dir, counts(0, 2, 0, 0, 0))
		})
	}
}

// members unpacks an archive and returns what it gives.
func members(t testing.TB, in *ingest, path string) []found {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []found
	in.unpack(found{path: path, size: info.Size(), mod: info.ModTime()}, "", func(f found) bool {
		all = append(all, fetch(f))
		return true
	})
	return all
}

func TestUnpackLimits(t *testing.T) {
	if testing.Short() {
		t.Skip("makes archives of very many members")
	}
	many := make([]packed, maxMembers+1)
	for n := range many {
		many[n] = packed{name: fmt.Sprintf("%d.fit", n), stored: true}
	}
	long := make([]packed, maxDirectory/60_000+1)
	for n := range long {
		long[n] = packed{name: fmt.Sprintf("%d/%s.fit", n, strings.Repeat("x", 60_000)), stored: true}
	}
	half := zipOf(t, many[:maxMembers/2+1]...)
	tests := []struct {
		name  string
		data  []byte
		given int
		last  string
	}{
		{"as many members as may be", zipOf(t, many[:maxMembers]...), maxMembers, ""},
		{"one more", zipOf(t, many...), 1, "x.zip"},
		{"names that fill the memory", zipOf(t, long...), 1, "x.zip"},
		{"as many in two archives inside", zipOf(t, packed{name: "a.zip", data: half}, packed{name: "b.zip", data: half}), maxMembers/2 + 2, "x.zip/b.zip"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := tree{"x.zip": tt.data}.plant(t)
			in := newIngest(nil, forMe)
			got := members(t, in, filepath.Join(dir, "x.zip"))
			got = got[:len(got)-1] // the end
			if len(got) != tt.given {
				t.Fatalf("got %d members, want %d", len(got), tt.given)
			}
			last := got[len(got)-1]
			fail, _ := last.err.(*failure)
			switch {
			case tt.last == "" && last.err != nil:
				t.Errorf("got %v", last.err)
			case tt.last != "" && (inFolder(dir, last.path) != tt.last || fail == nil || fail.reason != "an archive of more than 200000 files"):
				t.Errorf("got %s: %v, want a refusal of %s", inFolder(dir, last.path), last.err, tt.last)
			}
		})
	}
}

// An archive may not be read for ever.
func TestUnpackStopsAtTotal(t *testing.T) {
	dir := tree{"x.zip": zipOf(t, packed{name: "a.fit", data: day(0)}, packed{name: "b.fit", data: day(1)}, packed{name: "c.fit", data: day(2)})}.plant(t)
	path := filepath.Join(dir, "x.zip")
	a := openArchive(found{path: path, size: fileSize(t, path), mod: noon})
	defer a.file.Close()
	in := newIngest(nil, forMe)
	var got []string
	a.yield = func(f found) bool {
		got = append(got, inFolder(dir, f.path))
		if f.err == nil {
			fetch(f)
			a.unpacked = maxUnpacked - 10
		} else if fail, ok := f.err.(*failure); !ok || !strings.HasPrefix(fail.reason, "an archive that unpacks to more than 32 GB") {
			t.Errorf("got %v", f.err)
		}
		return true
	}
	in.unpackArchive(a)
	if want := "x.zip/a.fit x.zip"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func fileSize(t *testing.T, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

func TestIngestWaitsForArchivesThatChange(t *testing.T) {
	data := zipOf(t, packed{name: "a.fit", data: day(0)}, packed{name: "b.fit", data: day(1)})
	dir, db := tree{"x.zip": data}.plant(t), openDB(t)
	path := filepath.Join(dir, "x.zip")
	in := newIngest(db, forMe)
	if err := in.recall(t.Context()); err != nil {
		t.Fatal(err)
	}
	in.unpack(found{path: path, size: int64(len(data)), mod: noon}, "", func(f found) bool {
		r := in.read(fetch(f))
		if f.end == nil {
			put(t, path, data, noon.Add(time.Hour)) // while it is read
		}
		if err := in.judgeNext(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		return true
	})
	if err := in.flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	expect(t, in.receipt(), dir, "2 files: 1 stored, 0 known, 0 twins, 0 not activities, 1 waiting, 0 failed; 1 activities, 1 runs")
	if len(in.finished) != 0 {
		t.Errorf("got %+v, want it to be opened again", in.finished)
	}
	expect(t, ingestTomorrow(t, db, dir), dir, counts(1, 1, 0, 0, 0))
}

// A member that breaks off since its archive is being written is no broken member.
func TestFetchWaitsForArchivesThatChange(t *testing.T) {
	data := zipOf(t, packed{"a.fit", noise(5 * bufferSize), true})
	dir := tree{"x.zip": data}.plant(t)
	path := filepath.Join(dir, "x.zip")
	in := newIngest(nil, forMe)
	var got []reading
	in.unpack(found{path: path, size: int64(len(data)), mod: noon}, "", func(f found) bool {
		if f.end == nil {
			put(t, path, data[:1000], noon.Add(time.Hour))
			got = append(got, in.read(fetch(f)))
		}
		return true
	})
	if len(got) != 1 || !got[0].waiting {
		t.Errorf("got %+v, want one file that waits", got)
	}
}

// What cannot be read now may be next time, so the archive is opened again.
func TestIngestOpensArchivesAgainAfterFailuresOfTheDisk(t *testing.T) {
	a := &archive{found: found{path: "x.zip"}, file: os.Stdin, opened: true}
	in := newIngest(nil, forMe)
	a.judged(reading{found: found{path: "x.zip/a.fit"}})
	in.finish(a)
	if len(in.finished) != 1 {
		t.Errorf("got %+v, want a finished archive", in.finished)
	}
	a.judged(reading{found: found{path: "x.zip/b.fit"}, contents: []content{{err: diskFailure(io.ErrClosedPipe)}}})
	in.finish(a)
	if len(in.finished) != 1 {
		t.Errorf("got %+v, want one with an unread member left out", in.finished)
	}
}

func TestIngestNamesWithControlCharacters(t *testing.T) {
	name := "a\x1b[31m\x00\n.fit"
	dir, db := tree{"x.zip": zipOf(t, packed{name: name, data: day(0)}, packed{name: "bad \xff.fit", data: []byte("no FIT file at all")})}.plant(t), openDB(t)
	receipt := ingestTomorrow(t, db, dir)
	if receipt.Stored != 1 || receipt.Failed != 1 {
		t.Errorf("got %s", outcomes(receipt, dir))
	}
	expect(t, ingestTomorrow(t, db, dir), dir, counts(0, 2, 0, 0, 0))
}

func TestIngestManyTinyMembers(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a hundred thousand files")
	}
	days := make([][]byte, 1000)
	for n := range days {
		days[n] = monitoring(noon.AddDate(0, 0, -n))
	}
	all := make([]packed, 100_000)
	for n := range all {
		all[n] = packed{name: fmt.Sprintf("%d.fit", n), data: days[n%len(days)], stored: true}
	}
	dir := tree{"x.zip": zipOf(t, all...)}.plant(t)
	receipt, err := Ingest(t.Context(), nil, []string{dir}, Options{Athlete: "me", DryRun: true, zones: zones, Now: atTomorrow})
	if err != nil || receipt.Kinds["monitoring"] != len(all) {
		t.Errorf("got %s, %v", outcomes(receipt, dir), err)
	}
}

func TestIngestFolderWithoutPermission(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("nothing is closed to the super-user")
	}
	dir := tree{"a.fit": day(0), "closed/b.fit": day(1)}.plant(t)
	closed := filepath.Join(dir, "closed")
	if err := os.Chmod(closed, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.Chmod(closed, 0o700); err != nil {
			t.Error(err)
		}
	})
	expect(t, ingestTomorrow(t, openDB(t), dir), dir, counts(1, 0, 0, 0, 1)+"\nfailed closed: permission denied")
}

// FuzzUnpack holds an archive of any bytes to its limits.
func FuzzUnpack(f *testing.F) {
	run := outing{metres: 500, minutes: 2}.fit()
	inner := zipOf(f, packed{name: "b.fit", data: run})
	for _, seed := range [][]byte{
		zipOf(f, packed{name: "a.fit", data: run}, packed{name: "activities.csv", data: []byte("a,b\n")}),
		zipOf(f, packed{"y.zip", inner, true}, packed{name: "z.zip", data: inner}, packed{name: "y.zip", data: inner}),
		zipOf(f, packed{name: "../a.fit", data: run}, packed{name: "w.zip", data: zipOf(f, packed{name: "v.zip", data: zipOf(f, packed{name: "u.zip", data: inner})})}),
		zipOfRaw(f, raw{name: "a.fit", data: run, flags: encrypted}, raw{name: "b.fit", data: run, size: 1 << 40}),
		inner[:len(inner)-20],
		gzipped(f, inner),
	} {
		f.Add(seed)
	}
	path := filepath.Join(f.TempDir(), "x.zip")
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		in := newIngest(nil, Options{zones: zones, Now: func() time.Time { return time.Now().Add(time.Hour) }})
		in.parse = func(string, []byte) ([]training.Activity, error) {
			return nil, &parse.FormatError{Reason: "not read here"}
		}
		paths := map[string]bool{}
		total := 0
		for _, m := range members(t, in, path) {
			if m.end != nil {
				continue
			}
			if r := in.read(m); r.crowded {
				t.Errorf("%q was not read", m.path)
			}
			if m.member == nil {
				continue
			}
			switch {
			case m.path != path && !strings.HasPrefix(m.path, path+"/"), strings.Contains(m.path, "/../"):
				t.Errorf("the path %q leads out of the archive", m.path)
			case paths[m.path] && m.path != path:
				t.Errorf("the path %q came twice", m.path)
			}
			paths[m.path] = true
			total += len(m.member.data)
		}
		if total > maxMembers*freeOfRatio {
			t.Errorf("%d bytes came out of %d", total, len(data))
		}
	})
}
