package store

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"secondwind/internal/training"
)

func TestEverythingHasAComment(t *testing.T) {
	db, checked := newDB(t), 0
	err := db.each(context.Background(), func(row *sql.Rows) error {
		var name string
		var comment sql.NullString
		err := row.Scan(&name, &comment)
		if checked++; comment.String == "" {
			t.Errorf("%s has no comment", name)
		}
		return err
	}, `SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal
		UNION ALL SELECT view_name, comment FROM duckdb_views() WHERE NOT internal
		UNION ALL SELECT table_name || '.' || column_name, comment FROM duckdb_columns()
			WHERE NOT internal AND table_name <> 'runs'`) // which says where its columns come from
	if err != nil || checked < 100 {
		t.Errorf("got %d comments, %v", checked, err)
	}
}

// The views must say what the methods say: the scales stand in Go and in SQL.
func TestViewsAgree(t *testing.T) {
	db, ctx := newDB(t), context.Background()
	file := madeFile(1, 100)
	a, m := file.Activities[0].Activity, file.Activities[0].Measures
	m.DistanceM, m.Splits[0].HeartRateBPM = 10000, training.Some(151.25)
	a.Records[7] = training.Record{At: a.Records[7].At, Channels: training.PowerChannel, PowerW: 321}
	write(t, db, file)

	r, pace := a.Records[3], float64(m.Moving)/6e11
	start := a.Start.Add(file.Activities[0].Local.Offset)
	tests := []struct {
		query string
		want  []any
	}{
		{
			`SELECT id, activity, km, moving_min, min_per_km, grade_adjusted_min_per_km, start_local, path FROM runs`,
			[]any{file.Activities[0].ID, int32(1), 10.0, pace * 10, pace, 1000 / 60.0 / m.GAPSpeedMS, start, file.Path},
		},
		{
			`SELECT at_s, time_utc, lat, lon, distance_m, altitude_m, speed_ms, hr_bpm, cadence_spm, power_w, temp_c
			FROM records_scaled WHERE id = '` + file.Activities[0].ID + `' LIMIT 1 OFFSET 3`,
			[]any{
				r.At.Seconds(), a.Start.Add(r.At), r.Lat, r.Lon, r.DistanceM, decimal(r.AltitudeM), decimal(r.SpeedMS),
				r.HeartRateBPM, float64(r.CadenceSPM), nil, r.TemperatureC,
			},
		},
		{
			`SELECT lat, distance_m, speed_ms, hr_bpm, power_w FROM records_scaled LIMIT 1 OFFSET 7`,
			[]any{nil, nil, nil, nil, uint16(321)},
		},
		{
			`SELECT split, distance_m, elapsed_s, gap_speed_ms, hr_bpm FROM splits ORDER BY split LIMIT 1`,
			[]any{int64(1), m.Splits[0].DistanceM, m.Splits[0].Elapsed.Seconds(), m.Splits[0].GAPSpeedMS, 151.25},
		},
		{
			`SELECT at_s, duration_s, gap_speed_ms FROM bouts WHERE bout = 3`,
			[]any{m.Bouts[2].At.Seconds(), m.Bouts[2].Duration.Seconds(), m.Bouts[2].GAPSpeedMS},
		},
		{
			`SELECT at_s, duration_s, gap_speed_ms, hr_bpm, coalesce(temperature_c, -99) FROM blocks WHERE block = 2`,
			[]any{m.Blocks[1].At.Seconds(), m.Blocks[1].Duration.Seconds(), m.Blocks[1].GAPSpeedMS, m.Blocks[1].HeartRateBPM, m.Blocks[1].TemperatureC.Or(-99)},
		},
		{
			`SELECT bpm, seconds FROM hr_seconds ORDER BY bpm LIMIT 1`,
			[]any{int64(m.HeartRateSeconds.First), m.HeartRateSeconds.Values[0]},
		},
		{
			`SELECT from_ms, seconds FROM gap_seconds ORDER BY from_ms LIMIT 1 OFFSET 2`,
			[]any{float64(m.GAPSeconds.First+2) * training.GAPBinMS, m.GAPSeconds.Values[2]},
		},
		{
			`SELECT from_ms, metres FROM gap_metres ORDER BY from_ms LIMIT 1`,
			[]any{float64(m.GAPMetres.First) * training.GAPBinMS, m.GAPMetres.Values[0]},
		},
		{
			`SELECT count(*), min(cell_row), sum(cell_column) FROM cells`,
			[]any{int64(len(m.Ground.Cells)), m.Ground.Cells[0].Row, columnSum(m.Ground.Cells)},
		},
		{`SELECT east_m, north_m FROM outlines WHERE point = 200`, []any{m.Ground.Outline[199].X, m.Ground.Outline[199].Y}},
	}
	for _, test := range tests {
		var got []any
		err := db.eachRow(ctx, func(row *row) { got = slices.Clone(row.values) }, test.query)
		if err != nil || len(got) != len(test.want) || !agree(got, test.want) {
			t.Errorf("%s:\ngot  %v, %v\nwant %v", test.query, got, err, test.want)
		}
	}
}

// decimal gives the number that a float32 stands for.
func decimal(f float32) float64 { return math.Round(float64(f)*1000) / 1000 }

func columnSum(cells []training.Cell) any {
	sum := 0.0
	for _, c := range cells {
		sum += float64(c.Col)
	}
	return sum
}

// agree compares numbers up to rounding, whatever their types.
func agree(got, want []any) bool {
	for i := range want {
		g, gok := asFloat(got[i])
		w, wok := asFloat(want[i])
		if gok != wok || gok && math.Abs(g-w) > 1e-8 || !gok && !reflect.DeepEqual(got[i], want[i]) {
			return false
		}
	}
	return true
}

func asFloat(v any) (float64, bool) {
	if s, ok := v.(fmt.Stringer); ok { // a HUGEINT sum
		var f float64
		_, err := fmt.Sscan(s.String(), &f)
		return f, err == nil
	}
	switch n := reflect.ValueOf(v); {
	case !n.IsValid():
		return 0, false
	case n.CanInt():
		return float64(n.Int()), true
	case n.CanUint():
		return float64(n.Uint()), true
	case n.CanFloat():
		return n.Float(), true
	}
	return 0, false
}
