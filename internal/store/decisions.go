package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"secondwind/internal/training"
)

// Decide keeps what the runner said about activities, rules and fixes, all of it or
// nothing, each in place of what was said of the same kind before. What was done or
// skipped is kept day by day, and of one day the later word stands. An activity need
// not be stored: a twin that is not counted can be split off. To forget one, call
// [DB.Forget].
func (db *DB) Decide(ctx context.Context, athlete string, decisions ...training.Decision) error {
	for _, d := range decisions {
		if _, err := training.ParseDate(d.Value); ofDay(d.Kind) && err != nil {
			return fmt.Errorf("write the decision about %s: %w", d.Activity, err)
		}
	}
	db.writing.Lock()
	defer db.writing.Unlock()
	err := db.transact(ctx, func(conn *sql.Conn) error {
		w := writer{ctx: ctx, conn: conn, athlete: plain(athlete)}
		for _, d := range decisions {
			if err := w.decide(d); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("write the decisions: %w", err)
	}
	return nil
}

func (w *writer) decide(d training.Decision) error {
	day, value := "", d.Value
	if ofDay(d.Kind) {
		day, value = d.Value, ""
		if err := w.exec(`
			DELETE FROM decisions WHERE athlete = ? AND activity = ? AND kind IN ('done', 'skipped') AND day = ?`,
			w.athlete, plain(d.Activity), day); err != nil {
			return err
		}
	}
	return w.exec(`INSERT INTO decisions VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`,
		w.athlete, plain(d.Activity), plain(string(d.Kind)), day, plain(value))
}

// ofDay reports whether the value of a decision is the day that it is about.
func ofDay(kind training.DecisionKind) bool {
	return kind == training.DidFix || kind == training.SkipFix
}

// Undecide takes a decision about an activity, a rule or a fix back, and reports
// whether there was one.
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
		return false, fmt.Errorf("take back the decision about %s: %w", activity, err)
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
	}, `SELECT activity, kind, value FROM decisions
		WHERE athlete = ? AND kind NOT IN ('done', 'skipped', 'muted') ORDER BY activity, kind`, plain(athlete))
	if err != nil {
		return nil, fmt.Errorf("read the decisions: %w", err)
	}
	return list, nil
}

// Sayings returns what the runner said of fixes, by day.
func (db *DB) Sayings(ctx context.Context, athlete string) ([]training.Saying, error) {
	var list []training.Saying
	err := db.each(ctx, func(row *sql.Rows) error {
		var fix, day string
		var done bool
		if err := row.Scan(&fix, &done, &day); err != nil {
			return err
		}
		s := training.Saying{Fix: fix, Answer: training.NotTried}
		if done {
			s.Answer = training.Tried
		}
		var err error
		s.Day, err = training.ParseDate(day)
		list = append(list, s)
		return err
	}, `SELECT activity, kind = 'done', day FROM decisions
		WHERE athlete = ? AND kind IN ('done', 'skipped') ORDER BY day, activity`, plain(athlete))
	if err != nil {
		return nil, fmt.Errorf("read what was said of fixes: %w", err)
	}
	return list, nil
}

// Muted returns the rules and fixes that the runner has muted, by name.
func (db *DB) Muted(ctx context.Context, athlete string) ([]string, error) {
	var names []string
	err := db.each(ctx, func(row *sql.Rows) error {
		var name string
		err := row.Scan(&name)
		names = append(names, name)
		return err
	}, `SELECT activity FROM decisions WHERE athlete = ? AND kind = 'muted' ORDER BY activity`, plain(athlete))
	if err != nil {
		return nil, fmt.Errorf("read what is muted: %w", err)
	}
	return names, nil
}

// KindForgotten is what a file is in the ledger whose every activity was forgotten.
const KindForgotten = "forgotten"

// Forget removes an activity with everything of it for good, and notes that neither
// it nor the same session of its file's twins is to come back. The files stay in the
// ledger, so that they are known; with their last activity they become
// [KindForgotten]. An error that is [ErrNoActivity] says that there is no such
// activity.
//
// No query finds it from then on, and the write-ahead log is gone. But DuckDB 1.4
// marks deleted rows in their blocks and neither clears these nor the ones that it
// gives up: somebody who reads the bytes of the file can find parts of the activity
// until later writes happen to use their room. Only a new database is free of it.
func (db *DB) Forget(ctx context.Context, athlete, id string) error {
	db.writing.Lock()
	defer db.writing.Unlock()
	hashes, session, err := db.holders(ctx, plain(athlete), plain(id))
	if err == nil {
		err = db.transact(ctx, func(conn *sql.Conn) error {
			w := writer{ctx: ctx, conn: conn, athlete: plain(athlete)}
			return w.forget(hashes, session)
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

// holders returns the payloads that hold an activity, the one that is kept first and
// then its twins, and the session that it is of the first.
func (db *DB) holders(ctx context.Context, athlete, id string) (hashes []string, session int, err error) {
	var hash, path string
	err = db.sql.QueryRowContext(ctx, `
		SELECT f.hash, f.path, a.session FROM activities a JOIN files f ON f.athlete = a.athlete AND f.hash = a.hash
		WHERE a.athlete = ? AND a.id = ?`, athlete, id).Scan(&hash, &path, &session)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, 0, ErrNoActivity
	}
	if err != nil {
		return nil, 0, err
	}
	hashes = []string{hash}
	err = db.each(ctx, func(row *sql.Rows) error {
		err := row.Scan(&hash)
		hashes = append(hashes, hash)
		return err
	}, `SELECT hash FROM files WHERE athlete = ? AND outcome = 'twin' AND kept = ? ORDER BY hash`, athlete, path)
	return hashes, session, err
}

// forget removes one session of the payloads and whatever else was decided about it.
// The first payload is the one that is kept of all.
func (w *writer) forget(hashes []string, session int) error {
	var ids []string
	for _, hash := range hashes {
		ids = append(ids, training.ActivityID(w.athlete, hash, session))
	}
	if err := w.deleteActivities(`id`, ids); err != nil {
		return err
	}
	if err := w.exec(`
		UPDATE files SET outcome = 'not-activity', kind = ?, kept = '' WHERE athlete = ? AND hash IN (SELECT unnest(?))
		AND NOT EXISTS (SELECT 1 FROM activities a WHERE a.athlete = files.athlete AND a.hash = ?)`,
		KindForgotten, w.athlete, hashes, hashes[0]); err != nil {
		return err
	}
	if err := w.exec(`DELETE FROM decisions WHERE athlete = ? AND activity IN (SELECT unnest(?))`, w.athlete, ids); err != nil {
		return err
	}
	return w.exec(`INSERT INTO decisions SELECT ?, unnest(?), ?, '', ''`, w.athlete, ids, string(training.ForgetActivity))
}

// findForgotten notes what Write leaves out.
func (w *writer) findForgotten() (err error) {
	w.forgotten = map[string]bool{}
	found, err := w.conn.QueryContext(w.ctx, `SELECT activity FROM decisions WHERE athlete = ? AND kind = ?`,
		w.athlete, string(training.ForgetActivity))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, found.Close()) }()
	for found.Next() {
		var id string
		if err := found.Scan(&id); err != nil {
			return err
		}
		w.forgotten[id] = true
	}
	return found.Err()
}
