package analysis

import "secondwind/internal/training"

const (
	// staleTop and staleTopThree are the shares of runs on one place, or on three,
	// from which ground is stale; staleWatch… from which it may become so. Ours,
	// replayed on six real runners (science A.4).
	staleTop           = 0.60
	staleTopThree      = 0.80
	staleExplorers     = 0.20
	staleWatchTop      = 0.50
	staleWatchTopThree = 0.70
	staleWatchExplore  = 0.25
	// staleMinRuns with GPS, on staleMinShare of the outings, make shares mean something.
	staleMinRuns  = 10
	staleMinShare = 0.6
)

var staleRoutes = Rule{
	Name:    "stale-routes",
	Title:   "Stale routes",
	Kind:    Rut,
	Max:     Flagged,
	Summary: "One place or three carry most runs, and few runs explore.",
	Why:     "The same way every day stops asking for attention. A change of ground is one of the cheapest ways to make a run feel new.",
	Counts:  "GPS runs of 1.5 km or more in the last 56 days. Runs share a place when four fifths of their ground is the same, either way round. A run explores when at least 30 % of its ground was new for 180 days. Races, treadmill and track are left out.",
	Limits:  "They are ours, tried on the logs of six runners. One of them runs one loop for years, and was told so in most weeks; one was never told.",
	Caveat:  "Nobody has published a limit for runners. A favourite loop can be a comfort and not a rut: you know which.",
	Formula: "Rut: (top place ≥ 60 % or top three ≥ 80 % of runs) and explorers ≤ 20 %. Watch: (≥ 50 % or ≥ 70 %) and ≤ 25 %. It begins after two weekly checks in a row and ends after three without.",
	Evidence: []Source{
		{"Heller and others 2020: 122 adults were tracked for three to four months. Days with more varied places went with better mood. That was daily life, not running, and it shows no cause.", "https://doi.org/10.1038/s41593-020-0636-4", Contested},
		{"The limits are ours.", "", Ours},
	},
	Needs:    Needs{HistoryDays: windowDays, WindowDays: windowDays, GPSRuns: staleMinRuns, GPSShare: staleMinShare},
	Lasting:  Lasting{Enter: 2, Leave: 3},
	Headline: HeadlineValue{Name: "Share of the top place", LowerBetter: true},
	Chart:    RouteGalleryChart,
	Fixes:    []string{"new-route", "reverse-route", "point-to-point", "new-surface", "run-with-friend", "new-music"},
	Find:     findStaleRoutes,
	Draw:     drawRouteGallery,
}

func findStaleRoutes(s *Season) Verdict {
	tracks, _ := s.RouteSessions(windowDays)
	shares := s.placeShares(tracks)
	top, topThree, explorers := topShare(shares, 1), topShare(shares, 3), explorerShare(tracks)
	v := Verdict{
		Outcome:  staleOutcome(top, topThree, explorers),
		Lede:     s.newGroundLede(tracks),
		Reason:   training.Say("top place {}, top three {} of {} runs, {} explore; a rut from 60 or 80 % with at most 20 %", training.Percent(top), training.Percent(topThree), training.Numeral(len(tracks)), training.Percent(explorers)),
		Headline: top,
		Measures: []Measure{
			{Name: "top_place_share", Label: "Runs on the top place", Value: training.Percent(top), Limit: training.Percent(staleTop)},
			{Name: "top_three_share", Label: "Runs on the top three", Value: training.Percent(topThree), Limit: training.Percent(staleTopThree)},
			{Name: "explorer_share", Label: "Runs that explore", Value: training.Percent(explorers), Limit: training.Percent(staleExplorers), Below: true},
			{Name: "effective_places", Label: "Places, if all were run equally often", Value: training.Decimal(effectivePlaces(shares))},
		},
		Have: len(tracks), Need: staleMinRuns, Counted: "runs with GPS",
	}
	v.Title, v.Runs = s.staleTitle(tracks, shares)
	if v.Outcome == Flagged {
		v.Backed = s.sameness().words()
	}
	if len(shares) > 0 {
		v.Subject = []training.Param{{Name: "place", Value: s.all.places[shares[0].Place].ID}}
	}
	return v
}

