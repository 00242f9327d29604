package store

import (
	"context"
	"database/sql"
	"errors"
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
		// The context may be over, and the rollback must happen all the same.
		_, rollbackErr := conn.ExecContext(context.WithoutCancel(ctx), `ROLLBACK`)
		return errors.Join(err, rollbackErr)
	}
	if _, err := conn.ExecContext(ctx, `COMMIT`); err != nil {
		return errors.Join(err, endTransaction(ctx, conn))
	}
	stands, err := transactionCount(context.WithoutCancel(ctx), conn)
	if err == nil && stands != count {
		err = errNotCommitted
	}
	return errors.Join(err, db.keepPrivate())
}

// workAndCount does the work and returns the number of its transaction.
func workAndCount(ctx context.Context, conn *sql.Conn, work func(*sql.Conn) error) (int64, error) {
	if err := work(conn); err != nil {
		return 0, err
	}
	if _, err := conn.ExecContext(ctx, `
		INSERT INTO meta VALUES ('', 'writes', '1')
		ON CONFLICT DO UPDATE SET value = CAST(CAST(meta.value AS BIGINT) + 1 AS VARCHAR)`); err != nil {
		return 0, err
	}
	return transactionCount(ctx, conn)
}

func transactionCount(ctx context.Context, conn *sql.Conn) (int64, error) {
	var count int64
	err := conn.QueryRowContext(ctx, `
		SELECT coalesce(max(CAST(value AS BIGINT)), 0) FROM meta WHERE athlete = '' AND name = 'writes'`).Scan(&count)
	return count, err
}

// endTransaction rolls back what a failed COMMIT may have left open.
func endTransaction(ctx context.Context, conn *sql.Conn) error {
	_, err := conn.ExecContext(context.WithoutCancel(ctx), `ROLLBACK`)
	if err != nil && strings.Contains(err.Error(), saysNoTransaction) {
		return nil
	}
	return err
}
