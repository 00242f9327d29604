// Generate writes the made archive of sample-data: forty weeks of one runner
// who does not exist, in a park that does not exist, as a watch and a phone
// would have exported them.
//
//	go run ./sample-data/generate [-out DIR]
//
// The story is the table in season.go; what is planted where is told in
// sample-data/README.md. The same source gives the same bytes: all chance comes
// from generators seeded with the date of the run, and no clock is read.
//
// The way through: season.go (the plan) → routes.go (where) → runner.go (how the
// body moves, second by second) → recorder.go (what a device notes of it) →
// fit.go, gpx.go (how a file says it) → archive.go (folders, names, compression).
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() {
	out := flag.String("out", filepath.Join("sample-data", "export"), "the folder to write; garmin and phone in it are replaced")
	flag.Parse()
	if err := run(os.Stdout, *out); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// run writes the made archive into a folder, in place of the one before.
func run(stdout io.Writer, out string) error {
	files, err := archive()
	if err != nil {
		return err
	}
	for _, device := range []string{watchFolder, phoneFolder} {
		if err := os.RemoveAll(filepath.Join(out, device)); err != nil {
			return fmt.Errorf("clear the folder: %w", err)
		}
	}
	var bytes int
	for _, f := range files {
		packed, err := f.packed()
		if err != nil {
			return fmt.Errorf("pack %s: %w", f.path, err)
		}
		path := filepath.Join(out, filepath.FromSlash(f.path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("make a folder: %w", err)
		}
		if err := os.WriteFile(path, packed, 0o644); err != nil {
			return fmt.Errorf("write a file: %w", err)
		}
		bytes += len(packed)
	}
	_, err = fmt.Fprintf(stdout, "%d files, %.2f MB in %s\n", len(files), float64(bytes)/1e6, out)
	return err
}
