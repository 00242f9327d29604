package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"secondwind/internal/training"
)

// each calls use for each row that a query finds.
func (db *DB) each(ctx context.Context, use func(*sql.Rows) error, query string, args ...any) (err error) {
	found, err := db.sql.QueryContext(ctx, query, args...)
	if err != nil {
		return inWords(err)
	}
	defer func() { err = errors.Join(err, found.Close()) }()
	for found.Next() {
		if err := use(found); err != nil {
			return err
		}
	}
	return inWords(found.Err())
}

// row takes the columns of one row in turn. Scanning into any and sorting the
// types out here is several times as fast as Scan into each type.
type row struct {
	values  []any
	targets []any // pointers to the values
	next    int
	err     error
}

func newRow(columns int) *row {
	r := &row{values: make([]any, columns), targets: make([]any, columns)}
	for i := range r.values {
		r.targets[i] = &r.values[i]
	}
	return r
}

// eachRow calls use for each row that a query finds; the row is the same one every
// time.
func (db *DB) eachRow(ctx context.Context, use func(*row), query string, args ...any) error {
	var r *row
	return db.each(ctx, func(found *sql.Rows) error {
		if r == nil {
			columns, err := found.Columns()
			if err != nil {
				return err
			}
			r = newRow(len(columns))
		}
		if err := found.Scan(r.targets...); err != nil {
			return err
		}
		r.next = 0
		use(r)
		return r.err
	}, query, args...)
}

// take returns the next column; the zero T and false for NULL.
func take[T any](r *row) (T, bool) {
	v := r.values[r.next]
	r.next++
	t, ok := v.(T)
	if !ok && v != nil && r.err == nil {
		r.err = fmt.Errorf("column %d holds a %T", r.next, v)
	}
	return t, ok
}

func (r *row) text() string {
	s, _ := take[string](r)
	return s
}

func (r *row) float() float64 {
	f, _ := take[float64](r)
	return f
}

func (r *row) bool() bool {
	b, _ := take[bool](r)
	return b
}

func (r *row) time() time.Time {
	t, _ := take[time.Time](r)
	return t.UTC()
}

func (r *row) integer() int32 {
	n, _ := take[int32](r)
	return n
}

func (r *row) seconds() time.Duration { return fromSeconds(r.float()) }

func (r *row) opt() training.Opt[float64] {
	if f, ok := take[float64](r); ok {
		return training.Some(f)
	}
	return training.Opt[float64]{}
}

func (r *row) optSeconds() training.Opt[time.Duration] {
	if f, ok := take[float64](r); ok {
		return training.Some(fromSeconds(f))
	}
	return training.Opt[time.Duration]{}
}

func (r *row) warnings() []training.Warning {
	w, err := readWarnings(r.text())
	if err != nil && r.err == nil {
		r.err = err
	}
	return w
}
