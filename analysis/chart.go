package analysis

import "secondwind/internal/training"

// ChartKind names one of the closed set of charts. A rule names one, and its
// verdict fills it.
type ChartKind string

// The kinds of charts.
const (
	RouteGalleryChart ChartKind = "route-gallery"
	PunchcardChart    ChartKind = "punchcard"
	CalendarChart     ChartKind = "calendar"
	LongestRunChart   ChartKind = "longest-run"
	WeeklyVolumeChart ChartKind = "weekly-volume"
	TrendChart        ChartKind = "trend"
	DistributionChart ChartKind = "distribution"
	TimelineChart     ChartKind = "timeline"
	OnPlanChart       ChartKind = "on-plan"
)

// Chart is what a chart shows, without how it looks: one of the types below.
type Chart interface {
	Kind() ChartKind
	// Words returns the conclusion as a title, and what, when and how to read it.
	Words() (title, subtitle training.Text)
}

// Caption carries the words of a chart.
type Caption struct{ Title, Subtitle training.Text }

// Words returns the title and the subtitle.
func (c Caption) Words() (title, subtitle training.Text) { return c.Title, c.Subtitle }

// RouteGallery shows the shapes of places as small multiples, and the new ground
// of each month.
type RouteGallery struct {
	Caption
	From, To  training.Date
	Runs      int // runs in the window
	Routes    []RouteShape
	NewGround []MonthGround // oldest first
}

// RouteShape is one place of a gallery.
type RouteShape struct {
	ID        string // the id of its first run
	Place     training.Place
	Runs      int
	FirstSeen training.Date
	LastSeen  training.Date
	Outline   []training.Point // metres east and north of any origin; the ends are cut off
}

// MonthGround is how much ground of a month had not been covered in the 180
// days before, measured in metres of track cells.
type MonthGround struct {
	Month training.Month
	NewM  float64
}

// Punchcard shows the hours of each weekday: usual against actual.
type Punchcard struct {
	Caption
	BaseFrom, From, To training.Date // the baseline begins at BaseFrom and ends before From
	Days               [7]PunchDay   // Monday first
	Flagged            []training.Weekday
}

// PunchDay is one weekday of a punchcard.
type PunchDay struct {
	Usual, Actual        []PunchHour
	UsualKept, UsualOf   int // weeks of the baseline with a run on the day
	ActualKept, ActualOf int // weeks of the window in which it was kept
}

// PunchHour is a number of runs that began around an hour of the day.
type PunchHour struct {
	Hour training.Clock // the mean of its runs
	Runs int
}

// Calendar shows every day of a half-year with its distance, and weeks below.
type Calendar struct {
	Caption
	To     training.Date // the last day that is drawn
	Weeks  []WeekBar     // oldest first
	Days   []DayMark     // days with a run, oldest first
	Gaps   []Away        // oldest first; none overlaps another
	LimitM float64       // the weekly-jump limit of the last week; 0 for none
}

// DayMark is a day with running.
type DayMark struct {
	Day       training.Date
	DistanceM float64
	Race      bool // the race that the finding is about
	Flagged   bool // a run that the finding is about
}

// Away is a stretch of days without running, or a break of the profile.
type Away struct {
	From, To training.Date
	Days     int  // its length as it is told
	Planned  bool // a break of the profile
}

// WeekBar is the volume of one week.
type WeekBar struct {
	Week      training.Week
	DistanceM float64
	Moving    training.Duration
	Runs      int
	Lighter   bool // at least a fifth under the mean of the three weeks before
	Break     bool // a break of the profile touches it
	Flagged   bool
}

// LongestRun shows every run against the longest of the 30 days before it.
type LongestRun struct {
	Caption
	Runs []SpikePoint // oldest first
	// Where the bands of the rule begin, as shares of that longest run.
	WatchFrom, RutFrom, LargeFrom float64
}

// SpikePoint is a run of a LongestRun chart.
type SpikePoint struct {
	ID        string
	Day       training.Date
	DistanceM float64
	LongestM  float64 // of the 30 days before; 0 where there is too little to compare
	Flagged   bool
	Race      bool
}

