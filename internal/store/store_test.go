package store

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"secondwind/internal/training"
)

const me = "me"

// open opens a database of the test's own, or the one at path.
func open(tb testing.TB, path string, opt Options) *DB {
	tb.Helper()
	db, err := Open(context.Background(), path, opt)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { db.Close() })
	return db
}

func newDB(tb testing.TB) *DB {
	tb.Helper()
	return open(tb, filepath.Join(tb.TempDir(), "second wind.db"), Options{})
}

// madeFile is a stored file with one made activity, the same for the same seed.
func madeFile(seed uint64, records int) File {
	rng := rand.New(rand.NewPCG(seed, 1))
	a := madeActivity(rng, seed, records)
	m := madeMeasures(rng)
	hash := fmt.Sprintf("%064x", seed)
	return File{
		Path:    fmt.Sprintf("/export/%d.fit", seed),
		Size:    int64(1000 + seed),
		ModTime: a.Start.Add(2 * time.Hour),
		Hash:    hash,
		Outcome: training.FileStored,
		Format:  "fit",
		Parser:  1,
		Activities: []Activity{{
			ID:       training.ActivityID(me, hash, 0),
			Activity: a,
			Local:    training.LocalOffset{Offset: 2 * time.Hour, Source: training.ZoneOffset, Zone: "Europe/Zurich"},
			Measures: m,
		}},
	}
}

func madeFiles(n, records int) []File {
	files := make([]File, n)
	for i := range files {
		files[i] = madeFile(uint64(i+1), records)
	}
	return files
}

// wholeSteps gives a whole number of steps of a scale: a value that the store keeps.
func wholeSteps(rng *rand.Rand, limit int, scale float64) float64 {
	return float64(rng.IntN(2*limit)-limit) / scale
}

func maybe[T any](rng *rand.Rand, v T) training.Opt[T] {
	if rng.IntN(4) == 0 {
		return training.Opt[T]{}
	}
	return training.Some(v)
}

func madeActivity(rng *rand.Rand, seed uint64, records int) *training.Activity {
	a := &training.Activity{
		Sport:       training.Running,
		SubSport:    training.Trail,
		SportSource: training.SportFromFile,
		Name:        "Mörgenlauf \"7\" ☃",
		Device:      "garmin fr255",
		Gear:        "Læther '3'",
		Start:       time.Date(2024, 1, 1, 6, 0, 0, 123456000, time.UTC).AddDate(0, 0, int(seed)),
		LocalOffset: maybe(rng, 2*time.Hour),
		Pauses:      []training.Pause{{From: time.Minute, To: 90 * time.Second}},
		Totals: training.Totals{
			Elapsed:      maybe(rng, 3600123*time.Millisecond),
			Timer:        maybe(rng, 3500*time.Second),
			DistanceM:    maybe(rng, 10123.45),
			AscentM:      maybe(rng, 123.0),
			DescentM:     maybe(rng, 120.0),
			HeartRateBPM: maybe(rng, 151.0),
			CaloriesKcal: maybe(rng, 700.0),
		},
		Warnings: []training.Warning{{Code: training.Truncated, Detail: "cut off \"early\""}},
	}
	for i := range 5 {
		a.Laps = append(a.Laps, training.Lap{
			Start:     time.Duration(i) * 5 * time.Minute,
			Elapsed:   5*time.Minute + time.Duration(rng.IntN(1000))*time.Millisecond,
			Timer:     maybe(rng, 5*time.Minute),
			DistanceM: maybe(rng, 1000.5),
			Manual:    rng.IntN(2) == 0,
		})
	}
	lat, lon, alt, dist, hr := 47.37, 8.54, 400.0, 0.0, 120.0
	at := time.Duration(0)
	for range records {
		at += time.Duration(1+rng.IntN(2)) * time.Second
		lat += (rng.Float64() - 0.4) * 3e-5
		lon += (rng.Float64() - 0.4) * 4e-5
		alt += (rng.Float64() - 0.5) * 0.4
		dist += 2.5 + rng.Float64()
		hr = min(max(hr+rng.Float64()*4-2, 60), 200)
		r := training.Record{
			At:           at,
			Channels:     training.PositionChannel | training.AltitudeChannel | training.DistanceChannel | training.SpeedChannel | training.HeartRateChannel | training.CadenceChannel | training.TemperatureChannel,
			Lat:          math.Round(lat*unitsPerDegree) / unitsPerDegree,
			Lon:          math.Round(lon*unitsPerDegree) / unitsPerDegree,
			AltitudeM:    float32(math.Round(alt*unitsPerAscent)) / unitsPerAscent,
			DistanceM:    math.Round(dist*unitsPerMetre) / unitsPerMetre,
			SpeedMS:      float32(2500+rng.IntN(1000)) / unitsPerMS,
			HeartRateBPM: uint8(hr),
			CadenceSPM:   float32(320+rng.IntN(40)) / unitsPerSPM,
			TemperatureC: 18,
		}
		a.Records = append(a.Records, r)
	}
	return a
}

