package reports

import (
	"testing"

	"secondwind/internal/training"
)

// What answers a question of the receipt is about the same data.
func TestAnswersNameTheData(t *testing.T) {
	pairs := []training.TwinPair{{Path: "phone.gpx", Kept: "watch.fit", ID: "b0d55417fa01189f"}}
	for called, want := range map[string]string{
		"":                                   "ingest --split b0d55417fa01189f",
		"bin/ingest --db 'my runs.duckdb'":   "bin/ingest --db 'my runs.duckdb' --split b0d55417fa01189f",
		"ingest --athlete 'Ada\u202e\x1b[m'": "ingest --athlete 'Ada[m' --split b0d55417fa01189f",
	} {
		b := builder{opt: Options{Ingest: called}}
		if got := b.twins(pairs)[0].Command; got != want {
			t.Errorf("called %q: got %q, want %q", called, got, want)
		}
	}
}