// WeeklyVolume shows weeks as bars, with the limit of the last one.
type WeeklyVolume struct {
	Caption
	Weeks   []WeekBar // oldest first; the last one is judged
	LimitM  float64   // where a jump begins for the last week; 0 for none
	LargeM  float64   // the largest of the eight weeks before
	LargeAt training.Week
	Context training.Text // what load says beside it, without a limit; may be empty
}

// Trend shows one or more series over time, and the best times behind them.
type Trend struct {
	Caption
	Series []TrendSeries
	Bests  []BestTimes // shortest first
}

// BestTimes are the shortest times over a distance.
type BestTimes struct {
	DistanceM float64
	All       BestTime
	Year      training.Opt[BestTime] // of the last year; absent where none was run in it
}

// BestTime is a time over a distance and the day of its run.
type BestTime struct {
	Elapsed training.Duration
	Day     training.Date
}

// TrendSeries is a line of a Trend.
type TrendSeries struct {
	Name   training.Text
	Points []TrendPoint // oldest first
	// LowerBetter is true where a smaller value is the better one, as with times.
	LowerBetter bool
	Limit       training.Slot // where a rut begins, of the type of the values; nil for none
}

// TrendPoint is a value at a day.
type TrendPoint struct {
	Day   training.Date
	Value training.Slot // all points of a series hold the same type
	Best  bool
	Told  bool // the title names its value
}

// Distribution shows how the runs spread over classes, such as paces, lately
// against the same weeks of the year before.
type Distribution struct {
	Caption
	Axis    training.Text // what the classes are: "pace of the run"
	Now     Span
	Then    training.Opt[Span] // absent where the history does not reach back
	Classes []Class            // in the order of the axis
}

// Span is a stretch of days with the number of sessions that count in it.
type Span struct {
	From, To training.Date
	Runs     int
}

// Class is one class of a Distribution.
type Class struct {
	Name    training.Text // "5:00 to 5:15 /km", "trail"
	Now     int           // sessions
	Then    int
	Flagged bool // what the finding is about
}

// Timeline shows events on named lanes, one above the other, over the same time.
type Timeline struct {
	Caption
	From, To training.Date
	Lanes    []Lane
	Monthly  bool // how many events a month holds is what counts
}

// Lane is one line of a Timeline.
type Lane struct {
	Name   training.Text
	Events []Event // oldest first
	// Empty is the stretch without an event that the finding is about; absent for none.
	Empty training.Opt[Span]
}

// Event is a mark on a Lane.
type Event struct {
	ID    string // of the run
	Day   training.Date
	Label training.Text // "10 km in 48:10"
	Best  bool
}

// OnPlan shows which weeks held as many run-days as usual.
type OnPlan struct {
	Caption
	Weeks []PlanWeek // oldest first
}

// PlanWeek is one week of an OnPlan chart.
type PlanWeek struct {
	Week    training.Week
	RunDays int
	Target  int  // run-days that make the week one on plan; 0 where none can be known
	Break   bool // a break of the profile touches it
}

// Kind returns the kind of the chart.
func (RouteGallery) Kind() ChartKind { return RouteGalleryChart }

// Kind returns the kind of the chart.
func (Punchcard) Kind() ChartKind { return PunchcardChart }

// Kind returns the kind of the chart.
func (Calendar) Kind() ChartKind { return CalendarChart }

// Kind returns the kind of the chart.
func (LongestRun) Kind() ChartKind { return LongestRunChart }

// Kind returns the kind of the chart.
func (WeeklyVolume) Kind() ChartKind { return WeeklyVolumeChart }

// Kind returns the kind of the chart.
func (Trend) Kind() ChartKind { return TrendChart }

// Kind returns the kind of the chart.
func (Distribution) Kind() ChartKind { return DistributionChart }

// Kind returns the kind of the chart.
func (Timeline) Kind() ChartKind { return TimelineChart }

// Kind returns the kind of the chart.
func (OnPlan) Kind() ChartKind { return OnPlanChart }
