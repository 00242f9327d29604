package store

import (
	"context"
	"database/sql"
	"fmt"

	"secondwind/internal/training"
)

// Decide keeps what the runner said about an activity, in place of what was said of
// the same kind before. The activity need not be stored: a twin that is not counted
// can be split off. To forget one, call [DB.Forget].
func (db *DB) Decide(ctx context.Context, athlete string, d training.Decision) error {
	err := db.execute(ctx, `
		INSERT INTO decisions VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`,
		plain(athlete), plain(d.Activity), plain(string(d.Kind)), plain(d.Value))
	if err != nil {
		return fmt.Errorf("write the decision about activity %s: %w", d.Activity, err)
	}
	return nil
}

// Undecide takes a decision back, and reports whether there was one.
func (db *DB) Undecide(ctx context.Context, athlete, activity string, kind training.DecisionKind) (found bool, err error) {
	db.writing.Lock()
	defer db.writing.Unlock()
	err = db.transact(ctx, func(conn *sql.Conn) error {
		result, err := conn.ExecContext(ctx, `DELETE FROM decisions WHERE athlete = ? AND activity = ? AND kind = ?`,
			plain(athlete), plain(activity), plain(string(kind)))
		if err != nil {
			return err
		}
		n, err := result.RowsAffected()
		found = n > 0
		return err
	})
	if err != nil {
		return false, fmt.Errorf("take back the decision about activity %s: %w", activity, err)
	}
	return found, nil
}

// Decisions returns what the runner said about activities, by activity and kind.
func (db *DB) Decisions(ctx context.Context, athlete string) ([]training.Decision, error) {
	var list []training.Decision
	err := db.each(ctx, func(row *sql.Rows) error {
		var d training.Decision
		err := row.Scan(&d.Activity, &d.Kind, &d.Value)
		list = append(list, d)
		return err
	}, `SELECT activity, kind, value FROM decisions WHERE athlete = ? ORDER BY activity, kind`, plain(athlete))
	if err != nil {
		return nil, fmt.Errorf("read the decisions: %w", err)
	}
	return list, nil
}

// Forget removes an activity with everything of it for good, and notes that it is
// not to come back. Its file stays in the ledger, so that it is known. An error that
// is [ErrNoActivity] says that there is no such activity.
func (db *DB) Forget(ctx context.Context, athlete, id string) error {
	db.writing.Lock()
	defer db.writing.Unlock()
	var there bool
	err := db.sql.QueryRowContext(ctx, `SELECT count(*) > 0 FROM activities WHERE athlete = ? AND id = ?`,
		plain(athlete), plain(id)).Scan(&there)
	if err == nil && !there {
		err = ErrNoActivity
	}
	if err == nil {
		err = db.transact(ctx, func(conn *sql.Conn) error {
			w := writer{ctx: ctx, conn: conn, athlete: plain(athlete)}
			return w.forget(plain(id))
		})
	}
	if err == nil {
		_, err = db.sql.ExecContext(ctx, `CHECKPOINT`)
	}
	if err != nil {
		return fmt.Errorf("forget activity %s: %w", id, inWords(err))
	}
	return nil
}

// forget removes an activity and whatever else was decided about it.
func (w *writer) forget(id string) error {
	if err := w.deleteActivities(`id`, []string{id}); err != nil {
		return err
	}
	if err := w.exec(`DELETE FROM decisions WHERE athlete = ? AND activity = ?`, w.athlete, id); err != nil {
		return err
	}
	return w.exec(`INSERT INTO decisions VALUES (?, ?, ?, '')`, w.athlete, id, string(training.ForgetActivity))
}
