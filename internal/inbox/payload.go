package inbox

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"secondwind/parse"
)

// Limits on what one file may unpack to beside parse.MaxBytes, so that a
// hostile or broken one costs neither the memory nor the time of the others
// (report-and-cli 2).
const (
	maxRatio = 200
	// freeOfRatio is what any file may unpack to: a short run of equal bytes packs
	// better than the ratio and is no attack.
	freeOfRatio = 1 << 20
)

const bufferSize = 64 << 10

// payload is what a parser reads: the bytes of one file, unpacked.
type payload struct {
	name string
	data []byte
	hash string // SHA-256 of data, in hex
	cut  bool   // the gzip file ends before its content does
}

// open gives the payloads of a file, one after the other. It is the one place
// that knows containers: a plain file holds itself, a gzip file its content. It
// stops at the first error, its own (a *failure, errForeign, or errCrowded for more
// bytes than there is room for) or that of yield.
func open(f *os.File, size, room int64, yield func(payload) error) error {
	in := bufio.NewReaderSize(f, bufferSize)
	head, err := peek(in)
	if err != nil {
		return diskFailure(err)
	}
	var p payload
	switch parse.Sniff(head) {
	case parse.Zip:
		return zipFailure(f.Name())
	case parse.Gzip:
		p, err = gunzip(in, f.Name(), size, room)
	default:
		if size > parse.MaxBytes && claimsActivity(head, f.Name()) {
			return tooLarge()
		}
		p, err = read(in, f.Name(), size, parse.MaxBytes, room)
	}
	if err != nil {
		return err
	}
	return yield(p)
}

// errCrowded is for a file that unpacks to more than there is room for.
var errCrowded = errors.New("no room for it")

// zipFailure refuses a zip archive by its name: documents and programs are zip
// archives too, and no concern of ours.
func zipFailure(name string) error {
	if !strings.EqualFold(filepath.Ext(name), ".zip") && !namedActivity(name) {
		return errForeign
	}
	return &failure{
		reason: "a zip archive: unpack it first; archives are not read yet",
		hint:   "unpack it into a folder and ingest that folder",
	}
}

// gunzip takes in the content of a gzip file.
func gunzip(in *bufio.Reader, name string, size, room int64) (payload, error) {
	if strings.EqualFold(filepath.Ext(name), ".gz") {
		name = name[:len(name)-len(".gz")]
	}
	first, err := gzip.NewReader(in)
	if err != nil {
		return payload{}, unreadable(err, name)
	}
	first.Multistream(false)
	unpacked := &gzipMembers{packed: in, member: first}
	p, err := read(bufio.NewReaderSize(unpacked, bufferSize), name, size, min(parse.MaxBytes, max(size*maxRatio, freeOfRatio)), room)
	if err != nil {
		return payload{}, err
	}
	switch parse.Sniff(p.data) {
	case parse.Gzip, parse.Zip:
		return payload{}, &failure{
			reason: "an archive inside a gzip file",
			hint:   "unpack it into a folder and ingest that folder",
		}
	}
	return p, nil
}

// gzipMembers reads the members of a gzip file, one after the other, and leaves
// what follows the last: a copy to a stick or from a tape ends in zeros, which
// [gzip.Reader] takes for a broken member.
type gzipMembers struct {
	packed *bufio.Reader
	member *gzip.Reader
}

// Read reads on, into the next member where one ends.
func (m *gzipMembers) Read(p []byte) (int, error) {
	n, err := m.member.Read(p)
	if !errors.Is(err, io.EOF) {
		return n, err
	}
	switch head, err := m.packed.Peek(2); {
	case err != nil && !errors.Is(err, io.EOF):
		return n, err
	case parse.Sniff(head) != parse.Gzip:
		return n, io.EOF
	}
	if err := m.member.Reset(m.packed); err != nil {
		return n, err
	}
	m.member.Multistream(false)
	return n, nil
}

// read takes in one payload of at least about atLeast and at most limit bytes. A
// foreign one is left after its first bytes: a download folder holds films as well.
func read(in *bufio.Reader, name string, atLeast, limit, room int64) (payload, error) {
	head, err := peek(in)
	if err != nil {
		return payload{}, unreadable(err, name)
	}
	if !claimsActivity(head, name) {
		return payload{}, errForeign
	}
	var data bytes.Buffer
	data.Grow(int(min(atLeast, limit, room)) + bytes.MinRead)
	n, err := io.Copy(&data, io.LimitReader(in, min(limit, room)+1))
	cut := errors.Is(err, io.ErrUnexpectedEOF)
	switch {
	case err != nil && !cut:
		return payload{}, unreadable(err, name)
	case n > room && room < limit:
		return payload{}, errCrowded
	case n > parse.MaxBytes:
		return payload{}, tooLarge()
	case n > limit:
		return payload{}, &failure{
			reason: fmt.Sprintf("unpacks to more than %d times its size, as no activity does", maxRatio),
			hint:   "export the activity once more, or leave this file out",
		}
	}
	sum := sha256.Sum256(data.Bytes())
	return payload{name: name, data: data.Bytes(), hash: hex.EncodeToString(sum[:]), cut: cut}, nil
}

// peek returns the first bytes without taking them; a shorter file is no error, nor
// is one that was cut off.
func peek(in *bufio.Reader) ([]byte, error) {
	head, err := in.Peek(parse.SniffBytes)
	if errors.Is(err, io.EOF) || (errors.Is(err, io.ErrUnexpectedEOF) && len(head) > 0) {
		return head, nil
	}
	return head, err
}

func cutOff() *failure {
	return &failure{
		reason: "the gzip data is cut off",
		hint:   "copy or download the file once more",
	}
}

func tooLarge() *failure {
	return &failure{
		reason: fmt.Sprintf("holds more than %d MB, far more than any activity", parse.MaxBytes>>20),
		hint:   "export the activity once more, or leave this file out",
	}
}

// claimsActivity reports whether a file means to be an activity, by its content
// or else by its name: if it cannot be read, that is a failure to be told, and
// not somebody's holiday photo.
func claimsActivity(head []byte, name string) bool {
	return parse.Sniff(head) != parse.Unknown || namedActivity(name)
}

func namedActivity(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".fit", ".gpx", ".tcx":
		return true
	}
	return false
}

// unreadable says why reading broke off: the disk, else the gzip data. A gzip
// file that never claimed to hold an activity is foreign instead.
func unreadable(err error, name string) error {
	var disk *fs.PathError
	switch {
	case errors.As(err, &disk):
		return diskFailure(err)
	case !namedActivity(name):
		return errForeign
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return cutOff()
	}
	return &failure{
		reason: fmt.Sprintf("the gzip data is damaged (%v)", err),
		hint:   "copy or download the file once more",
	}
}
