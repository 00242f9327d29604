package inbox

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestWalk(t *testing.T) {
	dir := tree{
		"b.fit": nil, "a/z.gpx": nil, "a/B.FIT": nil, "c.txt": nil,
		".hidden.fit": nil, "._b.fit": nil, "~b.fit": nil, "b.fit.part": nil, "b.fit.crdownload": nil, "b.TMP": nil,
		".syncthing.b.fit.tmp": nil, "b.sync-conflict-20260101-120000-ABC.fit": nil,
		"done/d.fit": nil, "failed/f.fit": nil, "a/@eaDir/e.fit": nil, "__MACOSX/m.fit": nil, ".git/g.fit": nil,
	}.plant(t)
	outside := tree{"o.fit": nil, "sub/p.fit": nil}.plant(t)
	for name, target := range map[string]string{
		"file-link.fit": filepath.Join(outside, "o.fit"), "folder-link": outside, "loop": dir, "broken": filepath.Join(dir, "nowhere"),
	} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	all := []string{"a/B.FIT", "a/z.gpx", "b.fit", "c.txt"}
	tests := []struct {
		name    string
		paths   []string
		exclude []string
		want    []string
	}{
		{"a folder by name", []string{dir}, nil, all},
		{"a link that is named", []string{link}, nil, all},
		{"a file before its folder", []string{filepath.Join(dir, "b.fit"), dir}, nil, []string{"b.fit", "a/B.FIT", "a/z.gpx", "c.txt"}},
		{"a folder twice", []string{dir, filepath.Join(dir, "a")}, nil, all},
		{"a skipped folder that is named", []string{filepath.Join(dir, "done")}, nil, []string{"done/d.fit"}},
		{"without the database", []string{dir}, []string{filepath.Join(dir, "b.fit"), filepath.Join(dir, "b.fit.wal")}, []string{"a/B.FIT", "a/z.gpx", "c.txt"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files, err := walk(t.Context(), tt.paths, tt.exclude)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range files {
				got = append(got, filepath.ToSlash(strings.TrimPrefix(f.path, dir+string(filepath.Separator))))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestWalkRefusesMissingPath(t *testing.T) {
	if _, err := walk(t.Context(), []string{filepath.Join(t.TempDir(), "nowhere")}, nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want an error that the path does not exist", err)
	}
}
