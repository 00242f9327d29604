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

// unpackFile takes in the payload of a file of the disk, as unpack does.
func unpackFile(f *os.File, size, room int64) (payload, error) {
	in := bufio.NewReaderSize(f, int(min(max(size, parse.SniffBytes), bufferSize)))
	head, err := peek(in)
	switch {
	case err != nil:
		return payload{}, diskFailure(err)
	case size > parse.MaxBytes && parse.Sniff(head) != parse.Gzip && claimsActivity(head, f.Name()):
		return payload{}, tooLarge()
	}
	return unpack(in, f.Name(), size, parse.MaxBytes, room, 0)
}

// unpack takes in the payload of a file: what it holds or, if that is gzipped, what
// is packed in there. It takes at most limit bytes; the error is a *failure,
// errForeign, or errCrowded for more bytes than there is room for.
func unpack(in *bufio.Reader, name string, size, limit, room int64, depth int) (payload, error) {
	head, err := peek(in)
	if err != nil {
		return payload{}, unreadable(err, name)
	}
	if parse.Sniff(head) != parse.Gzip {
		return read(in, head, name, size, limit, room)
	}
	if depth == maxDepth {
		return payload{}, tooDeep()
	}
	name = withoutGz(name)
	first, err := gzip.NewReader(in)
	if err != nil {
		return payload{}, unreadable(err, name)
	}
	first.Multistream(false)
	unpacked := &gzipMembers{packed: in, member: first}
	limit = min(parse.MaxBytes, max(size*maxRatio, freeOfRatio))
	return unpack(bufio.NewReaderSize(unpacked, bufferSize), name, size, limit, room, depth+1)
}

// errCrowded is for a file that unpacks to more than there is room for.
var errCrowded = errors.New("no room for it")

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

// read takes in one payload of at least about atLeast and at most limit bytes, of
// which the first are known. A foreign one is left after these: a download folder
// holds films as well.
func read(in *bufio.Reader, head []byte, name string, atLeast, limit, room int64) (payload, error) {
	switch {
	case !claimsActivity(head, name):
		return payload{}, errForeign
	case parse.Sniff(head) == parse.Zip:
		return payload{}, archiveInGzip()
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
		return payload{}, overRatio()
	}
	return payload{name: name, data: data.Bytes(), hash: hashOf(data.Bytes()), cut: cut}, nil
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
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

func overRatio() *failure {
	return &failure{
		reason: fmt.Sprintf("unpacks to more than %d times its size, as no activity does", maxRatio),
		hint:   "export the activity once more, or leave this file out",
	}
}

// archiveInGzip refuses a packed archive under the name of an activity: those are
// not looked into before they are unpacked.
func archiveInGzip() *failure {
	return &failure{
		reason: "an archive inside a gzip file",
		hint:   "unpack it into a folder and ingest that folder",
	}
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
