package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"secondwind/internal/cli"
	"secondwind/internal/store"
)

// backup copies the database.
func backup(ctx context.Context, f *flags, stdout, _ io.Writer) (int, error) {
	found, err := store.Backup(ctx, f.Database(), f.Backup, lockWait)
	if errors.Is(err, store.ErrOlder) {
		if err = f.upgrade(ctx); err == nil {
			found, err = store.Backup(ctx, f.Database(), f.Backup, lockWait)
		}
	}
	if err != nil {
		return 0, err
	}
	return cli.OK, f.tell(stdout, copiedJSON{
		Schema: 1, Backup: f.Backup, Activities: found.Activities, Records: found.Records,
	}, fmt.Sprintf("Backed up to %s: %s. To bring it back: %s",
		cli.Printable(f.Backup), holding(found), f.Command("ingest", "--restore", cli.ShellWord(f.Backup))))
}

// restore brings a backup back.
func restore(ctx context.Context, f *flags, stdout, _ io.Writer) (int, error) {
	done, err := store.Restore(ctx, f.Database(), f.Restore, time.Now(), lockWait)
	if err != nil {
		return 0, err
	}
	said := fmt.Sprintf("Brought back from %s: %s", cli.Printable(f.Restore), holding(done.Checked))
	if done.Aside != "" {
		said += fmt.Sprintf("\nThe database as it was is kept as %s", f.short(done.Aside))
	}
	return cli.OK, f.tell(stdout, copiedJSON{
		Schema: 1, Restored: f.Restore, Aside: done.Aside, Activities: done.Activities, Records: done.Records,
	}, said+"\nNext: "+f.Command("report"))
}

// upgrade brings a database of an older version up to date.
func (f *flags) upgrade(ctx context.Context) error {
	db, err := store.Open(ctx, f.Database(), store.Options{Wait: lockWait})
	if err != nil {
		return err
	}
	return db.Close()
}

// copiedJSON is the contract of --backup and --restore.
type copiedJSON struct {
	Schema     int    `json:"schema"`
	Backup     string `json:"backup,omitempty"`
	Restored   string `json:"restored,omitempty"`
	Aside      string `json:"set_aside,omitempty"` // what the database of before is called now
	Activities int    `json:"activities"`
	Records    int64  `json:"records"`
}

// tell writes what was done, as JSON or in words, and nothing with --quiet.
func (f *flags) tell(stdout io.Writer, contract any, said string) error {
	var out bytes.Buffer
	switch {
	case f.JSON:
		if err := cli.WriteJSON(&out, contract); err != nil {
			return err
		}
	case !f.Quiet:
		fmt.Fprintln(&out, said)
	}
	if _, err := stdout.Write(out.Bytes()); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

// holding says how much a database holds: "2 activities, 7200 records".
func holding(c store.Checked) string {
	return count(c.Activities, "activity", "activities") + ", " + count(int(c.Records), "record", "records")
}
