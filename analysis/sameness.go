package analysis

import (
	"math"
	"slices"
	"time"

	"secondwind/internal/training"
)

const (
	// sameDays are the weeks that are looked at, and sameMinRuns in them make shares
	// mean something (science A.4).
	sameDays    = 56
	sameMinRuns = 12
	// sameLengthPercent on either side of one length is the same length, and
	// sameLengthShare of the runs at it are a sameness, unless the longest of
	// sameLongDays is sameLongBy times the middle one: that is a long run. The
	// spread of the lengths is no test: on real runners it never gets under a fifth
	// (science A.4).
	sameLengthPercent = 5
	sameLengthShare   = 0.60
	sameLongDays      = 28
	sameLongBy        = 1.5
	// sameSurfaceShare of the runs on one surface are a sameness, where
	// surfaceNamedShare of them name theirs (science A.4).
	sameSurfaceShare  = 0.95
	surfaceNamedShare = 0.80
	// sameHourR is the closeness of starts that spread by an hour (science A.4,
	// oracle O16).
	sameHourR = 0.966
)

// sources of the rules about sameness.
var (
	varietySource = Source{"Sylvester and others 2016: 121 students who did not exercise were drawn by lot into a varied or a uniform programme of six weeks. Those with more variety kept to it a little better. They did strength exercises, and were no runners.", "https://doi.org/10.1007/s10865-015-9688-4", Contested}
	sparkSource   = Source{"“8 Ways to Get Your Running Spark Back”, MapMyRun: the usual loop, four times a week, is a rut, and a small change is a way out.", "", Practice}
	sameSource    = Source{"The limits are ours, tried on real logs.", "", Ours}
)

// lengthMix is how alike the lengths of the runs of a window are.
type lengthMix struct {
	sessions []*Session // with a length, oldest first
	alike    []*Session // those at the commonest one
	commonM  float64    // the commonest length
	medianM  float64
	longestM float64 // of the last weeks
}

// lengths looks for the length that most runs share.
func (s *Season) lengths() lengthMix {
	l := lengthMix{longestM: longestOf(s.LastDays(sameLongDays))}
	l.sessions = filter(Counting(s.LastDays(sameDays)), func(x *Session) bool { return metres(x.DistanceM) > 0 })
	lengths := make([]int, len(l.sessions))
	for i, x := range l.sessions {
		lengths[i] = metres(x.DistanceM)
	}
	l.medianM = median(lengths)
	slices.Sort(lengths)
	most, from, to := 0, 0, 0
	for _, common := range lengths {
		for !alike(lengths[from], common) {
			from++
		}
		for to < len(lengths) && (lengths[to] <= common || alike(lengths[to], common)) {
			to++
		}
		if to-from > most {
			most, l.commonM = to-from, float64(common)
		}
	}
	l.alike = filter(l.sessions, func(x *Session) bool { return alike(metres(x.DistanceM), metres(l.commonM)) })
	return l
}

// alike reports whether a length in metres is that of the common one, give or take.
func alike(m, common int) bool { return 100*max(m-common, common-m) <= sameLengthPercent*common }

func (l lengthMix) share() float64 { return share(len(l.alike), len(l.sessions)) }

// holds reports whether one length is a sameness, and there is enough to say so.
func (l lengthMix) holds() bool {
	return len(l.sessions) >= sameMinRuns && l.share() >= sameLengthShare && !l.longRun()
}

// longRun reports whether the last weeks had a long run.
func (l lengthMix) longRun() bool { return l.longestM >= sameLongBy*l.medianM }

// surface is what a run was on.
type surface string

// The surfaces that a watch names.
const (
	onRoad      surface = "road"
	onTrail     surface = "trail"
	onTrack     surface = "track"
	onTreadmill surface = "treadmill"
)

// surfaceWords say a surface as a place to be on.
var surfaceWords = map[surface]string{onRoad: "the road", onTrail: "trails", onTrack: "a track", onTreadmill: "a treadmill"}

// surfaces in the order of charts and of equals.
var surfaces = [...]surface{onRoad, onTrail, onTrack, onTreadmill}

// surfaceOf returns the surface of a session; ok is false where the watch does
// not name it.
func surfaceOf(x *Session) (surface, bool) {
	switch sub := x.Main.SubSport; {
	case sub.Indoor():
		return onTreadmill, true
	case sub == training.Street:
		return onRoad, true
	case sub == training.Trail:
		return onTrail, true
	case sub == training.Track:
		return onTrack, true
	default:
		return "", false
	}
}

// surfaceMix is how alike the surfaces of the runs of a window are.
type surfaceMix struct {
	runs   int        // all of them
	named  int        // that name a surface
	alike  []*Session // those on the commonest one
	common surface
}

// surfaceCounts counts sessions by their surface.
func surfaceCounts(sessions []*Session) map[surface]int {
	counts := map[surface]int{}
	for _, x := range sessions {
		if on, named := surfaceOf(x); named {
			counts[on]++
		}
	}
	return counts
}

