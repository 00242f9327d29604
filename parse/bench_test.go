package parse

import (
	"testing"
)

// BenchmarkFIT reads the FIT activities of the corpus.
func BenchmarkFIT(b *testing.B) { benchmarkFile(b, corpus(b, FIT)) }

// BenchmarkGPX reads the GPX activities of the corpus.
func BenchmarkGPX(b *testing.B) { benchmarkFile(b, corpus(b, GPX)) }

func benchmarkFile(b *testing.B, files []corpusFile) {
	var bytes int64
	for _, f := range files {
		bytes += int64(len(f.data))
	}
	b.SetBytes(bytes)
	b.ReportAllocs()
	records := 0
	for b.Loop() {
		for _, f := range files {
			activities, _ := File(f.path, f.data) // refusals take their time too
			for i := range activities {
				records += len(activities[i].Records)
			}
		}
	}
	b.ReportMetric(float64(records)/b.Elapsed().Seconds(), "records/s")
}

// BenchmarkGPXReaders compares the two readers on the same files.
func BenchmarkGPXReaders(b *testing.B) {
	files := corpus(b, GPX)
	readers := map[string]func([]byte) (*gpxDocument, error){"lenient": readLenient, "gpxgo": readGPXGo}
	for name, read := range readers {
		b.Run(name, func(b *testing.B) {
			var bytes int64
			for b.Loop() {
				bytes = 0
				for _, f := range files {
					if _, err := read(f.data); err == nil {
						bytes += int64(len(f.data))
					}
				}
			}
			b.SetBytes(bytes)
			b.ReportAllocs()
		})
	}
}
