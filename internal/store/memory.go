package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"time"

	"secondwind/internal/training"
)

// PutReceipt keeps what the last ingest that met new files did, in place of the one
// before.
func (db *DB) PutReceipt(ctx context.Context, athlete string, r training.Receipt) error {
	text, err := json.Marshal(r)
	if err == nil {
		err = db.execute(ctx, `INSERT INTO meta VALUES (?, 'receipt', ?) ON CONFLICT DO UPDATE SET value = excluded.value`,
			plain(athlete), plain(string(text)))
	}
	if err != nil {
		return fmt.Errorf("write the receipt: %w", err)
	}
	return nil
}

// LastReceipt returns what the last ingest that met new files did, and whether there
// was one.
func (db *DB) LastReceipt(ctx context.Context, athlete string) (training.Receipt, bool, error) {
	var text string
	err := db.sql.QueryRowContext(ctx, `SELECT value FROM meta WHERE athlete = ? AND name = 'receipt'`, plain(athlete)).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return training.Receipt{}, false, nil
	}
	var r training.Receipt
	if err == nil {
		err = json.Unmarshal([]byte(text), &r)
	}
	if err != nil {
		return training.Receipt{}, false, fmt.Errorf("read the last receipt: %w", err)
	}
	return r, true, nil
}

// AddSuggestion remembers what a report advised. The first of a week stands: a
// later one changes nothing, unless it names another fix and the runner has skipped
// that of the first since it was read, or muted names that fix or its rule.
func (db *DB) AddSuggestion(ctx context.Context, athlete string, s training.Suggestion, muted ...string) error {
	params, errParams := paramsText(s.Params)
	subject, errSubject := paramsText(s.Subject)
	err := errors.Join(errParams, errSubject)
	if err == nil {
		db.writing.Lock()
		defer db.writing.Unlock()
		err = db.transact(ctx, func(conn *sql.Conn) error {
			w := writer{ctx: ctx, conn: conn, athlete: plain(athlete)}
			if err := w.dropUnwanted(s.Week, s.Fix, muted); err != nil {
				return err
			}
			headline := sql.NullFloat64{Float64: s.Headline, Valid: !math.IsNaN(s.Headline) && !math.IsInf(s.Headline, 0)}
			return w.exec(`INSERT INTO suggestions VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
				w.athlete, s.Week.Monday().Time(), s.Read.Time(), plain(s.Rule), subject, plain(s.Fix), params, headline)
		})
	}
	if err != nil {
		return fmt.Errorf("write the suggestion: %w", err)
	}
	return nil
}

// dropUnwanted removes the suggestion of a week where its fix is not the one that is
// suggested now and either it is muted, or the last that the runner said of it since it
// was read is that it was skipped.
func (w *writer) dropUnwanted(week training.Week, now string, muted []string) error {
	return w.exec(`
		DELETE FROM suggestions s WHERE s.athlete = ? AND s.week = ? AND s.fix <> ?
		AND (s.fix IN (SELECT unnest(?)) OR s.rule IN (SELECT unnest(?)) OR 'skipped' = (
			SELECT arg_max(d.kind, d.day) FROM decisions d
			WHERE d.athlete = s.athlete AND d.activity = s.fix AND d.kind IN ('done', 'skipped') AND d.day >= CAST(s.read AS VARCHAR)))`,
		w.athlete, week.Monday().Time(), plain(now), muted, muted)
}

// Suggestions returns what the reports advised, oldest first.
func (db *DB) Suggestions(ctx context.Context, athlete string) ([]training.Suggestion, error) {
	var list []training.Suggestion
	err := db.each(ctx, func(row *sql.Rows) error {
		var s training.Suggestion
		var monday, read time.Time
		var subject, params string
		var headline sql.NullFloat64
		if err := row.Scan(&monday, &read, &s.Rule, &subject, &s.Fix, &params, &headline); err != nil {
			return err
		}
		s.Week, s.Read, s.Headline = training.DateOf(monday.UTC()).Week(), training.DateOf(read.UTC()), headline.Float64
		var errSubject, errParams error
		s.Subject, errSubject = readParams(subject)
		s.Params, errParams = readParams(params)
		list = append(list, s)
		return errors.Join(errSubject, errParams)
	}, `SELECT week, read, rule, subject, fix, params, headline FROM suggestions WHERE athlete = ? ORDER BY week`, plain(athlete))
	if err != nil {
		return nil, fmt.Errorf("read the suggestions: %w", err)
	}
	return list, nil
}

func paramsText(params []training.Param) (string, error) {
	pairs := make([][2]string, len(params))
	for i, p := range params {
		pairs[i] = [2]string{p.Name, p.Value}
	}
	b, err := json.Marshal(pairs)
	return plain(string(b)), err
}

func readParams(text string) ([]training.Param, error) {
	var pairs [][2]string
	if err := json.Unmarshal([]byte(text), &pairs); err != nil || len(pairs) == 0 {
		return nil, err
	}
	params := make([]training.Param, len(pairs))
	for i, p := range pairs {
		params[i] = training.Param{Name: p[0], Value: p[1]}
	}
	return params, nil
}

// execute runs one statement in a transaction of its own.
func (db *DB) execute(ctx context.Context, query string, args ...any) error {
	db.writing.Lock()
	defer db.writing.Unlock()
	return db.transact(ctx, func(conn *sql.Conn) error {
		_, err := conn.ExecContext(ctx, query, args...)
		return err
	})
}
