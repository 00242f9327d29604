package cli

import (
	"path/filepath"
	"testing"
)

func TestSiblingOf(t *testing.T) {
	for called, want := range map[string]string{
		"ingest":                              "report",
		filepath.FromSlash("bin/ingest"):      filepath.FromSlash("bin/report"),
		filepath.FromSlash("./ingest"):        filepath.FromSlash("./report"),
		filepath.FromSlash("/opt/sw/ingest"):  filepath.FromSlash("/opt/sw/report"),
		filepath.FromSlash("../bin/./ingest"): filepath.FromSlash("../bin/report"),
	} {
		if got := siblingOf(called, "report"); got != want {
			t.Errorf("called as %s: got %s, want %s", called, got, want)
		}
	}
}
