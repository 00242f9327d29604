package profile

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/BurntSushi/toml"
)

// Name is what the file is called.
const Name = "secondwind.toml"

// maxSize of the file in bytes: room for a lifetime of races and breaks.
const maxSize = 64 << 10

// File is a secondwind.toml that could be read.
type File struct {
	Settings Settings
	path     string
	faults   []fault // what is no TOML, and left out
	root     table
}

// Exists reports whether there is such a file; the zero File stands for none.
func (f *File) Exists() bool { return f.path != "" }

// Fault returns an error of the kind [*BrokenError] where a part of the file is no TOML;
// the rest counts all the same.
func (f *File) Fault() error {
	if len(f.faults) == 0 {
		return nil
	}
	return &BrokenError{Path: f.path, Line: f.faults[0].line, Text: f.faults[0].text}
}

// BrokenError says why a file could not be read at all.
type BrokenError struct {
	Path string
	Line int // 0: the whole file
	Text string
}

func (e *BrokenError) Error() string { return at(e.Path, e.Line) + ": " + e.Text }

// SettingError is a setting that cannot be right.
type SettingError struct {
	Path string
	Line int
	Key  string
	Text string
}

func (e *SettingError) Error() string {
	return fmt.Sprintf("%s, %s %s", at(e.Path, e.Line), e.Key, e.Text)
}

// at names a place in a file.
func at(path string, line int) string {
	if line == 0 {
		return path
	}
	return fmt.Sprintf("%s, line %d", path, line)
}

// Load reads the file at path and its settings. The error is a [*BrokenError] where
// nothing of it can be read, a [*SettingError] where a setting is wrong, and one that
// is [fs.ErrNotExist] where there is none. A part of a profile that is no TOML is left
// out, and File.Profile tells of it.
func Load(path string) (*File, error) {
	data, err := read(path)
	if err != nil {
		return nil, err
	}
	text := strings.TrimPrefix(string(data), byteOrderMark)
	if line := tooNested(text); line > 0 {
		return nil, &BrokenError{Path: path, Line: line, Text: fmt.Sprintf("this is nested more than %d deep, and no profile is", maxNested)}
	}
	root, faults, err := mended(text)
	if err != nil {
		return nil, broken(path, err)
	}
	f := &File{path: path, faults: faults, root: root}
	if f.Settings, err = readSettings(path, root); err != nil {
		return nil, err
	}
	return f, nil
}

// read reads a file as far as one of this kind can be long.
func read(path string) (data []byte, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, err
	case err != nil:
		return nil, &BrokenError{Path: path, Text: "cannot be opened: " + cause(err)}
	case !info.Mode().IsRegular():
		return nil, &BrokenError{Path: path, Text: "is no ordinary file"}
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, &BrokenError{Path: path, Text: "cannot be opened: " + cause(err)}
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	data, err = io.ReadAll(io.LimitReader(file, maxSize+1))
	if err != nil {
		return nil, &BrokenError{Path: path, Text: "cannot be read: " + cause(err)}
	}
	if len(data) > maxSize {
		return nil, &BrokenError{Path: path, Text: fmt.Sprintf("is larger than %d kB, and no profile is", maxSize>>10)}
	}
	return data, nil
}

// cause is an error of the file system without the name of the file.
func cause(err error) string {
	var pathErr *os.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err.Error()
	}
	return err.Error()
}

// byteOrderMark is what some editors put before the first character.
const byteOrderMark = "\ufeff"

// parse reads TOML into a table that knows its lines.
func parse(text string) (table, error) {
	values := map[string]any{}
	meta, err := toml.Decode(text, &values)
	if err != nil {
		return table{}, err
	}
	return table{values: values, marks: markKeys(text, meta.Keys())}, nil
}

// broken words an error of the TOML reader.
func broken(path string, err error) error {
	var syntax toml.ParseError
	if !errors.As(err, &syntax) {
		return &BrokenError{Path: path, Text: err.Error()}
	}
	return &BrokenError{Path: path, Line: syntax.Position.Line, Text: noTOML(syntax)}
}
