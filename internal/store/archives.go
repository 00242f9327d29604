package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Archive is an archive of which every member is in the ledger, each under the
// path of the archive and its own name in there.
type Archive struct {
	Path    string
	Size    int64
	ModTime time.Time // to the microsecond
	Members int       // that count as files
	Parser  int       // version of the parser that read them
}

// Same reports whether a file of the archive's path is still that archive.
func (a Archive) Same(size int64, mod time.Time) bool {
	return a.Size == size && a.ModTime.UnixMicro() == mod.UnixMicro()
}

// PutArchives notes archives, in place of what was noted of the same paths. Every
// member must have been written before, so that a crash in between costs no more
// than a second look.
func (db *DB) PutArchives(ctx context.Context, athlete string, archives []Archive) error {
	if len(archives) == 0 {
		return nil
	}
	db.writing.Lock()
	defer db.writing.Unlock()
	err := db.transact(ctx, func(conn *sql.Conn) error {
		for _, a := range archives {
			_, err := conn.ExecContext(ctx, `
				INSERT INTO archives VALUES (?, ?, ?, make_timestamp(?), ?, ?) ON CONFLICT DO UPDATE SET
					size = excluded.size, modified = excluded.modified, members = excluded.members, parser = excluded.parser`,
				plain(athlete), plain(a.Path), a.Size, a.ModTime.UnixMicro(), a.Members, a.Parser)
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("note %d archives: %w", len(archives), err)
	}
	return nil
}

// Archives returns the archives of an athlete, by path.
func (db *DB) Archives(ctx context.Context, athlete string) (map[string]Archive, error) {
	archives := map[string]Archive{}
	err := db.each(ctx, func(row *sql.Rows) error {
		var a Archive
		var modified int64
		err := row.Scan(&a.Path, &a.Size, &modified, &a.Members, &a.Parser)
		a.ModTime = time.UnixMicro(modified).UTC()
		archives[a.Path] = a
		return err
	}, `SELECT path, size, epoch_us(modified), members, parser FROM archives WHERE athlete = ?`, plain(athlete))
	if err != nil {
		return nil, fmt.Errorf("read the archives: %w", err)
	}
	return archives, nil
}
