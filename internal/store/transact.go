package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// errNotCommitted says that a commit that reported no error left nothing.
var errNotCommitted = errors.New("the database dropped the transaction without an error")

// transact runs work in one transaction, and rolls it back on any error. The
// connection must be used by work alone.
//
// DuckDB answers COMMIT of an aborted transaction without an error and rolls back.
// So each transaction counts itself in meta, and the count is read back.
func (db *DB) transact(ctx context.Context, work func(*sql.Conn) error) (err error) {
	if db.broken != nil {
		return db.broken
	}
	conn, err := db.sql.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.ExecContext(ctx, `BEGIN TRANSACTION`); err != nil {
		return err
	}
	count, err := workAndCount(ctx, conn, work)
	if err != nil {
		endErr := endTransaction(ctx, conn)
		if endErr == nil && (rowFault(err) || ctx.Err() != nil || db.readOnly) {
			return err
		}
		return db.breakOff(errors.Join(err, endErr))
	}
	// Not to be cancelled: a commit that was interrupted is one that failed.
	if _, err := conn.ExecContext(context.WithoutCancel(ctx), db.commit); err != nil {
		return db.breakOff(errors.Join(err, endTransaction(ctx, conn)))
	}
	stands, err := transactionCount(context.WithoutCancel(ctx), conn)
	if err == nil && stands != count {
		err = errNotCommitted
	}
	if err != nil {
		return db.breakOff(err)
	}
	db.exposed = db.keepPrivate() // told by Close: what is committed is no failure
	return nil
}

// breakOff makes an error that no row has caused the end of all writing. On a full
// disk DuckDB 1.4.1 keeps parts of a transaction whose commit has failed, and the
// next one writes them: seen as a doubled value in meta, and as two rows with one
// key, which no later Open could read. Closed at once, the file is as it was before
// the transaction.
func (db *DB) breakOff(err error) error {
	db.broken = inWords(err)
	return db.broken
}

// workAndCount does the work and returns the number of its transaction.
func workAndCount(ctx context.Context, conn *sql.Conn, work func(*sql.Conn) error) (int64, error) {
	if err := work(conn); err != nil {
		return 0, err
	}
	var count int64
	err := conn.QueryRowContext(ctx, `
		UPDATE meta SET value = CAST(CAST(value AS BIGINT) + 1 AS VARCHAR) WHERE athlete = '' AND name = 'writes'
		RETURNING CAST(value AS BIGINT)`).Scan(&count)
	return count, cmp.Or(err, ctx.Err())
}

// sayWrites asks for the number of transactions so far.
const sayWrites = `SELECT CAST(value AS BIGINT) FROM meta WHERE athlete = '' AND name = 'writes'`

func transactionCount(ctx context.Context, conn *sql.Conn) (int64, error) {
	var count int64
	err := conn.QueryRowContext(ctx, sayWrites).Scan(&count)
	return count, err
}

// endTransaction rolls back, also when the context is over. DuckDB has ended some
// failed transactions by itself.
func endTransaction(ctx context.Context, conn *sql.Conn) error {
	_, err := conn.ExecContext(context.WithoutCancel(ctx), `ROLLBACK`)
	if err != nil && strings.Contains(err.Error(), saysNoTransaction) {
		return nil
	}
	return err
}

// sweep deletes rows of activities that are not there. DuckDB 1.4.1 writes whole
// row groups to the file before their commit, and where a crash cuts that commit
// off in the write-ahead log, it rolls back everything but these: seen after 6 of
// 150 kills, and with a log that was cut by hand. Their keys are above all that
// live, and the next activities would get the same.
func (db *DB) sweep(ctx context.Context) error {
	for _, table := range activityTables {
		orphans := ` FROM ` + table + ` WHERE activity > (SELECT coalesce(max(key), 0) FROM activities)`
		var left bool
		if err := db.sql.QueryRowContext(ctx, `SELECT count(*) > 0`+orphans).Scan(&left); err != nil {
			return err
		}
		if !left {
			continue
		}
		err := db.transact(ctx, func(conn *sql.Conn) error {
			_, err := conn.ExecContext(ctx, `DELETE`+orphans)
			return err
		})
		if err != nil {
			return fmt.Errorf("delete what a crash has left in %s: %w", table, err)
		}
	}
	return nil
}
