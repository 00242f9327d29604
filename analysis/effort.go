package analysis

const (
	// hardBouts is the number of fast bouts, or of laps that the runner pressed,
	// from which a session is structured as intervals (science D.2).
	hardBouts = 4
)

// Hard reports whether a session was hard by its own shape: intervals or a
// race-like effort. Heart-rate zones need the runner's maximum and come with the
// rules that use them.
func (s *Session) Hard() bool {
	for _, r := range s.Recordings {
		if len(r.Measures.Bouts) >= hardBouts {
			return true
		}
	}
	return s.Race.Like
}
