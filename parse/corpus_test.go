package parse

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// corpusDir holds other people's files; it lies beside the checkout and is not
// part of the project.
const corpusDir = "../../shared/corpus"

// corpusFile is a row of the corpus manifest that matters here.
type corpusFile struct {
	path     string
	kind     string
	run      bool
	records  int
	sessions int
	tags     string
	data     []byte // unpacked
}

// corpus returns the files of one format, unpacked, or skips the test.
func corpus(tb testing.TB, format Format) []corpusFile {
	tb.Helper()
	manifest, err := os.Open(filepath.Join(corpusDir, "MANIFEST.tsv"))
	if err != nil {
		tb.Skip("../shared is not beside the checkout")
	}
	defer manifest.Close()
	r := csv.NewReader(manifest)
	r.Comma = '\t'
	r.LazyQuotes = true
	rows, err := r.ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	column := make(map[string]int)
	for i, name := range rows[0] {
		column[name] = i
	}
	var files []corpusFile
	for _, row := range rows[1:] {
		f := corpusFile{
			path: row[column["path"]],
			kind: row[column["kind"]],
			run:  row[column["run"]] == "1",
			tags: row[column["tags"]],
		}
		f.records, _ = strconv.Atoi(row[column["records"]])
		f.sessions, _ = strconv.Atoi(row[column["sessions"]])
		if f.data, err = os.ReadFile(filepath.Join(corpusDir, f.path)); err != nil {
			tb.Fatal(err)
		}
		if Sniff(f.data) == Gzip {
			f.data = gunzip(tb, f.data)
		}
		if Sniff(f.data) == format {
			files = append(files, f)
		}
	}
	return files
}

func gunzip(tb testing.TB, data []byte) []byte {
	tb.Helper()
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		tb.Fatal(err)
	}
	unpacked, err := io.ReadAll(io.LimitReader(z, 64<<20))
	if err != nil {
		tb.Fatal(err)
	}
	return unpacked
}

func hasTag(f corpusFile, tag string) bool {
	return strings.Contains(","+f.tags+",", ","+tag+",")
}
