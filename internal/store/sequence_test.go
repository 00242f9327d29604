package store

import (
	"math"
	"reflect"
	"testing"
	"time"

	"secondwind/internal/training"
)

func TestSequenceText(t *testing.T) {
	cell := func(row, col int32) training.Cell { return training.Cell{Row: row, Col: col} }
	tests := []struct {
		name string
		got  any
		want any
	}{
		{"no bins", binsText(training.Bins{First: 4}, 1), nil},
		{"bins", binsText(training.Bins{First: -2, Values: []float64{0, 1.25, math.NaN()}}, 1000), "[-2,0,1250,null]"},
		{"too large a bin", binsText(training.Bins{Values: []float64{1e300, math.Inf(1)}}, 1000), "[0,null,null]"},
		{"cells by row", cellsText([]training.Cell{cell(-3, 7), cell(-3, -8), cell(2, 7)}), "[[-3,7,-8],[2,7]]"},
		{"no cells", cellsText(nil), nil},
		{
			"splits", splitsText([]training.Split{{DistanceM: 1000, Elapsed: 300 * time.Second, GAPSpeedMS: 3.3333, HeartRateBPM: training.Some(150.5)}, {DistanceM: 12.345}}),
			"[[100000,300000,3333,15050],[1235,0,0,null]]",
		},
		{"pauses", pausesText([]training.Pause{{From: time.Second, To: 1500 * time.Microsecond}}), "[[1000,2]]"},
		{"outline", outlineText([]training.Point{{X: -0.04, Y: 12.36}}), "[[0,124]]"},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("%s: got %v, want %v", test.name, test.got, test.want)
		}
	}
}

func TestReadSequence(t *testing.T) {
	tests := []struct {
		name string
		got  any
		want any
	}{
		{"no cells", readCells(""), []training.Cell(nil)},
		{"blanks, as a person writes", readCells("[ [ -3, 7, -8 ], [ 2, 7 ] ]"), []training.Cell{{Row: -3, Col: 7}, {Row: -3, Col: -8}, {Row: 2, Col: 7}}},
		{"bins", readBins("[-2,0,1250]", 1000), training.Bins{First: -2, Values: []float64{0, 1.25}}},
		{"no bins", readBins("", 1000), training.Bins{}},
		{"absent", readEach("[[100000,300000,3333,null]]", readSplit), []training.Split{{DistanceM: 1000, Elapsed: 300 * time.Second, GAPSpeedMS: 3.333}}},
	}
	for _, test := range tests {
		if !reflect.DeepEqual(test.got, test.want) {
			t.Errorf("%s: got %v, want %v", test.name, test.got, test.want)
		}
	}
}

// The database is the user's: whatever they write there must not stop a report.
func FuzzReadSequence(f *testing.F) {
	for _, seed := range []string{"", "[", "[[1,2],[3", "[null,nul", "--1", "[99999999999999999999]", "n", "[[[[", "[1,2,3]"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		readCells(text)
		readBins(text, msPerSecond)
		if got := readEach(text, readBlock); len(got) > len(text) {
			t.Errorf("got %d blocks of %d bytes", len(got), len(text))
		}
	})
}
