package analysis

import "secondwind/internal/training"

// race is how race-like a session was.
type race struct{ Score int }

func (t *timeline) findRaces(p training.Profile) {}