// surfaces looks for the surface that most runs share.
func (s *Season) surfaces() surfaceMix {
	sessions := Counting(s.LastDays(sameDays))
	f := surfaceMix{runs: len(sessions)}
	counts := surfaceCounts(sessions)
	for _, on := range surfaces {
		f.named += counts[on]
		if counts[on] > counts[f.common] {
			f.common = on
		}
	}
	f.alike = filter(sessions, func(x *Session) bool {
		on, named := surfaceOf(x)
		return named && on == f.common
	})
	return f
}

func (f surfaceMix) share() float64 { return share(len(f.alike), f.named) }

// known reports whether enough runs name their surface.
func (f surfaceMix) known() bool {
	return f.runs >= sameMinRuns && share(f.named, f.runs) >= surfaceNamedShare
}

func (f surfaceMix) holds() bool { return f.known() && f.share() >= sameSurfaceShare }

// hours is how alike the starts of the runs of a window are.
type hours struct {
	sessions []*Session // with a local time that can be trusted
	clocks   []training.Clock
	mean     training.Clock
	r        float64
}

// hours looks for the hour that the runs share.
func (s *Season) hours() hours {
	var h hours
	h.sessions = filter(Counting(s.LastDays(sameDays)), func(x *Session) bool { return !x.Approx })
	for _, x := range h.sessions {
		h.clocks = append(h.clocks, x.Clock())
	}
	h.mean, h.r = meanClock(h.clocks)
	return h
}

// spread is the circular standard deviation of the starts, of at least one
// (science A.3). Starts that are all over the clock have none: a day stands for it.
func (h hours) spread() time.Duration {
	const day = 24 * time.Hour
	sd := math.Sqrt(-2*math.Log(min(1, h.r))) / (2 * math.Pi)
	return time.Duration(min(1, sd) * float64(day))
}

func (h hours) holds() bool { return len(h.sessions) >= sameMinRuns && h.r >= sameHourR }

// sameness is what the runs of a window have in common, of three things.
type sameness struct{ length, surface, hour bool }

func (s *Season) sameness() sameness {
	return sameness{s.lengths().holds(), s.surfaces().holds(), s.hours().holds()}
}

// words say what else is the same as the ground, as a sentence; empty for nothing.
func (a sameness) words() training.Text {
	switch {
	case a.length:
		return training.Say("Most of the runs are of one length as well.")
	case a.surface:
		return training.Say("Nearly all runs are on one surface as well.")
	case a.hour:
		return training.Say("The runs begin at one hour as well.")
	default:
		return training.Text{}
	}
}

// sameOutcome is what a sameness is worth: a rut with a second one that stands
// after it in the precedence; alone, or after another, a watch. Who runs at 6:30
// every day is disciplined and not stale (science A.4).
func sameOutcome(holds, later bool) Outcome {
	switch {
	case holds && later:
		return Flagged
	case holds:
		return Watch
	default:
		return Clear
	}
}

// nameSecond adds to a rut of sameness what else is the same: the surface, else
// the hour.
func (s *Season) nameSecond(v *Verdict, surfaceToo bool) {
	if surfaceToo {
		f := s.surfaces()
		all := " Nearly all of the runs were on "
		if len(f.alike) == f.runs {
			all = " All of the runs were on "
		}
		v.Lede.Form += all + surfaceWords[f.common] + " as well."
		v.Reason.Form += "; same-surface holds as well"
		return
	}
	v.Lede = training.Text{
		Form:  v.Lede.Form + " The runs begin around {} as well.",
		Slots: append(v.Lede.Slots, s.hours().mean),
	}
	v.Reason.Form += "; same-hour holds as well"
}

// share returns a number as a share of another, 0 of nothing.
func share(n, of int) float64 { return float64(n) / float64(max(1, of)) }

// yearAgo returns the season of the same weeks a year earlier, and whether the
// history reaches back over the given days of it.
func (s *Season) yearAgo(days int) (*Season, bool) {
	ago := s.AsOf(s.Day - yearDays)
	return ago, ago.Day-training.Date(days)+1 >= s.all.first
}

// countInto sorts sessions into classes by the index that a function gives.
func countInto(classes []Class, sessions []*Session, then bool, index func(*Session) int) {
	for _, x := range sessions {
		i := index(x)
		classes[i].Then += count(then)
		classes[i].Now += count(!then)
	}
}

// compared is a distribution of the window's sessions against those of the same
// weeks a year ago, where the history reaches back.
func (s *Season) compared(days int, classes []Class, sessions func(*Season) []*Session, index func(*Session) int) Distribution {
	now := sessions(s)
	c := Distribution{Now: Span{From: s.Day - training.Date(days) + 1, To: s.Day, Runs: len(now)}, Classes: classes}
	countInto(c.Classes, now, false, index)
	if ago, reaches := s.yearAgo(days); reaches {
		then := sessions(ago)
		c.Then = training.Some(Span{From: ago.Day - training.Date(days) + 1, To: ago.Day, Runs: len(then)})
		countInto(c.Classes, then, true, index)
	}
	c.Subtitle = training.Say("Runs from {} to {}.", training.Day(c.Now.From), training.Day(c.Now.To))
	return c
}
