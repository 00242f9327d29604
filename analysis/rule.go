package analysis

import "secondwind/internal/training"

// Rule is one way to be in a rut, or one piece of good news, as a value: what it
// looks for, why that matters, on what evidence, and how it is found.
type Rule struct {
	Name  string // kebab-case; the same in file, fixture folder, anchor and JSON
	Title string // the name as a page shows it
	Kind  Kind
	Max   Outcome // the strongest outcome that the rule may give
	Load  bool    // a rut of too much: while it is flagged no fix asks for more
	Aside bool    // never the headline
	Word  string  // what a page calls it where it is found and is no rut: "Back"; else empty
	Every int     // the least weeks from one card of the rule to the next; 0: any report

	Summary  string        // what the export shows, in one sentence
	Why      string        // what that means for a runner, in the tone of the report
	Counts   string        // what is counted and what is left out
	Limits   string        // where the limits come from
	Caveat   string        // what the rule cannot know, and the weakness of its sources
	Formula  string        // the test in full, for an expert
	Evidence []Source      // strongest first
	Needs    Needs         // checked by Judge before Find is called
	Silent   []Silence     // times in which the rule is not judged
	Lasting  Lasting       // how long an outcome must hold to begin and to end
	Headline HeadlineValue // the one measure that says whether it got better
	Chart    ChartKind
	Fixes    []string // names of fixes, best first
	Find     func(*Season) Verdict
	// FindAbout is Find for a subject that the rule named before; nil where a finding
	// has no subject of its own.
	FindAbout func(*Season, []training.Param) Verdict
	// Draw fills the chart of a verdict that Find gave for the same season.
	Draw func(*Season, Verdict) Chart
}

// Kind tells ruts from good news.
type Kind string

// The kinds of rules.
const (
	Rut      Kind = "rut"
	GoodNews Kind = "good-news"
)

// Outcome is what a rule says of a season.
type Outcome string

// The outcomes of ruts, of good news, and of both. Missing input is never Clear.
const (
	Flagged       Outcome = "flagged"
	Watch         Outcome = "watch"
	Clear         Outcome = "clear"
	Shown         Outcome = "shown"
	NotShown      Outcome = "not-shown"
	NotEnoughData Outcome = "not-enough-data"
)

// Confidence is how sure a verdict is: sure with twice the minimum of data, a
// hint where an input is estimated, else likely.
type Confidence string

// The degrees of confidence.
const (
	Sure   Confidence = "sure"
	Likely Confidence = "likely"
	Hint   Confidence = "hint"
)

// Source is a piece of evidence behind a rule.
type Source struct {
	Cite     string // who found what in whom, in one or two plain sentences
	URL      string
	Strength Strength
}

// Strength is how far a source carries.
type Strength string

// The strengths of evidence, strongest first.
const (
	Strong    Strength = "strong"    // replicated, or large and direct
	Contested Strength = "contested" // published and disputed
	Practice  Strength = "practice"  // what coaches do
	Ours      Strength = "ours"      // our own choice, tried on real histories
)

// Needs is the least data that a rule can be judged on. Zero fields ask nothing.
type Needs struct {
	HistoryDays int     // days from the first activity to the day judged
	Runs        int     // counting sessions in the whole history
	WindowDays  int     // the window, up to the day judged, that the next two count in
	GPSRuns     int     // sessions of the window that tell of routes (see Season.RouteSessions)
	GPSShare    float64 // their least share of the window's outdoor sessions
}

// Lasting says whether a rule is an event or a state (science 0.9). An event
// speaks at once and ends by its own terms: both numbers are zero. A state
// begins after Enter outcomes in a row, a week apart, and ends after Leave others.
type Lasting struct{ Enter, Leave int }

// Event reports whether outcomes stand as they are found.
func (l Lasting) Event() bool { return l == Lasting{} }

// better reports whether a value of the measure is better than another.
func (h HeadlineValue) better(now, then float64) bool {
	if h.LowerBetter {
		return now < then
	}
	return now > then
}

// HeadlineValue names the measure that tells whether a rut got better.
type HeadlineValue struct {
	Name        string // as a reader would say it: "share of the top place"
	LowerBetter bool
}

// Verdict is what one rule found.
type Verdict struct {
	Rule       string
	Outcome    Outcome
	Confidence Confidence
	// Subject is what the finding is about, in the words of Param: the weekday that
	// went quiet, the route that is stale. Fixes read it.
	Subject  []training.Param
	Title    training.Text // the finding as a headline: "Two in three runs follow one loop"
	Reason   training.Text // the numbers in one line; always there
	Lede     training.Text // what it means for this runner, one or two sentences
	Headline float64       // the value of the rule's headline measure; NaN-free, 0 where there is none
	Measures []Measure
	// Have and Need are how much there is, and the least that is needed, of what the
	// rule counts; both 0 where nothing can be counted.
	Have, Need int
	Counted    string   // what they count, in the plural: "runs with GPS"
	Runs       []string // ids of the runs behind the finding
	Chart      Chart    // nil where there is nothing to draw
	// Still is true while a state holds although this week alone would not flag it,
	// and Easing where its headline measure is better than at the last flag.
	Still, Easing bool
	Eased         training.Text // the headline of an easing state, where it is not that of the finding
	// Weeks is how many weekly checks in a row the outcome has held, this one counted.
	Weeks int
	// Estimated is true where an input was estimated; it makes the verdict a hint.
	Estimated bool
	// Backed names another sign that points the same way, as a sentence; it makes a
	// likely verdict sure.
	Backed training.Text
}

// Measure is a number behind a verdict, with its limit.
type Measure struct {
	Name  string        // stable, for JSON: "top_place_share"
	Label string        // for a reader: "Runs on the top place"
	Value training.Slot // Percent, Ratio, Distance, Number, …
	Limit training.Slot // where a rut begins; nil for context without a limit
	// Below is true where a rut begins at or below the limit, not above.
	Below bool
}
