package inbox

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"

	"secondwind/internal/store"
	"secondwind/parse"
)

// Limits on one archive with all the archives inside it (report-and-cli 2). The
// largest account exports hold some twenty thousand members and a few gigabytes.
const (
	maxMembers = 200_000
	maxDepth   = 3
	// maxUnpacked is for archives that were made to unpack to anything. Inflating this
	// much takes some minutes.
	maxUnpacked = 32 << 30
	// maxDirectory bounds the tables of contents that are in memory, that of an
	// archive and those around it: maxMembers with names of a hundred bytes.
	maxDirectory = 32 << 20
)

// archive is a file of the disk that holds other files, while it is read.
type archive struct {
	found
	file *os.File
	// content is that of one member after the other.
	content *bufio.Reader
	only    string           // the path of the one payload that is wanted; empty for all
	yield   func(found) bool // takes the members
	ended   bool             // nothing more is wanted, of any file

	listed    int   // members, whether or not they count as files
	directory int64 // bytes of the tables of contents in memory
	unpacked  int64 // bytes so far

	// What the judge of the members knows of it.
	members int  // that came
	opened  bool // one of them is not the archive itself
	partly  bool // one of them is to be read again
}

// member is a file in an archive.
type member struct {
	of      *archive
	content *bufio.Reader // until fetch
	data    []byte        // from then on
}

// expand gives the files in the order of the walk, with the members of an archive
// in its place: each with its own path, its unpacked size and the archive's time.
// After the last member comes the end of the archive.
func (in *ingest) expand(files []found) iter.Seq[found] {
	return func(yield func(found) bool) {
		give := func(f found) bool {
			if f.member != nil {
				in.total.Add(1)
			}
			return yield(f)
		}
		for _, f := range files {
			if !in.unpack(f, "", give) {
				return
			}
		}
	}
}

// unpack gives what a file of the disk holds: itself, or its members; with only,
// nothing but what may lead to that path. Whatever is wrong with the file itself,
// reading it will say so. It reports whether more is wanted.
func (in *ingest) unpack(f found, only string, yield func(found) bool) bool {
	if known, ok := in.archives[f.path]; ok && !f.again && known.Same(f.size, f.mod) && known.Parser == in.version {
		return yield(found{path: f.path, end: &archive{found: f, members: known.Members}})
	}
	if f.err != nil || in.seen(f) != nil || !f.settled(in.now()) {
		return yield(f)
	}
	if isList(f.path) {
		_, f.err = readListFile(f.path)
		return yield(f)
	}
	a := openArchive(f)
	if a == nil {
		f.listed = in.lists.of(f.path)
		return yield(f)
	}
	defer a.file.Close() // it was read alone
	a.only, a.yield = only, yield
	in.unpackArchive(a)
	return !a.ended && yield(found{path: f.path, end: a})
}

// seen returns what the ledger has of a file that need not be read again.
func (in *ingest) seen(f found) *store.SeenFile {
	if seen, ok := in.ledger.Seen(f.path, f.size, f.mod); ok && !f.again && !in.stale(seen) {
		return &seen
	}
	return nil
}

// openArchive opens a file that is an archive by its first bytes; nil for any
// other, and for one that is no longer what the walk found.
func openArchive(f found) *archive {
	file, err := os.Open(f.path)
	if err != nil {
		return nil
	}
	if changed, err := f.changed(file); err == nil && !changed && holdsArchive(bufio.NewReader(file), f.path) {
		return &archive{found: f, file: file, content: bufio.NewReaderSize(nil, bufferSize)}
	}
	_ = file.Close() // it was read alone
	return nil
}

// holdsArchive reports whether a zip archive begins here, plain or gzipped. A
// gzip file that is named as an activity is not looked into.
func holdsArchive(in *bufio.Reader, name string) bool {
	head, _ := in.Peek(sniffedOfZip) // an error comes again
	switch parse.Sniff(head) {
	case parse.Zip:
		return true
	case parse.Gzip:
		if namedActivity(withoutGz(name)) {
			return false
		}
		packed, _ := in.Peek(bufferSize)
		content, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			return false
		}
		head := make([]byte, sniffedOfZip)
		n, _ := io.ReadFull(content, head)
		return parse.Sniff(head[:n]) == parse.Zip
	}
	return false
}

// sniffedOfZip is enough to tell an archive.
const sniffedOfZip = 4

// withoutGz is the name of what a gzip file holds.
func withoutGz(name string) string {
	if strings.EqualFold(filepath.Ext(name), ".gz") {
		return name[:len(name)-len(".gz")]
	}
	return name
}

// unpackArchive gives the members of an archive of the disk.
func (in *ingest) unpackArchive(a *archive) {
	head := make([]byte, sniffedOfZip)
	if _, err := a.file.ReadAt(head, 0); err != nil {
		a.refuse(a.path, a.size, diskFailure(err))
		return
	}
	if parse.Sniff(head) == parse.Zip {
		in.unpackZip(a, a.file, a.size, a.path, 1)
		return
	}
	in.unpackPacked(a, a.path, a.size, 1, func() (io.ReadCloser, error) {
		if _, err := a.file.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		return gzip.NewReader(bufio.NewReaderSize(a.file, bufferSize))
	})
}

// give passes a member on, and reports whether the next is wanted.
func (a *archive) give(f found) bool {
	a.ended = !a.yield(f)
	return !a.ended
}

