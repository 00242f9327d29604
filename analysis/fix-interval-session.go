package analysis

import (
	"strconv"
	"time"

	"secondwind/internal/training"
)

var intervalSession = Fix{
	Name:        "interval-session",
	Title:       "Run one session with fast pieces",
	From:        []Article{ArticleSpark},
	Effort:      Much,
	Challenge:   true,
	Personalise: personaliseIntervalSession,
	Tried:       triedIntervalSession,
}

const (
	// boutPace is how much faster than the usual run a fast piece is at least: less
	// than a tenth is no bout (science D.2).
	boutPace = 1.12
	// efforts of intervalDays tell how fast the pieces may be.
	intervalDays = 365
	// intervalUsed hard sessions in eight weeks make a runner used to them (ours).
	intervalUsed = 2
)

// pieces are the fast parts of a session: as many, as long, as fast as a best
// effort over a distance.
type pieces struct {
	n         int
	each      time.Duration
	distanceM float64
}

// Short pieces come first; who knows them runs longer ones (ruts-and-fixes §2).
var (
	shortPieces = pieces{6, time.Minute, 5000}
	longPieces  = pieces{5, 3 * time.Minute, 10_000}
)

func personaliseIntervalSession(s *Season, _ Verdict) (Plan, Missing) {
	p := shortPieces
	if len(filter(Counting(s.LastDays(windowDays)), (*Session).Hard)) >= intervalUsed {
		p = longPieces
	}
	speedMS, known := s.fastSpeed(p.distanceM)
	if !known {
		return Plan{}, Missing{Aside: true, What: training.Say("a pace that you run")}
	}
	pace := training.Pace(1 / speedMS)
	each := training.Duration(p.each)
	return Plan{
		Params: []training.Param{
			{Name: "pieces", Value: strconv.Itoa(p.n)},
			{Name: "seconds", Value: strconv.Itoa(int(p.each.Seconds()))},
		},
		Text: s.usualOccasion().sayOn("warm up for ten minutes and run {} times {} at about {}. Take two easy minutes after each.",
			training.Numeral(p.n), each, pace),
		Tiny:  training.Say("Three times half a minute, as fast as feels good, in the middle of an easy run."),
		Check: training.Say("A run with four fast pieces of a minute or more, by {}. The next report reads it from your files.", s.planEnds()),
		Short: training.Say("run {} times {} at about {} in one session", training.Numeral(p.n), each, pace),
	}, Missing{}
}

// fastSpeed returns the speed of fast pieces: that of the best efforts over a
// distance, and never so slow that they are none; known is false without a usual pace.
func (s *Season) fastSpeed(distanceM float64) (speedMS float64, known bool) {
	paced := filter(Counting(s.LastDays(windowDays)), func(x *Session) bool { return x.Main.Measures.GAPSpeedMS > 0 })
	usualMS, _ := usualOf(paced)
	return max(boutPace*usualMS, s.bestSpeed(distanceM)), usualMS > 0
}

// bestSpeed returns the speed over a distance that the best efforts of a year
// promise; 0 without any.
func (s *Season) bestSpeed(distanceM float64) float64 {
	t, ok := bookOf(s.LastDays(intervalDays)).predict(distanceM, 0)
	if !ok {
		return 0
	}
	return distanceM / t.Seconds()
}

func triedIntervalSession(_ Plan, before, after *Season) training.Answer {
	return after.answerFrom(before, func(x *Session) bool {
		for _, r := range x.Recordings {
			if len(r.Measures.Bouts) >= hardBouts || r.Laps >= hardBouts {
				return true
			}
		}
		return false
	})
}
