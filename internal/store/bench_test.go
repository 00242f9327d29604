package store

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkWrite stores batches as an ingest does: 400 000 records of 100 activities.
func BenchmarkWrite(b *testing.B) {
	const files, records = 100, 4000
	ctx := context.Background()
	path := filepath.Join(b.TempDir(), "bench.db")
	db, err := Open(ctx, path, Options{})
	if err != nil {
		b.Fatal(err)
	}
	batch := madeFiles(files, records)
	n := 0
	for b.Loop() {
		for i := range batch {
			n++
			again := madeFile(uint64(n), 0)
			again.Activities[0].Activity.Records = batch[i].Activities[0].Activity.Records
			batch[i] = again
		}
		if err := db.Write(ctx, me, batch); err != nil {
			b.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(n*records)/b.Elapsed().Seconds(), "records/s")
	b.ReportMetric(float64(info.Size())/float64(n*records), "bytes/record")
}

// BenchmarkHistory reads a history of 2 700 activities with all their measures.
func BenchmarkHistory(b *testing.B) {
	const activities = 2700
	ctx := context.Background()
	db := newDB(b)
	if err := db.Write(ctx, me, madeFiles(activities, 1)); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		h, err := db.History(ctx, me)
		if err != nil || len(h.Runs) != activities {
			b.Fatal(len(h.Runs), err)
		}
	}
}
