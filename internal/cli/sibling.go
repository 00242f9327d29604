package cli

import (
	"os"
	"path/filepath"
)

// Sibling returns how the other program is called by someone who called this one
// as they did: bin/report for bin/ingest, report for ingest.
func Sibling(name string) string { return siblingOf(os.Args[0], name) }

func siblingOf(called, name string) string {
	if filepath.Base(called) == called {
		return name // found by the PATH
	}
	return filepath.Dir(called) + string(filepath.Separator) + name
}
