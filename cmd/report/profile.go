package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"secondwind/internal/cli"
	"secondwind/internal/profile"
	"secondwind/internal/training"
	"secondwind/reports"
)

// settle reads the settings and profiles. A file that is no TOML counts as absent,
// which the report says.
func (f *flags) settle(stderr io.Writer) error {
	file, err := f.LoadProfile()
	var broken *profile.BrokenError
	if errors.As(err, &broken) {
		f.file, f.profiled = &profile.File{}, true
		short := &profile.BrokenError{Path: filepath.Base(broken.Path), Line: broken.Line, Text: broken.Text}
		f.notices = append(f.notices, short.Error()+". The whole file counts as absent until that is mended.")
		fmt.Fprintf(stderr, "report: %s; the whole file counts as absent until that is mended\n", cli.Line(broken.Error()))
		return nil
	}
	if err == nil {
		f.file, f.profiled = file, file.Exists()
	}
	return err
}

// profileOf reads what the profile says of the athlete, and what of it does not count.
func (f *flags) profileOf(h training.History, when period) (training.Profile, []string) {
	known := profile.Known{Day: when.asOf, Names: slices.Concat(ruleNames(), fixNames())}
	for i := range h.Runs {
		known.Activities = append(known.Activities, h.Runs[i].ID)
	}
	p, problems := f.file.Profile(f.Athlete, known)
	said := make([]string, len(problems))
	for i, problem := range problems {
		said[i] = problem.String() + "."
	}
	return p, said
}

// formatter returns how the settings have numbers and days written.
func (f *flags) formatter() reports.Formatter {
	s := f.file.Settings
	format := reports.Formatter{Units: reports.Metric, Clock12: s.Clock12, Dates: reports.DateOrder(s.DateFormat)}
	if s.Miles {
		format.Units = reports.Imperial
	}
	return format
}

// initProfile writes a commented file for settings and profile where there is none.
func (f *flags) initProfile(today training.Date, stdout io.Writer) error {
	path, err := filepath.Abs(f.ProfilePath())
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("%w; name another place with --profile", err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	switch {
	case errors.Is(err, os.ErrExist):
		return cli.UsageErrorf("%s is there already and stays as it is; name another place with --profile", path)
	case err != nil:
		return fmt.Errorf("%w; name another place with --profile", err)
	}
	_, err = io.WriteString(file, profile.Template(f.Athlete, today))
	if err := errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	_, err = fmt.Fprintln(stdout, path)
	return err
}
