package inbox

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"secondwind/parse"
)

// found is a file that a walk came upon, a member of an archive, or what could not
// be listed.
type found struct {
	path  string    // absolute, clean; of a member, its name follows that of the archive
	size  int64     // of a member: unpacked
	mod   time.Time // of a member: the archive's
	err   error     // why it is not to be read, as content.err
	again bool      // to be read whatever the ledger says of it

	member *member               // nil for a file of the disk
	listed *parse.ListedActivity // what the list of its export says of it, if any
	end    *archive              // not a file: all members of this archive have come
}

// walk lists the files at and under the given paths: paths in their order,
// folders by name, each file once and those of exclude never. Symbolic links inside
// a folder are left alone: their target is either in the folder anyway or none of
// our business.
func walk(ctx context.Context, paths, exclude []string) ([]found, error) {
	w := walker{ctx: ctx, seen: map[string]bool{}}
	for _, p := range exclude {
		// The file may come and go, as a write-ahead log does; its folder stays.
		dir, err := absolute(filepath.Dir(p))
		if errors.Is(err, fs.ErrNotExist) {
			continue // nothing in it can be found either
		}
		if err != nil {
			return nil, fmt.Errorf("leave out %s: %w", p, err)
		}
		w.seen[filepath.Join(dir, filepath.Base(p))] = true
	}
	for _, p := range paths {
		root, err := absolute(p)
		if err != nil {
			return nil, fmt.Errorf("find %s: %w", p, err)
		}
		if err := w.add(root); err != nil {
			return nil, err
		}
	}
	return w.files, nil
}

// absolute returns the one name under which a file is remembered. A path that
// the runner named may be a link; it was named, so it is followed.
func absolute(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(abs)
}

type walker struct {
	ctx   context.Context
	files []found
	seen  map[string]bool // or never to be seen
}

func (w *walker) add(root string) error {
	return filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case w.ctx.Err() != nil:
			return w.ctx.Err()
		case err != nil:
			w.keep(found{path: path, err: diskFailure(err)})
			return nil
		case path != root && skipped(entry.Name(), entry.IsDir()):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !entry.Type().IsRegular():
			return nil
		}
		info, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil // gone since the folder was listed
		}
		if err != nil {
			w.keep(found{path: path, err: diskFailure(err)})
			return nil
		}
		w.keep(found{path: path, size: info.Size(), mod: info.ModTime()})
		return nil
	})
}

func (w *walker) keep(f found) {
	if w.seen[f.path] {
		return
	}
	w.seen[f.path] = true
	w.files = append(w.files, f)
}

// skipped reports whether a name inside a folder is never an activity: what
// browsers, synchronisers, editors and systems leave behind, and the folders
// that ingest itself moves files into.
func skipped(name string, dir bool) bool {
	lower := strings.ToLower(name)
	if dir {
		switch lower {
		case "done", "failed", "@eadir", "__macosx":
			return true
		}
	}
	switch {
	case strings.HasPrefix(name, "."), strings.HasPrefix(name, "~"): // ".syncthing.*" and "._*" among them
		return true
	case strings.Contains(lower, ".sync-conflict-"):
		return true
	}
	switch filepath.Ext(lower) {
	case ".part", ".crdownload", ".tmp":
		return true
	}
	return false
}

// settled reports whether a file has been left alone long enough to be whole.
// A time in the future says nothing, so such a file is taken as it is.
func (f found) settled(now time.Time) bool {
	age := now.Sub(f.mod)
	return age >= settleTime || age <= -settleTime
}

// settleTime is how long a file must have been left alone before it is read: a
// copy over a slow cable touches its file every few seconds.
const settleTime = 10 * time.Second
