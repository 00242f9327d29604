package parse

import "testing"

// BenchmarkFIT reads the FIT files of the corpus.
func BenchmarkFIT(b *testing.B) { benchmarkFile(b, corpus(b, FIT)) }

// BenchmarkGPX reads the GPX files of the corpus.
func BenchmarkGPX(b *testing.B) { benchmarkFile(b, corpus(b, GPX)) }

// BenchmarkTCX reads the TCX files of the corpus.
func BenchmarkTCX(b *testing.B) { benchmarkFile(b, corpus(b, TCX)) }

func benchmarkFile(b *testing.B, files []corpusFile) {
	b.SetBytes(size(files))
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

func size(files []corpusFile) int64 {
	bytes := 0
	for _, f := range files {
		bytes += len(f.data)
	}
	return int64(bytes)
}

// BenchmarkFITReaders compares the two readers on the same files.
func BenchmarkFITReaders(b *testing.B) {
	readers := []struct {
		name string
		read func(*fitBlock, []byte) (*fitData, error)
	}{{"muktihari", readMain}, {"tormoder", readSecond}}
	files := corpus(b, FIT)
	for _, reader := range readers {
		b.Run(reader.name, func(b *testing.B) {
			b.SetBytes(size(files))
			b.ReportAllocs()
			for b.Loop() {
				for _, f := range files {
					blocks, _ := splitFIT(f.data)
					for i := range blocks {
						_, _ = reader.read(&blocks[i], blocks[i].data) // damaged files are part of the corpus
					}
				}
			}
		})
	}
}

// BenchmarkGPXReaders compares the two readers on the same files.
func BenchmarkGPXReaders(b *testing.B) {
	readers := []struct {
		name string
		read func([]byte) (*gpxDocument, error)
	}{{"lenient", readLenient}, {"gpxgo", readGPXGo}}
	files := corpus(b, GPX)
	for _, reader := range readers {
		b.Run(reader.name, func(b *testing.B) {
			b.SetBytes(size(files))
			b.ReportAllocs()
			for b.Loop() {
				for _, f := range files {
					_, _ = reader.read(f.data) // so are documents that gpxgo refuses
				}
			}
		})
	}
}
