package inbox

import (
	"archive/zip"
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"path"
	"path/filepath"
	"strings"

	"secondwind/parse"
)

// unpackZip gives the members of a zip archive, in its order. It reports whether
// more is wanted.
func (in *ingest) unpackZip(a *archive, content io.ReaderAt, size int64, name string, depth int) bool {
	if depth > maxDepth {
		return a.refuse(name, size, tooDeep())
	}
	before := a.directory
	defer func() { a.directory = before }()
	files, err := a.list(content, size)
	if err != nil {
		return a.refuse(name, size, asArchiveFailure(err, name))
	}
	if !ours(name, files) {
		return a.refuse(name, size, errForeign)
	}
	z := zipArchive{archive: a, packed: content, name: name, depth: depth, paths: map[string]bool{}, lists: map[string]list{}}
	z.readLists(files)
	for _, f := range files {
		if skippedMember(f) {
			continue
		}
		if !in.unpackMember(&z, f) {
			return false
		}
	}
	if len(z.paths) == 0 {
		return a.refuse(name, size, errForeign)
	}
	return true
}

// zipArchive is one zip archive of those that lie in a file.
type zipArchive struct {
	*archive
	packed io.ReaderAt
	name   string
	depth  int
	paths  map[string]bool // of the members so far
	lists  map[string]list // of activities, by the folder that they lie in
}

// list reads the table of contents.
func (a *archive) list(content io.ReaderAt, size int64) ([]*zip.File, error) {
	limited := &limitedReaderAt{content, maxDirectory - a.directory}
	r, err := zip.NewReader(limited, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // no name is ever opened
		return nil, err
	}
	a.directory = maxDirectory - limited.left
	limited.left = math.MaxInt64
	if a.listed += len(r.File); a.listed > maxMembers {
		return nil, tooManyMembers()
	}
	return r.File, nil
}

// limitedReaderAt reads no more than a number of bytes.
type limitedReaderAt struct {
	io.ReaderAt
	left int64
}

// ReadAt implements [io.ReaderAt]; calls must come one by one.
func (l *limitedReaderAt) ReadAt(p []byte, off int64) (int, error) {
	if l.left -= int64(len(p)); l.left < 0 {
		return 0, tooManyMembers()
	}
	return l.ReaderAt.ReadAt(p, off)
}

// ours reports whether an archive means to hold activities: documents and programs
// are zip archives too, and no concern of ours.
func ours(name string, files []*zip.File) bool {
	if strings.EqualFold(filepath.Ext(name), ".zip") || namedActivity(withoutGz(name)) {
		return true
	}
	for _, f := range files {
		if !skippedMember(f) && namedActivity(withoutGz(f.Name)) {
			return true
		}
	}
	return false
}

