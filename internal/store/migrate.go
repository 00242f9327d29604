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

// schema is the steps from an empty database to the one that a program knows, as
// SQL. Their number is its version.
type schema []string

// ownSchema is that of this program.
func ownSchema() (schema, error) {
	names, err := fs.Glob(migrations, "migrations/*.sql") // sorted, as names of a folder are
	if err != nil {
		return nil, err
	}
	steps := make(schema, len(names))
	for i, name := range names {
		script, err := migrations.ReadFile(name)
		if err != nil {
			return nil, err
		}
		steps[i] = string(script)
	}
	return steps, nil
}

// checkSchema sees that the database has the schema of this program.
func (db *DB) checkSchema(ctx context.Context, known schema) error {
	version, err := db.schemaVersion(ctx, known)
	if err == nil && version < len(known) {
		err = fmt.Errorf("%w: its schema has version %d, this program's has %d", ErrOlder, version, len(known))
	}
	return err
}

// migrate takes the steps that the database lacks, all or none.
func (db *DB) migrate(ctx context.Context, known schema) error {
	version, err := db.schemaVersion(ctx, known)
	if err != nil || version == len(known) {
		return err
	}
	err = db.transact(ctx, func(conn *sql.Conn) error {
		for i, script := range known[version:] {
			if _, err := conn.ExecContext(ctx, script); err != nil {
				return fmt.Errorf("step %d: %w", version+i+1, err)
			}
		}
		_, err := conn.ExecContext(ctx, `
			INSERT INTO meta VALUES ('', 'schema', ?) ON CONFLICT DO UPDATE SET value = excluded.value`,
			strconv.Itoa(len(known)))
		return err
	})
	if err != nil {
		return fmt.Errorf("bring the schema from version %d to %d: %w", version, len(known), err)
	}
	return nil
}

// older reports whether migrate would change a database that is in use, and how many
// transactions that has seen.
func (db *DB) older(ctx context.Context, known schema) (writes int64, older bool, err error) {
	version, err := db.schemaVersion(ctx, known)
	if err != nil || version == 0 || version == len(known) {
		return 0, false, err
	}
	err = db.sql.QueryRowContext(ctx, sayWrites).Scan(&writes)
	return writes, true, err
}

// schemaVersion returns 0 for an empty database. One with tables of another
// program is refused, and one with a later schema.
func (db *DB) schemaVersion(ctx context.Context, known schema) (int, error) {
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
	switch {
	case err != nil || version < 1:
		return 0, fmt.Errorf("%w: its schema version is %q", ErrNotDatabase, text)
	case version > len(known):
		return 0, fmt.Errorf("%w: its schema has version %d, this program's has %d", ErrNewer, version, len(known))
	}
	return version, nil
}
