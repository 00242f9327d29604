// Package store keeps a runner's training in one DuckDB file: the ledger of the
// files that were seen, the activities with all their records, what was measured
// of them, what the runner decided about them, and what the reports advised. All SQL
// and the database driver live here.
//
// A [DB] is opened by [Open] and has one writer at a time, in this process and
// among all. Whatever a method writes is whole or absent: each runs in one
// transaction and checks, once committed, that it took hold. The methods of a DB
// may be called from several goroutines; they wait for each other.
//
// # Precision
//
// Records are stored as scaled integers (scale.go): positions to 1e-7 degrees
// (11 mm), distance to 1 cm, altitude to 0.1 m, speed to 1 mm/s, cadence to half a
// step a minute, time to 1 ms. A reading that is no number or does not fit its
// column is stored as absent. Measures keep their single figures as they are;
// their sequences are rounded as sequence.go says. Times are kept to the
// microsecond.
//
// # Decisions
//
// What the runner says about an activity is kept apart from it, under its id, which
// is a hash of what its file holds. So it stands when the file is parsed again, and
// may come before the activity does. What an activity is taken for is what the runner
// says, else what was worked out, else what the file states: the view sports.
//
// What the runner says of rules and fixes is a decision as well, under their names:
// muted, and of fixes done and skipped, by day.
//
// # Whole, and known to be
//
// Each activity carries checksums of what its file holds, taken before anything is
// scaled (checksum.go). [DB.Check] compares them with what comes back, [Backup] and
// [Restore] let nothing pass that it finds fault with. An older schema is brought up
// to date in one transaction, once a copy is set aside. Whatever takes the place of
// another file is written beside it first, and takes the place by its name.
//
// # For other readers
//
// Tables, views and columns carry comments (SELECT comment FROM duckdb_columns()).
// The views of migrations/0002_views.sql are stable: runs, all_activities, sports,
// records_scaled, splits, bouts, blocks, hr_seconds, gap_seconds, gap_metres, cells
// and outlines.
package store