// skippedMember reports whether a member is no file, or one that is passed over in
// a folder as well.
func skippedMember(f *zip.File) bool {
	name := memberPath("", f.Name)
	if name == "/" || !f.Mode().IsRegular() || strings.HasSuffix(f.Name, `\`) {
		return true
	}
	dir, base := path.Split(name)
	for folder := range strings.SplitSeq(strings.Trim(dir, "/"), "/") {
		if skipped(folder, true) {
			return true
		}
	}
	return skipped(base, false)
}

// readLists reads the lists of activities of an export, which fill in what its
// files do not say.
func (z *zipArchive) readLists(files []*zip.File) {
	for _, f := range files {
		if !isList(memberPath("", f.Name)) || skippedMember(f) || f.UncompressedSize64 > maxListBytes {
			continue
		}
		if content, err := f.Open(); err == nil { // else it is told of in its turn
			z.lists[path.Dir(memberPath("", f.Name))], _ = readList(content)
			content.Close() // it was read alone
		}
	}
}

// listedAs returns what the lists of the archive say of a member.
func (z *zipArchive) listedAs(f *zip.File) *parse.ListedActivity {
	dir, base := path.Split(memberPath("", f.Name))
	dir = path.Clean(dir)
	if a := z.lists[dir].of(base); a != nil {
		return a
	}
	return z.lists[path.Dir(dir)].of(path.Base(dir) + "/" + base)
}

// pathOf names a member, apart from any before it of the same name.
func (z *zipArchive) pathOf(f *zip.File) string {
	name := memberPath(z.name, f.Name)
	stem := strings.TrimSuffix(withoutGz(name), path.Ext(withoutGz(name)))
	ext := name[len(stem):]
	for n := 2; z.paths[name]; n++ {
		name = fmt.Sprintf("%s (%d)%s", stem, n, ext)
	}
	z.paths[name] = true
	return name
}

// unpackMember gives one member, or those of an archive that it is.
func (in *ingest) unpackMember(z *zipArchive, f *zip.File) bool {
	m := found{
		path: z.pathOf(f), size: int64(f.UncompressedSize64), mod: z.mod,
		listed: z.listedAs(f), again: z.again, member: &member{of: z.archive},
	}
	if z.only != "" && z.only != m.path && !strings.HasPrefix(z.only, m.path+"/") {
		return true
	}
	if in.seen(m) != nil {
		return z.give(m)
	}
	if !z.onward(0) {
		return false
	}
	content, err := openMember(f)
	if err != nil {
		return z.giveUnread(m, err)
	}
	defer content.Close() // it was read alone
	packed := z.content
	packed.Reset(content)
	head, err := peek(packed)
	switch {
	case err != nil:
		return z.giveUnread(m, memberFailure(err))
	case holdsArchive(packed, m.path):
		return in.unpackNested(z, f, m, parse.Sniff(head))
	case isList(m.path):
		_, m.err = readList(packed)
	default:
		m.err = refusal(f, m, head)
	}
	if m.err != nil {
		return z.give(m)
	}
	m.member.content = packed
	return z.onward(m.size) && z.give(m)
}

// giveUnread gives a member of which nothing can be read: by its name, a failure or
// foreign.
func (z *zipArchive) giveUnread(m found, err error) bool {
	m.err = err
	if !claimsByName(m.path) {
		m.err = errForeign
	}
	return z.give(m)
}

// refusal says why a member that could be opened is not to be read; nil if it is. No
// member exceeds what it claims to unpack to.
func refusal(f *zip.File, m found, head []byte) error {
	switch {
	case !claimsActivity(head, withoutGz(m.path)):
		return errForeign
	case m.size >= 0 && m.size <= parse.MaxBytes && !inflatesTooMuch(f):
		return nil
	case parse.Sniff(head) == parse.Gzip && !claimsByName(m.path):
		return errForeign
	case m.size >= 0 && m.size <= parse.MaxBytes:
		return overRatio()
	}
	return tooLarge()
}

// inflatesTooMuch reports whether a member claims to unpack to more than a file may.
func inflatesTooMuch(f *zip.File) bool {
	return f.UncompressedSize64 > freeOfRatio && f.UncompressedSize64/maxRatio > f.CompressedSize64
}

// unpackNested gives the members of an archive in an archive.
func (in *ingest) unpackNested(z *zipArchive, f *zip.File, m found, kind parse.Format) bool {
	if !z.onward(m.size) {
		return false
	}
	switch {
	case inflatesTooMuch(f) || m.size < 0:
		return z.refuse(m.path, m.size, overRatio())
	case kind == parse.Gzip:
		return in.unpackPacked(z.archive, m.path, m.size, z.depth+1, func() (io.ReadCloser, error) {
			content, err := f.Open()
			if err != nil {
				return nil, err
			}
			unpacked, err := gzip.NewReader(bufio.NewReaderSize(content, bufferSize))
			return within{unpacked, content}, err
		})
	case f.Method == zip.Store:
		at, err := f.DataOffset()
		if err != nil {
			return z.refuse(m.path, m.size, asArchiveFailure(err, m.path))
		}
		return in.unpackZip(z.archive, io.NewSectionReader(z.packed, at, m.size), m.size, m.path, z.depth+1)
	}
	content := &inflated{open: f.Open, read: &z.unpacked}
	defer content.Close() // the pass at hand has nothing more to say
	return in.unpackZip(z.archive, content, m.size, m.path, z.depth+1)
}

// within closes what a reader reads from.
type within struct {
	io.Reader
	io.Closer
}

// encrypted is the bit of a member's flags that says so.
const encrypted = 1

// openMember opens a member, or says why that is not possible.
func openMember(f *zip.File) (io.ReadCloser, error) {
	if f.Flags&encrypted != 0 {
		return nil, &failure{
			reason: "locked with a password",
			hint:   "unpack the archive with its password and ingest the folder",
		}
	}
	content, err := f.Open()
	if err != nil {
		return nil, memberFailure(err)
	}
	return content, nil
}

// claimsByName reports whether a member that cannot be opened means to be an
// activity, or to hold some.
func claimsByName(name string) bool {
	return namedActivity(withoutGz(name)) || strings.EqualFold(filepath.Ext(name), ".zip")
}

// memberFailure says why a member cannot be read.
func memberFailure(err error) error {
	var disk *fs.PathError
	var fail *failure
	switch {
	case errors.As(err, &fail):
		return fail
	case errors.As(err, &disk):
		return diskFailure(err)
	case errors.Is(err, zip.ErrAlgorithm):
		return &failure{
			reason: "packed in a way that is not read",
			hint:   "unpack the archive into a folder and ingest that folder",
		}
	case errors.Is(err, zip.ErrChecksum):
		return &failure{
			reason: "damaged in its archive: the checksum does not match",
			hint:   "copy or download the archive once more",
		}
	}
	return &failure{
		reason: "damaged in its archive",
		hint:   "copy or download the archive once more",
	}
}

// asArchiveFailure says why an archive cannot be listed. One that never claimed to hold
// activities is foreign instead.
func asArchiveFailure(err error, name string) error {
	var disk *fs.PathError
	var fail *failure
	switch {
	case errors.As(err, &disk):
		return diskFailure(err)
	case !claimsByName(name):
		return errForeign
	case errors.As(err, &fail):
		return fail
	}
	return &failure{
		reason: "a zip archive that is cut off or damaged: its table of contents, which stands at the end, cannot be read",
		hint:   "copy or download the archive once more",
	}
}

func tooManyMembers() *failure {
	return &failure{
		reason: fmt.Sprintf("an archive of more than %d files", maxMembers),
		hint:   "unpack it into a folder and ingest that folder",
	}
}
