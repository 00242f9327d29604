package analysis

// ground is where a session went, as the places and routes of the history know it.
type ground struct {
	Place    int     // index into timeline.places; -1 without a usable track
	Route    int     // index into timeline.routes; -1 likewise
	NewShare float64 // share of its cells that were unseen in the 180 days before
}

type place struct{}

type route struct{}

func (t *timeline) findGround() {}
