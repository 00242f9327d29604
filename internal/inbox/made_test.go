package inbox

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondwind/internal/store"
)

// noon is when the made runs begin unless they say otherwise, and tomorrow is
// when they are ingested.
var (
	noon     = time.Date(2026, 3, 7, 12, 0, 0, 0, time.UTC)
	tomorrow = noon.Add(24 * time.Hour)
)

// outing is a made run along a meridian in the middle of nowhere.
type outing struct {
	start     time.Time
	minutes   int
	metres    float64 // 0: no positions and no distance
	every     time.Duration
	heartRate bool
}

func (o outing) points() int { return int(time.Duration(o.minutes)*time.Minute/o.every) + 1 }

func (o outing) withDefaults() outing {
	if o.start.IsZero() {
		o.start = noon
	}
	if o.minutes == 0 {
		o.minutes = 30
	}
	if o.every == 0 {
		o.every = 10 * time.Second
	}
	return o
}

// at gives the position of a point: latitude in degrees and metres so far.
func (o outing) at(i int) (lat, metres float64) {
	metres = o.metres * float64(i) / float64(o.points()-1)
	return 10 + metres/111_195, metres
}

// gpx writes the outing as a phone would.
func (o outing) gpx() []byte {
	o = o.withDefaults()
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><gpx version="1.1" creator="made" xmlns="http://www.topografix.com/GPX/1/1"><trk><type>running</type><trkseg>` + "\n")
	for i := range o.points() {
		lat, _ := o.at(i)
		fmt.Fprintf(&b, `<trkpt lat="%.7f" lon="-140"><time>%s</time>`, lat, o.start.Add(time.Duration(i)*o.every).Format(time.RFC3339))
		if o.heartRate {
			b.WriteString(`<extensions><hr>140</hr></extensions>`)
		}
		b.WriteString("</trkpt>\n")
	}
	b.WriteString("</trkseg></trk></gpx>\n")
	return []byte(b.String())
}

// The FIT messages and types that the made files use.
const (
	fitActivityFile   = 4
	fitMonitoringFile = 32
	fitRunning        = 1

	fileIDMessage  = 0
	sessionMessage = 18
	recordMessage  = 20
)

// fit writes the outing as a watch would: with distance, and with heart rate
// where it has one.
func (o outing) fit() []byte {
	o = o.withDefaults()
	w := newFIT(fitActivityFile, o.start)
	w.define(recordMessage, [3]byte{253, 4, 0x86}, [3]byte{0, 4, 0x85}, [3]byte{1, 4, 0x85}, [3]byte{5, 4, 0x86}, [3]byte{3, 1, 0x02})
	for i := range o.points() {
		lat, metres := o.at(i)
		heartRate := byte(0xff)
		if o.heartRate {
			heartRate = 140
		}
		position := [3]uint32{0x7fffffff, 0x7fffffff, math.MaxUint32}
		if o.metres > 0 {
			west := -140.0
			position = [3]uint32{semicircles(lat), semicircles(west), uint32(metres * 100)}
		}
		w.message(fitTime(o.start.Add(time.Duration(i)*o.every)), position[0], position[1], position[2], heartRate)
	}
	elapsed := uint32(o.minutes * 60_000)
	w.define(sessionMessage, [3]byte{253, 4, 0x86}, [3]byte{2, 4, 0x86}, [3]byte{7, 4, 0x86}, [3]byte{8, 4, 0x86}, [3]byte{9, 4, 0x86}, [3]byte{5, 1, 0x00})
	w.message(fitTime(o.start.Add(time.Duration(o.minutes)*time.Minute)), fitTime(o.start), elapsed, elapsed, uint32(o.metres*100), byte(fitRunning))
	return w.bytes()
}

// monitoring writes what a watch keeps of a day without a run.
func monitoring(day time.Time) []byte { return newFIT(fitMonitoringFile, day).bytes() }

type fitWriter struct{ data bytes.Buffer }

func newFIT(fileType byte, created time.Time) *fitWriter {
	w := &fitWriter{}
	w.define(fileIDMessage, [3]byte{0, 1, 0x00}, [3]byte{1, 2, 0x84}, [3]byte{4, 4, 0x86})
	w.message(fileType, uint16(255), fitTime(created))
	return w
}

// define announces local message 0: number, size and base type of each field.
func (w *fitWriter) define(global uint16, fields ...[3]byte) {
	w.put(byte(0x40), byte(0), byte(0), global, byte(len(fields)))
	for _, f := range fields {
		w.data.Write(f[:])
	}
}

func (w *fitWriter) message(fields ...any) {
	w.put(byte(0))
	w.put(fields...)
}

func (w *fitWriter) put(values ...any) {
	for _, v := range values {
		if err := binary.Write(&w.data, binary.LittleEndian, v); err != nil {
			panic(err) // a type without a size: a fault of the test
		}
	}
}

func (w *fitWriter) bytes() []byte {
	file := []byte{14, 0x20, 0x54, 0x08}
	file = binary.LittleEndian.AppendUint32(file, uint32(w.data.Len()))
	file = append(file, ".FIT\x00\x00"...)
	file = append(file, w.data.Bytes()...)
	return binary.LittleEndian.AppendUint16(file, fitChecksum(file))
}

// fitChecksum is CRC-16/ARC.
func fitChecksum(data []byte) uint16 {
	var crc uint16
	for _, b := range data {
		crc ^= uint16(b)
		for range 8 {
			if crc&1 != 0 {
				crc = crc>>1 ^ 0xa001
			} else {
				crc >>= 1
			}
		}
	}
	return crc
}

func fitTime(t time.Time) uint32 {
	return uint32(t.Sub(time.Date(1989, 12, 31, 0, 0, 0, 0, time.UTC)) / time.Second)
}

func semicircles(deg float64) uint32 { return uint32(int32(deg / 180 * (1 << 31))) }

func gzipped(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// tree is a folder of made files, by their slash-separated names.
type tree map[string][]byte

// plant writes the files into a new folder, last changed at noon, and returns
// the folder.
func (files tree) plant(t *testing.T) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		put(t, filepath.Join(dir, filepath.FromSlash(name)), data, noon)
	}
	return dir
}

func put(t *testing.T, path string, data []byte, changed time.Time) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, changed, changed); err != nil {
		t.Fatal(err)
	}
}

func openDB(t *testing.T) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "made.duckdb"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}
