package analysis

import (
	"cmp"
	"slices"
	"time"

	"secondwind/internal/training"
)

const (
	// joinWithin is the longest break between two recordings of one session: a
	// warm-up, a race and a cool-down belong together (science 0.4).
	joinWithin = 45 * time.Minute
	// A session counts for frequency, gaps, weekdays and hours from either of
	// these; volume counts everything (science 0.4: daily jogs of 0.8 km once hid a
	// gap of 17 days).
	countsFromM    = 1500
	countsFromTime = 10 * time.Minute
	// nearMidnight is how close to midnight an approximate local time is too weak
	// to decide the day (science 0.2).
	nearMidnight = 2 * time.Hour
)

// Session is one outing: recordings of running that follow each other within
// joinWithin.
type Session struct {
	ID         string          // of its first recording
	Recordings []*training.Run // oldest first
	Main       *training.Run   // the longest recording
	Date       training.Date   // local
	Start      time.Time       // local wall clock, nominally UTC
	DistanceM  float64
	Moving     time.Duration
	Elapsed    time.Duration
	Approx     bool // the local time is too weak to tell the hour
	Indoor     bool

	Ground ground // filled by findGround
	Race   race   // filled by findRaces
}

// Counts reports whether the session is long enough for frequency, gap, weekday
// and hour rules. One of which only the date is known happened, and counts.
func (s *Session) Counts() bool {
	return s.DistanceM >= countsFromM || s.Moving >= countsFromTime || (s.DistanceM == 0 && s.Moving == 0)
}

// Clock returns the local time of the start.
func (s *Session) Clock() training.Clock {
	return training.Clock(s.Start.Hour()*60 + s.Start.Minute())
}

// DayUncertain reports whether the local time is too weak to trust the weekday.
func (s *Session) DayUncertain() bool {
	if !s.Approx {
		return false
	}
	sinceMidnight := s.Start.Sub(s.Date.Time())
	return sinceMidnight < nearMidnight || sinceMidnight > 24*time.Hour-nearMidnight
}

// HasTrack reports whether the session has a track that is good enough for
// routes.
func (s *Session) HasTrack() bool {
	return len(s.Main.Measures.Ground.Cells) > 0 && s.Main.Measures.Quality >= training.UsableQuality && !s.Indoor
}

// Speed returns the mean speed over ground while moving, in metres a second; 0
// where it is not known.
func (s *Session) Speed() float64 {
	if s.Moving <= 0 {
		return 0
	}
	return s.DistanceM / s.Moving.Seconds()
}

// joinSessions groups runs, oldest first, into sessions.
func joinSessions(runs []*training.Run) []Session {
	var sessions []Session
	var end time.Time
	for _, r := range runs {
		if n := len(sessions); n > 0 && r.Start.Sub(end) <= joinWithin {
			sessions[n-1].Recordings = append(sessions[n-1].Recordings, r)
		} else {
			sessions = append(sessions, Session{Recordings: []*training.Run{r}})
		}
		if e := r.Start.Add(r.Measures.Elapsed); e.After(end) {
			end = e
		}
	}
	for i := range sessions {
		sessions[i].sum()
	}
	return sessions
}

// sum fills the fields of a session from its recordings.
func (s *Session) sum() {
	first := s.Recordings[0]
	s.ID, s.Date, s.Start = first.ID, first.Date(), first.LocalStart()
	s.Approx = first.Local.Source.Approximate()
	s.Main = slices.MaxFunc(s.Recordings, func(a, b *training.Run) int {
		return cmp.Compare(a.Measures.DistanceM, b.Measures.DistanceM)
	})
	s.Indoor = s.Main.SubSport.Indoor()
	for _, r := range s.Recordings {
		s.DistanceM += r.Measures.DistanceM
		s.Moving += r.Measures.Moving
		s.Elapsed += r.Measures.Elapsed
	}
}
