package training

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"
)

// Run is an activity of any sport as the analysis sees it: totals and measures,
// no records.
type Run struct {
	ID       string // content hash of athlete, payload and session; stable for ever
	Sport    Sport  // what it is taken for: as the runner, the file, its name or its movement says
	SubSport SubSport
	// SportSource says which of them, SportConfidence how sure, 0 to 1.
	SportSource     SportSource
	SportConfidence float64
	Name            string // untrusted text
	Device          string
	Gear            string    // untrusted text
	Start           time.Time // UTC
	Local           LocalOffset
	Laps            int // laps that the runner pressed
	Totals          Totals
	Measures        Measures
	Warnings        []Warning // of the parse
}

// LocalStart returns the start as the runner's own clock showed it, with UTC as
// its nominal zone.
func (r *Run) LocalStart() time.Time { return r.Start.Add(r.Local.Offset) }

// Date returns the local day of the start.
func (r *Run) Date() Date { return DateOf(r.LocalStart()) }

// IsRun reports whether the activity counts as running.
func (r *Run) IsRun() bool { return r.Sport == Running }

// History is all that is known of one athlete.
type History struct {
	Athlete string
	Runs    []Run // every sport, oldest first
	// NewestFile is the day of the newest file of any kind, activities and
	// monitoring alike; absent with no file. It shows whether an export is current.
	NewestFile Opt[Date]
}

// Receipt tells what one ingest did with the files that it found. The six
// outcomes add up to Files.
type Receipt struct {
	At            time.Time      `json:"at"`
	Files         int            `json:"files"`
	Stored        int            `json:"stored"`
	Known         int            `json:"known"`
	Twins         int            `json:"twins"`
	NotActivities int            `json:"not_activities"`
	Waiting       int            `json:"waiting"`
	Failed        int            `json:"failed"`
	Activities    int            `json:"activities"`
	Runs          int            `json:"runs"`
	Warnings      int            `json:"warnings"`
	Failures      []Failure      `json:"failures"`
	TwinPairs     []TwinPair     `json:"twin_pairs"`
	Doubts        []Doubt        `json:"doubts"`  // what was kept with a warning
	Guesses       []Guess        `json:"guesses"` // activities whose sport nobody stated
	Kinds         map[string]int `json:"kinds"`   // files that are no activities, by kind
	Seconds       float64        `json:"seconds"`
}

// Failure is a file that could not be read, why, and what its owner can do.
type Failure struct {
	Path   string `json:"path"`
	Reason string `json:"reason"`
	Hint   string `json:"hint"`
}

// TwinPair is a file that holds a run which is already there, and the file that
// was kept.
type TwinPair struct {
	Path string `json:"path"`
	Kept string `json:"kept"`
	// ID is that of the activity that is not counted, which ingest --split takes;
	// empty where the two files are the same to the byte.
	ID string `json:"id,omitempty"`
}

// Doubt is a warning about a file that was kept.
type Doubt struct {
	Path   string      `json:"path"`
	Code   WarningCode `json:"code"`
	Detail string      `json:"detail"`
}

// Guess is an activity whose sport was told by its name or its movement.
type Guess struct {
	Path       string      `json:"path"`
	ID         string      `json:"id"`
	Sport      Sport       `json:"sport"`
	Source     SportSource `json:"source"`
	Confidence float64     `json:"confidence"`
}

// FileOutcome is what became of a file. A member of an archive counts as a
// file, the archive itself does not.
type FileOutcome string

// The six outcomes of a file.
const (
	FileStored      FileOutcome = "stored"
	FileKnown       FileOutcome = "known"        // seen before, unchanged
	FileTwin        FileOutcome = "twin"         // holds nothing but runs that are already there
	FileNotActivity FileOutcome = "not-activity" // valid, but monitoring, settings, a course, …
	FileWaiting     FileOutcome = "waiting"      // still being copied; the next pass takes it
	FileFailed      FileOutcome = "failed"       // cannot be read; the reason says why
)

// ActivityID returns the id of a session of a file: the same content has the
// same id for ever, wherever it lies.
func ActivityID(athlete, payloadHash string, session int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d", athlete, payloadHash, session))
	return hex.EncodeToString(sum[:8])
}
