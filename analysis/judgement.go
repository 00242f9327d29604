package analysis

import (
	"slices"

	"secondwind/internal/training"
)

// Input is all that a judgement depends on.
type Input struct {
	History training.History
	Profile training.Profile
	Past    []training.Suggestion // what earlier reports advised, oldest first
	Said    []training.Saying     // what the runner said of fixes, by day
	AsOf    training.Date         // the day to judge, its end included
	Today   training.Date         // the day of reading; AsOf lies on it or before
	// Current is true where AsOf is the present: AsOf was not asked for.
	Current bool
}

// Judgement is the whole answer: what the report shows, in the words of
// training.Text.
type Judgement struct {
	Asked    training.Date // the day asked for
	AsOf     training.Date // the day judged; earlier than asked where the export ends earlier
	Week     training.Week // the last complete week at AsOf
	From, To training.Date // the window of the runs counted below
	Runs     int           // sessions in that window

	// Headline is the main rut; nil: no rut found.
	Headline *Verdict
	// Title is the H1: the headline's, or what is well without one.
	Title, Lede training.Text

	Plan         *Plan // nil where there is nothing to advise
	PlanReason   training.Text
	Alternatives []Plan
	Also         []Verdict // at most two more
	Good         []Verdict // good news that is shown
	LastTime     *FollowUp
	Offer        Offer
	Reminder     training.Text // what the profile holds that helps here, such as a why; empty for nothing
	Past         []Advised     // what became of every suggestion, this report's among them
	Record       *Record       // how the fixes of past reports fared; nil before there is enough to tell
	Targets      *Targets      // the coming weeks' aims; nil where there is no level to start from
	Milestones   []Milestone   // those ahead at the present rate, the next first
	Sheets       []Sheet       // pages to print
	Muted        []string      // rules and fixes that the profile silences: no card and no line

	Verdicts []Verdict // of every rule, in the order of precedence
	Glance   Glance
	Export   Export
	Data     Data
}

// Suggestion returns what a later report needs to know of this one, and whether
// it suggests anything.
func (j *Judgement) Suggestion() (training.Suggestion, bool) {
	if j.Plan == nil {
		return training.Suggestion{}, false
	}
	i := slices.IndexFunc(j.Verdicts, func(v Verdict) bool { return v.Rule == j.Plan.Rule })
	return training.Suggestion{
		Week: j.Week, Read: j.Asked, Rule: j.Plan.Rule, Subject: j.Verdicts[i].Subject,
		Fix: j.Plan.Fix, Params: j.Plan.Params, Headline: j.Verdicts[i].Headline,
	}, true
}

// FollowUp is what became of the last suggestion.
type FollowUp struct {
	Advised
	Text  training.Text // what was suggested, and whether it was tried
	Moved training.Text // the headline measure, then and now
}

// Glance is the last complete week, and the half-year behind it.
type Glance struct {
	Week     WeekBar
	Days     []DayMark
	HalfYear Calendar
}

// Export says how current the data are.
type Export struct {
	Ends  training.Date // the day of the newest activity
	Stale bool          // older than 14 days and nothing newer shows that the export is current
	Text  training.Text // said on the page where Stale
}

// Data is what the page's last part says of the data.
type Data struct {
	First, Last    training.Date
	Activities     int
	AllRuns        int // sessions
	WindowGPS      int // sessions of the window with a usable track
	WindowHR       int // and with heart rate
	ApproxTimes    int // activities whose local time is approximate
	LowQuality     int // runs of the window whose track was too poor to use
	Joined         int // recordings that were joined to the one before
	RulesVersion   int
	MeasureVersion int
}
