package inbox

import (
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"secondwind/internal/training"
	"secondwind/parse"
)

// listName is how the list of activities in an export is called, in any case.
const listName = "activities.csv"

// list is what the list of activities of an export says of its files, by their
// names beside it.
type list map[string]parse.ListedActivity

// The kinds of a list on a receipt. One that is not understood costs names and
// gear, and no activity.
const (
	listKind    = "activity list"
	oddListKind = "unreadable activity list"
)

// maxListBytes is far more than the list of a lifetime.
const maxListBytes = 64 << 20

// readList reads a list. The error says what the file is, as one of package parse
// does: a *[parse.UnsupportedError] in any case, since a list is no activity.
func readList(r io.Reader) (list, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxListBytes+1))
	if err != nil {
		return nil, err
	}
	listed, err := parse.ExportList(data)
	if err != nil {
		return nil, &parse.UnsupportedError{Kind: oddListKind, Reason: "no list of activities as exports have it", Err: err}
	}
	l := make(list, len(listed))
	for _, a := range listed {
		l[listKey(a.File)] = a
	}
	return l, &parse.UnsupportedError{Kind: listKind, Reason: "the list of activities of an export"}
}

// listKey is a file of a list by its name, whether or not it has been unpacked
// meanwhile.
func listKey(name string) string {
	name = path.Clean(strings.ReplaceAll(strings.ToLower(name), `\`, "/"))
	return strings.TrimSuffix(name, ".gz")
}

// of returns what a list says of a file; nil for nothing.
func (l list) of(name string) *parse.ListedActivity {
	if a, ok := l[listKey(name)]; ok {
		return &a
	}
	return nil
}

// isList reports whether a file is a list of activities by its name.
func isList(name string) bool { return strings.EqualFold(path.Base(filepath.ToSlash(name)), listName) }

// folderLists finds the list of a folder of the disk, and reads each once.
type folderLists struct {
	mu   sync.Mutex
	read map[string]list // by folder; nil for one without
}

// of returns what a list beside a file, or beside its folder, says of it.
func (f *folderLists) of(file string) *parse.ListedActivity {
	dir := filepath.Dir(file)
	if a := f.in(dir).of(filepath.Base(file)); a != nil {
		return a
	}
	return f.in(filepath.Dir(dir)).of(filepath.Base(dir) + "/" + filepath.Base(file))
}

func (f *folderLists) in(dir string) list {
	f.mu.Lock()
	defer f.mu.Unlock()
	l, done := f.read[dir]
	if !done {
		l = listOf(dir)
		f.read[dir] = l
	}
	return l
}

// listOf reads the list in a folder. One that cannot be read is told of where the
// walk meets it, and no folder need hold any.
func listOf(dir string) list {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	for _, e := range entries {
		if isList(e.Name()) && e.Type().IsRegular() {
			l, _ := readListFile(filepath.Join(dir, e.Name()))
			return l
		}
	}
	return nil
}

// readListFile reads the list in a file of the disk; the error is as of [readList],
// or a *failure.
func readListFile(name string) (l list, err error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, diskFailure(err)
	}
	defer func() {
		if closeErr := file.Close(); closeErr != nil {
			err = diskFailure(closeErr)
		}
	}()
	l, err = readList(file)
	if !errors.As(err, new(*parse.UnsupportedError)) {
		err = diskFailure(err)
	}
	return l, err
}

// genericSport is what a device writes that was told no sport.
const genericSport training.Sport = "generic"

// complete fills in what a list says of an activity and its file does not.
func complete(a *training.Activity, listed *parse.ListedActivity) {
	if a.Name == "" {
		a.Name = listed.Name
	}
	a.Gear = listed.Gear
	unsaid := a.Sport == "" || a.Sport == genericSport || a.SportSource == training.SportFromName
	if unsaid && listed.Sport != "" {
		a.Sport, a.SubSport, a.SportSource = listed.Sport, listed.SubSport, training.SportFromExport
	}
}
