package inbox

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"secondwind/internal/measure"
	"secondwind/internal/store"
	"secondwind/internal/training"
	"secondwind/parse"
)

// reading is what a worker found out about one file, before it is compared with
// the others.
type reading struct {
	found
	known    *store.SeenFile // seen before and not touched since: it was not opened
	waiting  bool
	crowded  bool      // it unpacks to more than was reserved for it: to be read when its turn has come
	contents []content // one for each payload
}

// content is what one payload holds.
type content struct {
	name       string // as messages call it
	hash       string // of the payload; empty where that was not read whole
	format     string // what it is written in; empty where that was not read whole
	activities []measured
	err        error // why there are no activities: *failure, errForeign or an error of package parse
}

// measured is an activity with what can be said of it.
type measured struct {
	activity *training.Activity
	local    training.LocalOffset
	measures *training.Measures
}

// How much of the files is in memory at a time: their unpacked bytes, from when a
// file is opened until it is judged and, if the batch is full, written. Parsing
// and measuring take up to ten times as much beside them.
const (
	inHand = 32 << 20
	// leastReserved bounds the number of files in hand as well: 32 keep the parsers
	// busy while a batch is written.
	leastReserved = 1 << 20
	// packedRatio is what is reserved for a gzip file: a FIT file unpacks to 2 times
	// its size, GPX to 8 to 15 times.
	packedRatio = 16
)

// reserved returns how many bytes may be in memory of a file that is not yet open.
func reserved(f found) int64 {
	n := f.size
	switch {
	case f.member != nil && f.member.content == nil && f.member.data == nil:
		n = 0 // nothing of it is read
	case strings.EqualFold(filepath.Ext(f.path), ".gz"):
		n *= packedRatio
	}
	return min(max(n, leastReserved), parse.MaxBytes)
}

// read finds out about one file. It looks at the ledger and changes nothing.
func (in *ingest) read(f found) reading { return in.readWithin(f, parse.MaxBytes) }

// readWithin is what a worker does: it reads a file unless that unpacks to more
// bytes than there is room for.
func (in *ingest) readWithin(f found, room int64) reading {
	r := reading{found: f}
	if f.err != nil {
		r.waiting = errors.Is(f.err, errChanging)
		r.contents = []content{{name: f.path, err: f.err}}
		return r
	}
	if r.known = in.seen(f); r.known != nil {
		return r
	}
	if !f.settled(in.now()) {
		r.waiting = true
		return r
	}
	take := in.readFile
	if f.member != nil {
		take = in.readMember
	}
	if err := take(&r, room); errors.Is(err, errCrowded) {
		r.crowded = true
		return r
	} else if err != nil {
		r.contents = append(r.contents, content{name: f.path, err: err})
	}
	return r
}

// readMember reads a member of an archive, and lets go of its bytes unless they are
// needed once more.
func (in *ingest) readMember(r *reading, room int64) error {
	p := payload{name: r.path, data: r.member.data}
	if parse.Sniff(p.data) == parse.Gzip {
		packed := bufio.NewReader(bytes.NewReader(p.data))
		var err error
		if p, err = unpack(packed, r.path, r.size, parse.MaxBytes, room, 0); err != nil {
			return err
		}
	} else {
		p.hash = hashOf(p.data)
	}
	r.member.data = nil
	r.contents = append(r.contents, in.readPayload(r.found, p))
	return nil
}

// readFile opens a file and reads what is in it. A file that is not what the
// walk found, or changes meanwhile, is still being written and waits.
func (in *ingest) readFile(r *reading, room int64) (err error) {
	f, err := os.Open(r.path)
	if err != nil {
		return diskFailure(err)
	}
	defer func() {
		if closeErr := f.Close(); err == nil && closeErr != nil {
			err = diskFailure(closeErr)
		}
	}()
	if r.waiting, err = r.changed(f); err != nil || r.waiting {
		return err
	}
	p, readErr := unpackFile(f, r.size, room)
	if readErr == nil {
		r.contents = append(r.contents, in.readPayload(r.found, p))
	}
	if r.waiting, err = r.changed(f); err != nil || r.waiting {
		return err
	}
	return readErr
}

// changed reports whether an open file is no longer the one that was found.
func (f found) changed(file *os.File) (bool, error) {
	info, err := file.Stat()
	if err != nil {
		return false, diskFailure(err)
	}
	return info.Size() != f.size || !info.ModTime().Equal(f.mod), nil
}

// readPayload parses and measures, unless the same bytes were seen before. A
// panic in there costs this payload alone.
func (in *ingest) readPayload(f found, p payload) (c content) {
	c = content{name: p.name, hash: p.hash, format: string(parse.Sniff(p.data))}
	if seen, ok := in.ledger.Payload(p.hash); ok && !f.again && !in.stale(seen) {
		return c
	}
	defer func() {
		if cause := recover(); cause != nil {
			c.activities, c.err = nil, panicFailure(cause)
		}
	}()
	activities, err := in.parse(p.name, p.data)
	size := len(p.data)
	p.data = nil // measuring needs the room
	if err == nil && len(activities) == 0 {
		err = errors.New("holds no activity")
	}
	if err != nil {
		c.err = err
		if p.cut && !errors.As(err, new(*parse.UnsupportedError)) {
			c.err = cutOff()
		}
		return c
	}
	if p.cut && !slices.ContainsFunc(activities, endsEarly) {
		last := &activities[len(activities)-1]
		last.Warnings = append(last.Warnings, training.Warning{
			Code: training.Truncated, Detail: fmt.Sprintf("the gzip data ends after %d bytes of content", size),
		})
	}
	for i := range activities {
		if f.listed != nil {
			complete(&activities[i], f.listed)
		}
		c.activities = append(c.activities, in.measure(&activities[i]))
	}
	return c
}

// endsEarly reports whether the parser noticed that a file was cut.
func endsEarly(a training.Activity) bool { return a.Doubted(training.Truncated) }

// measure works out what can be said of an activity from its own records.
func (in *ingest) measure(a *training.Activity) measured {
	m := in.of(a)
	local, doubts := measure.LocalTime(a, in.zones)
	m.Warnings = append(m.Warnings, doubts...)
	return measured{activity: a, local: local, measures: &m}
}
