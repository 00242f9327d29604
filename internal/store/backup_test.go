package store

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var today = time.Date(2026, time.November, 22, 15, 0, 0, 0, time.UTC)

// madeDB is a database of n files that is closed.
func madeDB(t *testing.T, path string, n int) string {
	t.Helper()
	db := open(t, path, Options{})
	write(t, db, madeFiles(n, 20)...)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// wantWhole fails unless a database holds what madeDB puts there.
func wantWhole(t *testing.T, path string, n int) {
	t.Helper()
	db := open(t, path, Options{ReadOnly: true})
	wantNoFault(t, db, n, int64(20*n))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func contentOf(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// namesIn returns the names of the files in a folder, sorted and in one line.
func namesIn(t *testing.T, folder string) string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

func TestBackupAndRestore(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	path, backup := filepath.Join(dir, "runs.db"), filepath.Join(dir, "kept.db")
	madeDB(t, path, 5)
	found, err := Backup(ctx, path, backup, 0)
	if err != nil || found.Activities != 5 || found.Records != 100 {
		t.Fatalf("got %+v, %v", found, err)
	}
	if info, err := os.Stat(backup); err != nil || info.Mode() != private {
		t.Errorf("got %v, %v, want it private", info.Mode(), err)
	}
	madeDB(t, path, 7)
	if _, err := Backup(ctx, path, backup, 0); err != nil {
		t.Fatalf("over an earlier one: %v", err)
	}
	madeDB(t, path, 9)
	for _, aside := range []string{"runs.db.before-restore-2026-11-22", "runs.db.before-restore-2026-11-22-2"} {
		before := contentOf(t, path)
		done, err := Restore(ctx, path, backup, today, 0)
		if err != nil || done.Activities != 7 || done.Aside != filepath.Join(dir, aside) {
			t.Fatalf("got %+v, %v, want it set aside as %s", done, err, aside)
		}
		if !bytes.Equal(contentOf(t, done.Aside), before) {
			t.Error("what was set aside is not as it was")
		}
		wantWhole(t, path, 7)
		if info, err := os.Stat(path); err != nil || info.Mode() != private {
			t.Errorf("got %v, %v, want it private", info.Mode(), err)
		}
	}
	const want = "kept.db runs.db runs.db.before-restore-2026-11-22 runs.db.before-restore-2026-11-22-2"
	if got := namesIn(t, dir); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	elsewhere := filepath.Join(dir, "new", "place", "runs.db")
	if done, err := Restore(ctx, elsewhere, backup, today, 0); err != nil || done.Aside != "" {
		t.Errorf("where no database is: got %+v, %v", done, err)
	}
	wantWhole(t, elsewhere, 7)
}

// damage runs a statement on a database and closes it.
func damage(t *testing.T, path, statement string) {
	t.Helper()
	db := open(t, path, Options{})
	if _, err := db.sql.Exec(statement); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestBackupRefuses(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	path := madeDB(t, in("runs.db"), 3)
	madeDB(t, in("newer.db"), 1)
	damage(t, in("newer.db"), `UPDATE meta SET value = '99' WHERE name = 'schema'`)
	madeDB(t, in("theirs.db"), 1)
	damage(t, in("theirs.db"), `ALTER TABLE meta RENAME TO their_meta`)
	madeDB(t, in("faulty.db"), 3)
	damage(t, in("faulty.db"), `DELETE FROM records WHERE activity = 2 AND at_s < 10`)
	madeDB(t, in("crashed.db"), 1)
	err := errors.Join(
		os.WriteFile(in("notes.txt"), []byte("stretch more\n"), 0o600),
		os.WriteFile(in("empty.txt"), nil, 0o600),
		os.WriteFile(in("crashed.db.wal"), []byte("x"), 0o600),
		os.Symlink(path, in("link.db")),
		os.Symlink(in("nowhere"), in("dangling.db")),
		os.Link(path, in("hard.db")),
	)
	if err != nil {
		t.Fatal(err)
	}
	before := namesIn(t, dir)
	tests := []struct {
		name, from, to string
		want           error
	}{
		{"the database itself", path, path, ErrBadTarget},
		{"its log", path, path + ".wal", ErrBadTarget},
		{"the database by a link", path, in("link.db"), ErrBadTarget},
		{"the database by a second name", path, in("hard.db"), ErrBadTarget},
		{"a link to nothing", path, in("dangling.db"), ErrBadTarget},
		{"a folder", path, dir, ErrBadTarget},
		{"a folder that is not there", path, in("disk/runs.db"), ErrBadTarget},
		{"an address", path, "https://example.org/runs.db", ErrBadTarget},
		{"something else", path, in("notes.txt"), ErrBadTarget},
		{"something empty", path, in("empty.txt"), ErrBadTarget},
		{"another program's database", path, in("theirs.db"), ErrBadTarget},
		{"one of a newer version", path, in("newer.db"), ErrBadTarget},
		{"a database in use", path, in("crashed.db"), ErrBadTarget},
		{"of no database", in("none.db"), in("new.db"), ErrMissing},
		{"of something else", in("notes.txt"), in("new.db"), ErrNotDatabase},
		{"of a newer version", in("newer.db"), in("new.db"), ErrNewer},
		{"of an older version", unpackFirst(t), in("new.db"), ErrOlder},
		{"of what is not whole", in("faulty.db"), in("new.db"), ErrFaulty},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, err := Backup(ctx, test.from, test.to, 0); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
	if after := namesIn(t, dir); after != before {
		t.Errorf("got the files %s, want %s", after, before)
	}
	if got := contentOf(t, in("notes.txt")); string(got) != "stretch more\n" {
		t.Errorf("notes.txt holds %q", got)
	}
	wantWhole(t, path, 3)
}

func TestRestoreRefuses(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	path := madeDB(t, in("runs.db"), 3)
	madeDB(t, in("good.db"), 2)
	madeDB(t, in("newer.db"), 1)
	damage(t, in("newer.db"), `UPDATE meta SET value = '99' WHERE name = 'schema'`)
	madeDB(t, in("theirs.db"), 1)
	damage(t, in("theirs.db"), `ALTER TABLE meta RENAME TO their_meta`)
	madeDB(t, in("faulty.db"), 3)
	damage(t, in("faulty.db"), `UPDATE records SET hr_bpm = 1`)
	madeDB(t, in("crashed.db"), 1)
	whole := contentOf(t, in("good.db"))
	err := errors.Join(
		os.WriteFile(in("notes.txt"), []byte("stretch more\n"), 0o600),
		os.WriteFile(in("empty.db"), nil, 0o600),
		os.WriteFile(in("cut.db"), whole[:len(whole)/2], 0o600),
		os.WriteFile(in("crashed.db.wal"), []byte("x"), 0o600),
	)
	if err != nil {
		t.Fatal(err)
	}
	before, content := namesIn(t, dir), contentOf(t, path)
	tests := []struct {
		name, path, from string
		want             error
	}{
		{"the database itself", path, path, ErrBadBackup},
		{"nothing", path, in("none.db"), ErrMissing},
		{"something empty", path, in("empty.db"), ErrMissing},
		{"something else", path, in("notes.txt"), ErrNotDatabase},
		{"another program's database", path, in("theirs.db"), ErrNotDatabase},
		{"one of a newer version", path, in("newer.db"), ErrNewer},
		{"one that was cut off", path, in("cut.db"), ErrDamaged},
		{"one that is not whole", path, in("faulty.db"), ErrFaulty},
		{"a database in use", path, in("crashed.db"), ErrBadBackup},
		{"an address", path, "https://example.org/runs.db", ErrBadPath},
		{"over something else", in("notes.txt"), in("good.db"), ErrNotDatabase},
		{"over another program's database", in("theirs.db"), in("good.db"), ErrNotDatabase},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Restore(ctx, test.path, test.from, today, 0)
			if !errors.Is(err, test.want) || errors.Is(err, ErrBadBackup) != (test.path == path) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
	if after := namesIn(t, dir); after != before || !bytes.Equal(contentOf(t, path), content) {
		t.Errorf("got the files %s, want %s, and the database as it was", after, before)
	}
}

// A database that cannot be read any more is what backups are for.
func TestRestoreOverDamage(t *testing.T) {
	dir := t.TempDir()
	backup := madeDB(t, filepath.Join(dir, "kept.db"), 4)
	for name, spoil := range map[string]func(path string) error{
		"cut off": func(path string) error { return os.Truncate(path, 20_000) },
		"a log that cannot be taken in": func(path string) error {
			return errors.Join(os.Truncate(path, 20_000), os.WriteFile(path+".wal", []byte("no log"), 0o600))
		},
		"a newer version": func(path string) error {
			damage(t, path, `UPDATE meta SET value = '99' WHERE name = 'schema'`)
			return nil
		},
		"a log alone": func(path string) error {
			return errors.Join(os.Remove(path), os.WriteFile(path+".wal", []byte("no log"), 0o600))
		},
		"empty": func(path string) error { return os.Truncate(path, 0) },
	} {
		t.Run(name, func(t *testing.T) {
			path := madeDB(t, filepath.Join(t.TempDir(), "runs.db"), 2)
			if err := spoil(path); err != nil {
				t.Fatal(err)
			}
			logged := exists(path + ".wal")
			done, err := Restore(context.Background(), path, backup, today, 0)
			if err != nil {
				t.Fatal(err)
			}
			if logged != exists(path+".before-restore-2026-11-22.wal") {
				t.Errorf("set aside as %q; the log was not set aside with it", done.Aside)
			}
			wantWhole(t, path, 4)
		})
	}
}

// A backup of an earlier version comes back as a database of today.
func TestRestoreAnOlderBackup(t *testing.T) {
	ctx, backup := context.Background(), unpackFirst(t)
	before := contentOf(t, backup)
	path := filepath.Join(t.TempDir(), "runs.db")
	done, err := Restore(ctx, path, backup, today, 0)
	if err != nil || done.Unsummed != firstFiles {
		t.Fatalf("got %+v, %v", done, err)
	}
	wantFirst(t, open(t, path, Options{ReadOnly: true}))
	if !bytes.Equal(contentOf(t, backup), before) || namesIn(t, filepath.Dir(backup)) != "first.db" {
		t.Error("the backup was changed")
	}
	if got := namesIn(t, filepath.Dir(path)); got != "runs.db" {
		t.Errorf("got %s beside the database", got)
	}
}

// What a crash has left in the log belongs to the backup.
func TestBackupAfterCrash(t *testing.T) {
	dir := t.TempDir()
	path, backup := filepath.Join(dir, "runs.db"), filepath.Join(dir, "kept.db")
	o := startOther(t, "hold", path, 1)
	o.next()
	o.kill(t)
	if !exists(path + ".wal") {
		t.Fatal("the crash has left no log")
	}
	if found, err := Backup(context.Background(), path, backup, 0); err != nil || found.Activities != crashBatch {
		t.Fatalf("got %+v, %v, want %d activities", found, err, crashBatch)
	}
	wantWholeBatches(t, open(t, backup, Options{}), 1, 1)
}

func TestBackupAndRestoreWait(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	path := filepath.Join(dir, "runs.db")
	backup := madeDB(t, filepath.Join(dir, "kept.db"), 1)
	o := startOther(t, "hold", path, 0)
	var busy *BusyError
	if _, err := Backup(ctx, path, filepath.Join(dir, "new.db"), 0); !errors.As(err, &busy) || busy.PID != o.cmd.Process.Pid {
		t.Errorf("backup: got %v, want it busy", err)
	}
	if _, err := Restore(ctx, path, backup, today, 0); !errors.As(err, &busy) || busy.PID != o.cmd.Process.Pid {
		t.Errorf("restore: got %v, want it busy", err)
	}
	o.end(t)
	if got := namesIn(t, dir); got != "kept.db runs.db" {
		t.Errorf("got %s", got)
	}
	if _, err := Restore(ctx, path, backup, today, 0); err != nil {
		t.Error(err)
	}
}

func TestBackupCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	dir := t.TempDir()
	path := madeDB(t, filepath.Join(dir, "runs.db"), 1)
	if _, err := Backup(ctx, path, filepath.Join(dir, "kept.db"), 0); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if got := namesIn(t, dir); got != "runs.db" {
		t.Errorf("got %s", got)
	}
}
