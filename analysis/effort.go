package analysis

import "secondwind/internal/training"

const (
	// hardBouts is the number of fast bouts, or of laps that the runner pressed,
	// from which a session is structured as intervals (science D.2).
	hardBouts = 4
	// hillyShare is the ascent, 15 m a kilometre, from which changes of speed tell
	// of the ground and not of the session (table R, one-pace).
	hillyShare = 0.015
)

// Hard reports whether a session was hard by its own shape: intervals or a
// race-like effort. What heart rate adds needs the runner's limits: see classOf.
func (s *Session) Hard() bool {
	for _, r := range s.Recordings {
		if r.Laps >= hardBouts || (len(r.Measures.Bouts) >= hardBouts && !hilly(r)) {
			return true
		}
	}
	return s.Race.Like
}

// Hilly reports whether the main recording climbs so much that its speed tells of
// the ground.
func (s *Session) Hilly() bool { return hilly(s.Main) }

func hilly(r *training.Run) bool {
	return r.Measures.AscentM.Or(0) > hillyShare*r.Measures.DistanceM
}
