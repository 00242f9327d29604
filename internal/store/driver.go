package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"strings"

	// The one import of the driver. Its successor, github.com/duckdb/duckdb-go/v2,
	// has the same API: moving there is this line and go.mod.
	duckdb "github.com/marcboeker/go-duckdb/v2"

	"secondwind/internal/training"
)

// settings keep the database from reaching any other file, the network or an
// extension, and from being told otherwise by a query.
const settings = "?enable_external_access=false" +
	"&autoinstall_known_extensions=false&autoload_known_extensions=false" +
	"&allow_community_extensions=false&allow_unsigned_extensions=false" +
	"&memory_limit=512MB" + // the peak of writing 500 000 records is 400 MB
	"&threads=1" // a second thread did not make writing faster

// lockSettings run once a connection. The time zone is no key of the data source
// name (the driver wants an extension for it), so the lock comes after it.
const lockSettings = "SET GLOBAL TimeZone = 'UTC'; SET GLOBAL lock_configuration = true"

// connect opens the file and takes its lock.
func connect(ctx context.Context, path string, readOnly bool) (*sql.DB, error) {
	name := path + settings
	if readOnly {
		name += "&access_mode=read_only"
	}
	connector, err := duckdb.NewConnector(name, func(conn driver.ExecerContext) error {
		_, err := conn.ExecContext(context.WithoutCancel(ctx), lockSettings, nil)
		if err != nil && strings.Contains(err.Error(), saysConfigLocked) {
			return nil // by an earlier connection, which had set all of it
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(connector)
	// One connection: writes queue up in Go, and what one registers is there for the next.
	db.SetMaxOpenConns(1)
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// appendRows appends to a table inside the transaction of conn. After an error
// the rows before it are in the transaction nevertheless, because closing an
// appender flushes it: the caller must roll back.
func appendRows(conn *sql.Conn, table string, rows [][]driver.Value) error {
	if len(rows) == 0 {
		return nil
	}
	err := conn.Raw(func(dc any) error {
		appender, err := duckdb.NewAppenderFromConn(dc.(driver.Conn), "", table)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := appender.AppendRow(row...); err != nil {
				return errors.Join(err, appender.Close())
			}
		}
		return appender.Close()
	})
	if err != nil {
		return fmt.Errorf("append to %s: %w", table, inWords(err))
	}
	return nil
}

// rowFault reports whether an error is the fault of a row, so that other rows can
// still be written.
func rowFault(err error) bool {
	said := err.Error()
	return errors.Is(err, errOutOfRange) || slices.ContainsFunc(saysRowFault, func(s string) bool { return strings.Contains(said, s) })
}

// recordFeed hands the records of a batch to DuckDB as a table function, a chunk
// at a time. An Appender, which boxes every value, took 1.8 million records a
// second where this takes 2.9.
type recordFeed struct {
	columns []duckdb.ColumnInfo
	batch   []keyedRecords
	next    int // index in batch[0].records
}

// keyedRecords are the records of one activity.
type keyedRecords struct {
	activity int32
	records  []training.Record
}

// feedName is what the SQL of this package calls the feed.
const feedName = "second_wind_records"

// registerFeed makes a feed that the database knows.
func registerFeed(conn *sql.Conn) (*recordFeed, error) {
	feed := &recordFeed{}
	for _, c := range recordColumns {
		info, err := duckdb.NewTypeInfo(c.kind)
		if err != nil {
			return nil, err
		}
		feed.columns = append(feed.columns, duckdb.ColumnInfo{Name: c.name, T: info})
	}
	return feed, duckdb.RegisterTableUDF(conn, feedName, duckdb.ChunkTableFunction{
		BindArguments: func(map[string]any, ...any) (duckdb.ChunkTableSource, error) { return feed, nil },
	})
}

// recordColumns are the columns of the table records, in order.
var recordColumns = []struct {
	name string
	kind duckdb.Type
}{
	{"activity", duckdb.TYPE_INTEGER},
	{"at_s", duckdb.TYPE_INTEGER},
	{"at_ms", duckdb.TYPE_USMALLINT},
	{"lat", duckdb.TYPE_INTEGER},
	{"lon", duckdb.TYPE_INTEGER},
	{"distance_cm", duckdb.TYPE_INTEGER},
	{"altitude_dm", duckdb.TYPE_INTEGER},
	{"speed_mms", duckdb.TYPE_USMALLINT},
	{"hr_bpm", duckdb.TYPE_UTINYINT},
	{"cadence_x2", duckdb.TYPE_USMALLINT},
	{"power_w", duckdb.TYPE_USMALLINT},
	{"temp_c", duckdb.TYPE_TINYINT},
}

// ColumnInfos names the columns of the feed.
func (f *recordFeed) ColumnInfos() []duckdb.ColumnInfo { return f.columns }

// Cardinality is left open.
func (f *recordFeed) Cardinality() *duckdb.CardinalityInfo { return nil }

// Init has nothing to prepare.
func (f *recordFeed) Init() {}

// FillChunk gives the next records; none when the batch is through.
func (f *recordFeed) FillChunk(chunk duckdb.DataChunk) error {
	row, capacity := 0, duckdb.GetDataChunkCapacity()
	for len(f.batch) > 0 && row < capacity {
		head := f.batch[0]
		if f.next == len(head.records) {
			f.batch, f.next = f.batch[1:], 0
			continue
		}
		if err := fillRow(chunk, row, head.activity, toSample(head.records[f.next])); err != nil {
			return err
		}
		f.next++
		row++
	}
	return chunk.SetSize(row)
}

func fillRow(chunk duckdb.DataChunk, row int, activity int32, s sample) error {
	position := s.channels&training.PositionChannel != 0
	return errors.Join(
		fill(chunk, 0, row, activity, true),
		fill(chunk, 1, row, s.atS, true),
		fill(chunk, 2, row, s.atMS, true),
		fill(chunk, 3, row, s.lat, position),
		fill(chunk, 4, row, s.lon, position),
		fill(chunk, 5, row, s.distanceCM, s.channels&training.DistanceChannel != 0),
		fill(chunk, 6, row, s.altitudeDM, s.channels&training.AltitudeChannel != 0),
		fill(chunk, 7, row, s.speedMMS, s.channels&training.SpeedChannel != 0),
		fill(chunk, 8, row, s.heartRate, s.channels&training.HeartRateChannel != 0),
		fill(chunk, 9, row, s.cadenceX2, s.channels&training.CadenceChannel != 0),
		fill(chunk, 10, row, s.power, s.channels&training.PowerChannel != 0),
		fill(chunk, 11, row, s.temp, s.channels&training.TemperatureChannel != 0),
	)
}

func fill[T any](chunk duckdb.DataChunk, column, row int, v T, there bool) error {
	if !there {
		return chunk.SetValue(column, row, nil)
	}
	return duckdb.SetChunkValue(chunk, column, row, v)
}