// madeMeasures has the size of a 10 km run's: 200 outline points, 300 cells.
func madeMeasures(rng *rand.Rand) *training.Measures {
	m := &training.Measures{
		Version:           3,
		Elapsed:           3600123 * time.Millisecond,
		Moving:            3500 * time.Second,
		DistanceM:         9000 + rng.Float64()*2000,
		DistanceSource:    training.DeviceDistance,
		AscentM:           maybe(rng, 123.4),
		DescentM:          maybe(rng, 120.9),
		AltitudeCoverage:  1,
		HeartRateCoverage: 0.97,
		HeartRateSeconds:  training.Bins{First: 110},
		GAPSeconds:        training.Bins{First: 12},
		GAPMetres:         training.Bins{First: 12},
		GAPSpeedMS:        2.87654,
		GradeKnown:        true,
		BestMinuteMS:      4.1,
		CadenceSPM:        maybe(rng, 171.5),
		TemperatureC:      maybe(rng, -3.5),
		Fade:              maybe(rng, 0.05),
		Quality:           0.99,
		Warnings:          []training.Warning{{Code: training.GPSOutliers, Detail: "3"}},
	}
	for range 60 {
		m.HeartRateSeconds.Values = append(m.HeartRateSeconds.Values, float64(rng.IntN(200000))/msPerSecond)
	}
	for range 35 {
		m.GAPSeconds.Values = append(m.GAPSeconds.Values, float64(rng.IntN(300000))/msPerSecond)
		m.GAPMetres.Values = append(m.GAPMetres.Values, float64(rng.IntN(100000))/cmPerMetre)
	}
	for range 10 {
		m.Splits = append(m.Splits, training.Split{
			DistanceM: 1000, Elapsed: time.Duration(rng.IntN(400000)) * time.Millisecond,
			GAPSpeedMS: float64(rng.IntN(4000)) / mmsPerMS, HeartRateBPM: maybe(rng, 151.25),
		})
	}
	for _, d := range []float64{400, 800, 1000, 1609.344, 5000, 10000} {
		m.Efforts = append(m.Efforts, training.Effort{
			DistanceM: d, Elapsed: time.Duration(d*300) * time.Millisecond, At: time.Minute, Downhill: rng.IntN(2) == 0,
		})
	}
	for range 3 {
		m.Bouts = append(m.Bouts, training.Bout{At: time.Duration(rng.IntN(1e6)) * time.Millisecond, Duration: 90 * time.Second, GAPSpeedMS: 3.9})
		m.Blocks = append(m.Blocks, training.Block{
			At: time.Duration(rng.IntN(1e6)) * time.Millisecond, Duration: 5 * time.Minute,
			GAPSpeedMS: 2.9, HeartRateBPM: 148.5, TemperatureC: maybe(rng, 17.5),
		})
	}
	m.Ground = madeGround(rng)
	return m
}

func madeGround(rng *rand.Rand) training.Ground {
	g := training.Ground{
		Start:           maybe(rng, training.LatLon{Lat: 47.3712345, Lon: 8.5412345}),
		Origin:          training.LatLon{Lat: 47.37, Lon: 8.54},
		TurnM2:          -123456.7,
		FarthestM:       2345.6,
		FarthestBearing: 271.5,
		StartToEndM:     12.5,
	}
	row, col := int32(105300), int32(12800)
	for range 300 {
		if col += int32(1 + rng.IntN(2)); rng.IntN(5) == 0 {
			row, col = row+1, 12790+int32(rng.IntN(20))
		}
		g.Cells = append(g.Cells, training.Cell{Col: col, Row: row})
	}
	for range 200 {
		g.Outline = append(g.Outline, training.Point{X: wholeSteps(rng, 30000, dmPerMetre), Y: wholeSteps(rng, 30000, dmPerMetre)})
	}
	return g
}
