package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"strconv"
)

// migrations are the steps from an empty database to the schema of this program,
// in the order of their numbers, which begin at 0001 and leave none out.
//
//go:embed migrations/*.sql
var migrations embed.FS

// migrationNames returns the steps in order.
func migrationNames() ([]string, error) {
	return fs.Glob(migrations, "migrations/*.sql") // sorted, as names of a folder are
}

// checkSchema sees that the database has the schema of this program.
func (db *DB) checkSchema(ctx context.Context) error {
	names, err := migrationNames()
	if err != nil {
		return err
	}
	version, err := db.schemaVersion(ctx)
	switch {
	case err != nil:
		return err
	case version > len(names):
		return newerSchema(version, len(names))
	case version < len(names):
		return errNeedsWriter
	}
	return nil
}

// migrate takes the steps that the database lacks.
func (db *DB) migrate(ctx context.Context) error {
	names, err := migrationNames()
	if err != nil {
		return err
	}
	version, err := db.schemaVersion(ctx)
	if err != nil {
		return err
	}
	if version > len(names) {
		return newerSchema(version, len(names))
	}
	for i, name := range names[version:] {
		if err := db.takeStep(ctx, name, version+i+1); err != nil {
			return fmt.Errorf("bring the schema to version %d: %w", version+i+1, err)
		}
	}
	return nil
}

func newerSchema(has, known int) error {
	return fmt.Errorf("%w: its schema has version %d, this program knows %d", ErrNewer, has, known)
}

// schemaVersion returns 0 for an empty database. One with tables of another
// program is refused.
func (db *DB) schemaVersion(ctx context.Context) (int, error) {
	var tables, ours int
	err := db.sql.QueryRowContext(ctx, `
		SELECT count(*), count(*) FILTER (table_name = 'meta')
		FROM duckdb_tables() WHERE NOT internal`).Scan(&tables, &ours)
	switch {
	case err != nil:
		return 0, err
	case tables == 0:
		return 0, nil
	case ours == 0:
		return 0, fmt.Errorf("%w: it has tables of another program", ErrNotDatabase)
	}
	var text string
	err = db.sql.QueryRowContext(ctx, `SELECT value FROM meta WHERE athlete = '' AND name = 'schema'`).Scan(&text)
	if err != nil {
		return 0, fmt.Errorf("%w: it has no schema version: %w", ErrNotDatabase, err)
	}
	version, err := strconv.Atoi(text)
	if err != nil {
		return 0, fmt.Errorf("%w: its schema version is %q", ErrNotDatabase, text)
	}
	return version, nil
}

// takeStep runs one migration and notes its version, together or not at all.
func (db *DB) takeStep(ctx context.Context, name string, version int) error {
	script, err := migrations.ReadFile(name)
	if err != nil {
		return err
	}
	return db.transact(ctx, func(conn *sql.Conn) error {
		if _, err := conn.ExecContext(ctx, string(script)); err != nil {
			return err
		}
		_, err := conn.ExecContext(ctx, `
			INSERT INTO meta VALUES ('', 'schema', ?) ON CONFLICT DO UPDATE SET value = excluded.value`,
			strconv.Itoa(version))
		return err
	})
}