func staleOutcome(top, topThree, explorers float64) Outcome {
	switch {
	case (top >= staleTop || topThree >= staleTopThree) && explorers <= staleExplorers:
		return Flagged
	case (top >= staleWatchTop || topThree >= staleWatchTopThree) && explorers <= staleWatchExplore:
		return Watch
	default:
		return Clear
	}
}

// staleTitle names the place or the three places that carry the runs, and the
// runs on them.
func (s *Season) staleTitle(tracks []*Session, shares []placeShare) (training.Text, []string) {
	n := carriers(shares)
	var ids []string
	for _, p := range shares[:n] {
		for _, x := range onPlace(tracks, p.Place) {
			ids = append(ids, x.ID)
		}
	}
	switch {
	case n == 1 && len(ids) == len(tracks):
		return training.Say("All of your last {} runs followed the same {}",
			training.Number(len(tracks)), s.placeName(shares[0].Place)), ids
	case n == 1:
		return training.Say("{} of your last {} runs followed the same {}",
			training.Number(len(ids)), training.Number(len(tracks)), s.placeName(shares[0].Place)), ids
	}
	places := training.Count{N: n, One: "place", Many: "places"}
	if len(ids) == len(tracks) {
		return training.Say("All of your last {} runs went to {}", training.Number(len(tracks)), places), ids
	}
	return training.Say("{} of your last {} runs went to {}", training.Number(len(ids)), training.Number(len(tracks)), places), ids
}

// carriers returns how many places the finding is about: the top one, or the top
// three where no single one carries the runs.
func carriers(shares []placeShare) int {
	if topShare(shares, 1) >= staleTop || topShare(shares, 3) < staleWatchTopThree {
		return min(1, len(shares))
	}
	return min(3, len(shares))
}

// newGroundLede says how many of the runs explored, or when the last one did.
func (s *Season) newGroundLede(tracks []*Session) training.Text {
	if n := len(filter(tracks, func(x *Session) bool { return x.Ground.Explores() })); n > 0 {
		return training.Say("{} of {} runs explored new ground.", training.Number(n), training.Number(len(tracks)))
	}
	for i := len(s.Sessions) - 1; i >= 0 && int(s.Day-s.Sessions[i].Date) <= chartDays; i-- {
		if x := &s.Sessions[i]; x.Ground.Explores() {
			return training.Say("What has gone missing is new ground. The last run that explored was on {}.", training.Day(x.Date))
		}
	}
	return training.Say("What is missing is new ground: no run of the last half-year explored.")
}

// groundMonths is how far back the bars of new ground go.
const groundMonths = 12

func drawRouteGallery(s *Season, v Verdict) Chart {
	tracks, _ := s.RouteSessions(windowDays)
	shares := s.placeShares(tracks)
	c := RouteGallery{
		From: s.Day - windowDays + 1, To: s.Day, Runs: len(tracks),
		Routes: s.routeShapes(shares), NewGround: s.monthlyNewGround(groundMonths),
	}
	c.Title = training.Say("{} carried {} in eight weeks",
		training.Count{N: len(shares), One: "place", Many: "places"}, training.Count{N: len(tracks), One: "run", Many: "runs"})
	if v.Outcome == Flagged || v.Outcome == Watch {
		c.Title = training.Say("{} carried {} of {} runs", training.Count{N: carriers(shares), One: "place", Many: "places"},
			training.Number(len(v.Runs)), training.Number(len(tracks)))
	}
	c.Subtitle = training.Say("Shapes of the places you ran, {} to {}", training.Day(c.From), training.Day(c.To))
	return c
}
