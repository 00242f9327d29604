package analysis

const (
	// hardBouts is the number of fast bouts, or of laps that the runner pressed,
	// from which a session is structured as intervals (science D.2).
	hardBouts = 4
	// hillyShare is the ascent, 15 m a kilometre, from which changes of speed tell
	// of the ground and not of the session (table R, one-pace).
	hillyShare = 0.015
)

// Hard reports whether a session was hard by its own shape: intervals or a
// race-like effort. Heart-rate zones need the runner's maximum and come with the
// rules that use them.
func (s *Session) Hard() bool {
	for _, r := range s.Recordings {
		m := &r.Measures
		hilly := m.AscentM.Or(0) > hillyShare*m.DistanceM
		if r.Laps >= hardBouts || (len(m.Bouts) >= hardBouts && !hilly) {
			return true
		}
	}
	return s.Race.Like
}
