package training

// SportSource says how the sport of an activity is known, surest first.
type SportSource string

// The sources of a sport.
const (
	SportFromRunner   SportSource = "runner"   // the runner said so
	SportFromFile     SportSource = "file"     // the file names it
	SportFromExport   SportSource = "export"   // the list of activities that came with the file names it
	SportFromName     SportSource = "name"     // told by the words of the activity's name
	SportFromMovement SportSource = "movement" // told by the activity's own speed and cadence
	SportUnknown      SportSource = ""
)

// Guessed reports whether a sport was told by signs and not stated by anyone.
func (s SportSource) Guessed() bool { return s == SportFromName || s == SportFromMovement }

// SportCall is the sport that an activity is taken for, and how sure that is.
type SportCall struct {
	Sport    Sport
	SubSport SubSport
	Source   SportSource
	// Confidence is 1 where the sport is stated, less where it is told by signs, 0
	// where it is unknown.
	Confidence float64
}
