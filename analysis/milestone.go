package analysis

import "secondwind/internal/training"

// Milestone is a round number ahead.
type Milestone struct {
	ID    string        // stable: "runs-300", "distance-2000km"
	Title training.Text // "{} recorded"
	Left  training.Text // how far it is: "{} to go"
	Day   training.Date // on which it falls at the present rate
}