// unpackPacked gives the members of an archive that is packed as a whole. Like all
// that gives members it reports whether more of the file on the disk is wanted.
func (in *ingest) unpackPacked(a *archive, name string, packedSize int64, depth int, open func() (io.ReadCloser, error)) bool {
	content := &inflated{open: open, read: &a.unpacked}
	defer content.Close() // the pass at hand has nothing more to say
	limit := min(maxUnpacked-a.unpacked, max(packedSize*maxRatio, freeOfRatio))
	size, err := content.length(limit)
	switch {
	case err != nil:
		return a.refuse(name, packedSize, asArchiveFailure(err, name))
	case size == limit:
		return a.refuse(name, packedSize, overRatio())
	}
	return in.unpackZip(a, content, size, name, depth)
}

// fetch reads the bytes of a member, in order, so that workers need nothing of the
// archive.
func fetch(f found) found {
	if f.member == nil || f.member.content == nil {
		return f
	}
	m := f.member
	data := make([]byte, f.size)
	n, err := io.ReadFull(m.content, data)
	if err == nil {
		_, err = m.content.ReadByte() // the checksum is compared at the end
	}
	m.of.unpacked += int64(n)
	m.content = nil
	switch {
	case errors.Is(err, io.EOF) && int64(n) == f.size:
		m.data = data
	case m.of.touched():
		f.err = errChanging
	default:
		f.err = memberFailure(err)
	}
	return f
}

// refuse gives one file for an archive that cannot be read.
func (a *archive) refuse(name string, size int64, err error) bool {
	return a.give(found{path: name, size: size, mod: a.mod, err: err, member: &member{of: a}})
}

// onward reports whether the next member, of a size that it claims, can be read, and
// says once why not.
func (a *archive) onward(size int64) bool {
	switch {
	case a.touched():
		a.refuse(a.path, a.size, errChanging)
		return false
	case size > maxUnpacked-a.unpacked:
		a.refuse(a.path, a.size, &failure{
			reason: fmt.Sprintf("an archive that unpacks to more than %d GB; the rest of it is left out", maxUnpacked>>30),
			hint:   "unpack it into a folder and ingest that folder",
		})
		return false
	}
	return true
}

// touched reports whether an archive is no longer what the walk found.
func (a *archive) touched() bool {
	changed, err := a.changed(a.file)
	return changed || err != nil
}

// errChanging is for a file that is still being written.
var errChanging = errors.New("still being written")

// judged notes what became of a member.
func (a *archive) judged(r reading) {
	a.members++
	a.opened = a.opened || r.path != a.path
	a.partly = a.partly || r.waiting
	for _, c := range r.contents {
		var fail *failure
		if errors.As(c.err, &fail) && fail.passing {
			a.partly = true
		}
	}
}

// finish takes note of an archive whose members have all come.
func (in *ingest) finish(a *archive) {
	switch {
	case a.file == nil:
		in.knownMembers += a.members
	case a.opened && !a.partly:
		in.finished = append(in.finished, store.Archive{
			Path: a.path, Size: a.size, ModTime: a.mod, Members: a.members, Parser: in.version,
		})
	}
}

// noteArchives has the database remember what need not be opened again. It comes
// after everything else: an archive that is not noted costs a look at its table of
// contents, one that is noted too early would hide a member.
func (in *ingest) noteArchives(ctx context.Context) error {
	if in.opt.DryRun {
		return nil
	}
	return in.db.PutArchives(ctx, in.opt.Athlete, in.finished)
}

// readAgain reads the payload that was found at a path once more, whatever the
// ledger says of it: a file of the disk, or the one member of an archive.
func (in *ingest) readAgain(name string) reading {
	f, err := onDisk(name)
	if err != nil {
		return in.read(found{path: name, err: diskFailure(err)})
	}
	f.again = true
	r := in.read(found{path: name, size: f.size, mod: f.mod, err: &failure{
		reason:  "no longer in its archive",
		hint:    "ingest the archive once more",
		passing: true,
	}})
	in.unpack(f, name, func(m found) bool {
		if m.path != name || m.end != nil {
			return true
		}
		r = in.read(fetch(m))
		return false
	})
	return r
}

// onDisk finds the file that a path names, or the archive that its beginning names.
func onDisk(name string) (found, error) {
	for file := name; ; file = filepath.Dir(file) {
		info, err := os.Lstat(file)
		switch {
		case err == nil && info.Mode().IsRegular():
			return found{path: file, size: info.Size(), mod: info.ModTime()}, nil
		case err == nil, filepath.Dir(file) == file:
			return found{}, &fs.PathError{Op: "find", Path: name, Err: fs.ErrNotExist}
		case !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR):
			return found{}, err
		}
	}
}

// memberPath is the path of a file in an archive. Nothing is written to it, so a
// name that climbs out of the archive does no harm and is cleaned.
func memberPath(archive, name string) string {
	name = strings.ToValidUTF8(name, "\uFFFD")
	return archive + path.Clean("/"+strings.ReplaceAll(name, `\`, "/"))
}

func tooDeep() *failure {
	return &failure{
		reason: fmt.Sprintf("archives inside archives, more than %d deep", maxDepth),
		hint:   "unpack the outer ones into a folder and ingest that folder",
	}
}
