package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"secondwind/internal/cli"
	"secondwind/internal/store"
)

// check compares all that is stored with what was noted when it was read.
func check(ctx context.Context, f *flags, stdout, stderr io.Writer) (code int, err error) {
	db, err := f.openToRead(ctx)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	found, err := db.Check(ctx)
	if err != nil {
		return 0, err
	}
	code = cli.OK
	if len(found.Faults) > 0 {
		code = cli.Failed
	}
	if f.Quiet && !f.JSON {
		stdout = stderr // what went wrong, if anything
	}
	return code, f.writeChecked(stdout, found)
}

// writeChecked writes a line for each fault, and the sum of it.
func (f *flags) writeChecked(to io.Writer, found store.Checked) error {
	var out bytes.Buffer
	switch {
	case f.JSON:
		if err := cli.WriteJSON(&out, f.checkedJSON(found)); err != nil {
			return err
		}
	case len(found.Faults) > 0:
		for _, fault := range found.Faults {
			fmt.Fprintf(&out, "%s; %s\n", f.say(fault), f.help(fault))
		}
		fmt.Fprintf(&out, "Wrong: %s, in a database of %s\n", count(len(found.Faults), "thing", "things"), holding(found))
	case !f.Quiet:
		fmt.Fprintf(&out, "Nothing wrong: %s\n", holding(found))
		if found.Unsummed > 0 {
			fmt.Fprintf(&out, "An older version stored %s of them without a checksum: there the numbers agree, and more cannot be told\n",
				count(found.Unsummed, "activity", "activities"))
		}
	}
	if _, err := to.Write(out.Bytes()); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

// say tells what is wrong, and of what.
func (f *flags) say(fault store.Fault) string {
	var of []string
	if fault.Path != "" {
		of = append(of, f.short(fault.Path))
	}
	if fault.Activity != "" {
		of = append(of, "activity "+cli.Printable(fault.Activity))
	}
	said := ""
	switch fault.Kind {
	case store.RecordCount:
		said = fmt.Sprintf("%d of %s are there", fault.Got, count(int(fault.Want), "record", "records"))
	case store.RecordsChanged:
		said = "its records are not those that were read"
	case store.SummaryChanged:
		said = "its name, times, totals or laps are not those that were read"
	case store.MeasureCount:
		said = fmt.Sprintf("it was measured %d times, not once", fault.Got)
	case store.NotInLedger:
		said = "the ledger does not call its file stored"
	case store.ActivityLost:
		said = "the ledger calls it stored, and nothing of it is there"
	case store.StrayRows:
		return fmt.Sprintf("Table %s: %s of no activity", fault.Table, count(int(fault.Got), "row", "rows"))
	}
	return strings.Join(of, ", ") + ": " + said
}

// help tells what to do about it.
func (f *flags) help(fault store.Fault) string {
	if fault.Kind == store.StrayRows {
		return "they count nowhere and can stay"
	}
	return "bring a backup back with " + f.Command("ingest", "--restore", "FILE") + ", or take your files into a new database with --db"
}

// checkedJSON is the contract of --check.
type checkedJSON struct {
	Schema     int         `json:"schema"`
	Activities int         `json:"activities"`
	Records    int64       `json:"records"`
	Unsummed   int         `json:"without_checksum"` // of the activities
	Faults     []faultJSON `json:"faults"`
}

type faultJSON struct {
	Fault    store.FaultKind `json:"fault"`
	Athlete  string          `json:"athlete,omitempty"`
	Activity string          `json:"activity,omitempty"` // id
	Path     string          `json:"path,omitempty"`
	Table    string          `json:"table,omitempty"`
	Text     string          `json:"text"`
	Hint     string          `json:"hint"`
}

func (f *flags) checkedJSON(found store.Checked) checkedJSON {
	c := checkedJSON{
		Schema: 1, Activities: found.Activities, Records: found.Records, Unsummed: found.Unsummed, Faults: []faultJSON{},
	}
	for _, fault := range found.Faults {
		c.Faults = append(c.Faults, faultJSON{
			fault.Kind, fault.Athlete, fault.Activity, fault.Path, fault.Table, f.say(fault), f.help(fault),
		})
	}
	return c
}
