package cli

import (
	"cmp"
	"fmt"
	"io"

	"github.com/alecthomas/kong"

	"secondwind/internal/profile"
)

// Flags are those of both programs. Embed it in a program's own flags.
type Flags struct {
	DB      string           `name:"db" placeholder:"FILE" help:"The database (default: ${db})."`
	Profile string           `placeholder:"FILE" help:"Your settings and profile (default: ${profile})."`
	Athlete string           `default:"${athlete}" placeholder:"NAME" help:"Whose runs these are (default: ${default})."`
	NoColor bool             `help:"No colours and no moving lines; so do NO_COLOR and TERM=dumb."`
	Verbose bool             `short:"v" help:"Say more."`
	Version kong.VersionFlag `env:"-" help:"Show the version and exit."`

	settings profile.Settings // of the file that LoadProfile has read
	given    []string
}

// AfterApply is called by kong once all flags are read.
func (f *Flags) AfterApply(ctx *kong.Context) error {
	for _, step := range ctx.Path {
		if step.Flag != nil && !step.Resolved {
			f.given = append(f.given, "--"+step.Flag.Name)
		}
	}
	return nil
}

// Given returns the flags that stand on the command line itself, such as "--db", in
// their order. What comes from the environment is not among them: it may be meant for
// other calls.
func (f *Flags) Given() []string { return f.given }

// DefaultAthlete is whose runs they are where nobody is named.
const DefaultAthlete = "me"

// Database returns the path of the database: that of the flag, else that of the
// settings, else the default.
func (f *Flags) Database() string {
	return cmp.Or(f.DB, f.settings.Database, DefaultDatabase())
}

// Parse reads the command line args into flags, a pointer to a struct with kong's
// tags. Each flag can also come from the environment, as SECONDWIND_ and its name.
//
// Done is true when there is nothing more to do: help or the version was asked
// for, or the command line is wrong, which stderr then says in one sentence.
// The exit code is for that case.
func Parse(name, description string, flags any, args []string, stdout, stderr io.Writer) (code int, done bool) {
	var asked bool
	parser, err := kong.New(flags,
		kong.Name(name),
		kong.Description(description),
		kong.Vars{"version": name + " " + Version(), "db": DefaultDatabase(), "profile": DefaultProfile(), "athlete": DefaultAthlete},
		kong.DefaultEnvars("SECONDWIND"),
		kong.Writers(stdout, stderr),
		kong.Exit(func(int) { asked = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
	)
	if err != nil {
		fmt.Fprintf(stderr, "%s: %v\n", name, err)
		return Failed, true
	}
	_, err = parser.Parse(args)
	switch {
	case asked:
		return OK, true
	case err != nil:
		fmt.Fprintf(stderr, "%s: %s; see %s --help\n", name, Line(err.Error()), name)
		return Usage, true
	}
	return OK, false
}
