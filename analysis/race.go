package analysis

import (
	"math"
	"slices"
	"sort"
	"time"

	"secondwind/internal/training"
)

// race is how race-like a session was, by its best recording. It is worked out
// from the session and earlier ones.
type race struct {
	Score     int
	Like      bool    // counts as a race
	Stated    bool    // the profile says so
	Tagged    bool    // its name or the profile says so, or it has all of a parkrun
	Fast      bool    // faster than usual, or as fast as the best efforts promise
	Ultra     bool    // far longer than anything in 90 days
	DistanceM float64 // of the race distance that it matches; 0 for none
	Name      string  // as the profile has it: untrusted; empty for none
}

// The points of science E.
const (
	raceFrom = 5 // a session with so many points is race-like

	tagPoints      = 3
	distancePoints = 2
	gapPoints      = 2
	riegelPoints   = 2
	heartPoints    = 1
	nonstopPoints  = 1
	startPoints    = 1
	awayPoints     = 1
	ultraPoints    = 4
)

// Limits of science E.
const (
	// Fewer earlier runs show no usual speed and promise nothing (science 0.7, H4).
	raceLeastRuns = 6

	// A GPS reads long, so a race may measure more than its distance.
	raceUnder, raceOver = 0.01, 0.03

	gapDays         = 90
	gapFrom, gapTo  = 0.5, 1.5 // lengths that are compared
	gapFaster       = 1.08
	riegelDays      = 365
	riegelWithin    = 1.03
	promisedFaster  = 1.03 // than usual (ours)
	nonstop         = 1.02 // elapsed over moving time
	startWithinMin  = 5    // minutes around the full and the half hour
	startBefore     = training.Clock(11*60 + 30)
	awayDays        = 56
	awayM           = 10_000
	ultraFromM      = 30_000
	ultraBy         = 1.5
	ultraDays       = 90
	parkrunM        = 5000
	statedWithin    = 0.10 // of the stated length: trails measure differently (ours)
	spikeUltraFromM = 42_100
	longRaceFrom    = 60 * time.Minute
	longestRaceDays = 26 * 7
)

const (
	mileM         = 1609.344
	halfMarathonM = 21_097.5
	marathonM     = 42_195
)

// raceDistances are the lengths that races have.
var raceDistances = [...]float64{mileM, 5000, 10_000, 15_000, 10 * mileM, halfMarathonM, marathonM}

// raceHeart are the shares of the maximum heart rate that races up to a length
// are run at.
var raceHeart = [...]struct{ toM, share float64 }{
	{10_000 * (1 + raceOver), 0.88},
	{halfMarathonM * (1 + raceOver), 0.84},
	{math.MaxFloat64, 0.78},
}

// findRaces scores every session.
func (t *timeline) findRaces(p training.Profile) {
	past := racePast{book: make(effortBook), profile: p}
	for i := range t.sessions {
		x := &t.sessions[i]
		past.sessions = t.sessions[:i]
		x.Race = past.score(x)
		if stated, ok := statedRace(p.Races, t.sessions, i); ok {
			x.Race.state(stated)
		}
		past.add(x)
	}
}

// state marks a session as a race that the profile names. It is one, whatever its
// points.
func (r *race) state(stated training.Race) {
	if !r.Tagged {
		r.Score += tagPoints
	}
	r.Like, r.Stated, r.Tagged, r.Name = true, true, true, stated.Name
	if stated.DistanceM > 0 {
		r.DistanceM = stated.DistanceM
	}
}

// statedRace returns the race of the profile that a session is: by its length
// where the profile has one, else the longest session of the day.
func statedRace(races []training.Race, sessions []Session, i int) (training.Race, bool) {
	x := &sessions[i]
	for _, r := range races {
		if r.Date != x.Date {
			continue
		}
		if r.DistanceM <= 0 && longestOfDay(sessions, i) {
			return r, true
		}
		for _, recording := range x.Recordings {
			if math.Abs(recording.Measures.DistanceM-r.DistanceM) <= statedWithin*r.DistanceM {
				return r, true
			}
		}
	}
	return training.Race{}, false
}

func longestOfDay(sessions []Session, i int) bool {
	for j := range sessions {
		if sessions[j].Date == sessions[i].Date && sessions[j].DistanceM > sessions[i].DistanceM {
			return false
		}
	}
	return true
}

// racePast is what a session is compared with: all earlier ones.
type racePast struct {
	sessions []Session
	book     effortBook
	peaks    []heartPeak
	profile  training.Profile
}

// add makes a session part of the past.
func (p *racePast) add(x *Session) {
	p.book.add(x)
	p.peaks = append(p.peaks, peaksOf(x)...)
}

func peaksOf(x *Session) []heartPeak {
	var peaks []heartPeak
	for _, r := range x.Recordings {
		if bpm, ok := peakOf(r); ok {
			peaks = append(peaks, heartPeak{x.Date, bpm})
		}
	}
	return peaks
}

// last returns the earlier sessions of the days before a day and of the day.
func (p *racePast) last(days int, day training.Date) []Session {
	from := day - training.Date(days)
	return p.sessions[sort.Search(len(p.sessions), func(i int) bool { return p.sessions[i].Date >= from }):]
}

// score returns the points of the best recording of a session.
func (p *racePast) score(x *Session) race {
	var highest race
	for _, r := range x.Recordings {
		if r.SubSport.Indoor() || r.Measures.DistanceM < routeFromM {
			continue
		}
		if scored := p.scoreRun(x, r); scored.Score > highest.Score {
			highest = scored
		}
	}
	highest.Like = highest.Score >= raceFrom
	return highest
}

// scoreRun adds up the points of one recording.
func (p *racePast) scoreRun(x *Session, r *training.Run) race {
	var out race
	add := func(points int, holds bool) bool {
		if holds {
			out.Score += points
		}
		return holds
	}
	out.DistanceM = raceDistance(r.Measures.DistanceM)
	add(distancePoints, out.DistanceM > 0)
	faster := add(gapPoints, p.faster(x, r))
	promised := add(riegelPoints, p.asPromised(x, r))
	out.Fast = faster || promised
	out.Tagged = add(tagPoints, namesRace(r.Name) || out.Fast && likeParkrun(x, r, out.DistanceM))
	add(heartPoints, p.heartOfRace(x, r))
	add(nonstopPoints, r.Measures.Moving > 0 && float64(r.Measures.Elapsed) <= nonstop*float64(r.Measures.Moving))
	add(startPoints, startsLikeRace(x, r))
	add(awayPoints, p.away(x, r))
	out.Ultra = add(ultraPoints, p.ultra(x, r))
	return out
}

// raceDistance returns the race distance that a length matches, or 0.
func raceDistance(m float64) float64 {
	for _, d := range raceDistances {
		if (1-raceUnder)*d <= m && m <= (1+raceOver)*d {
			return d
		}
	}
	return 0
}

// faster reports whether a recording was clearly faster than those of a similar
// length.
func (p *racePast) faster(x *Session, r *training.Run) bool {
	usual, ok := p.usualSpeed(x, r)
	return ok && r.Measures.Quality >= training.UsableQuality && r.Measures.GAPSpeedMS >= gapFaster*usual
}

// usualSpeed returns the median grade-adjusted speed of the recordings of a
// similar length; ok is false where there are too few.
func (p *racePast) usualSpeed(x *Session, r *training.Run) (usualMS float64, ok bool) {
	var speeds []float64
	for _, before := range pointers(p.last(gapDays, x.Date)) {
		for _, b := range before.Recordings {
			share := b.Measures.DistanceM / r.Measures.DistanceM
			if share >= gapFrom && share <= gapTo && b.Measures.GAPSpeedMS > 0 && b.Measures.Quality >= training.UsableQuality {
				speeds = append(speeds, b.Measures.GAPSpeedMS)
			}
		}
	}
	return median(speeds), len(speeds) >= raceLeastRuns
}

// asPromised reports whether a recording was about as fast as the best efforts
// of the year before promise. It must also be a little faster than usual: to a
// runner of one pace every run is as promised.
func (p *racePast) asPromised(x *Session, r *training.Run) bool {
	m := &r.Measures
	past := filter(pointers(p.last(riegelDays, x.Date)), func(before *Session) bool { return before.DistanceM > 0 })
	if len(past) < raceLeastRuns || m.Quality < training.UsableQuality || m.DistanceM < riegelFromM || m.DistanceM > (1+raceOver)*marathonM {
		return false
	}
	if usual, ok := p.usualSpeed(x, r); ok && m.GAPSpeedMS < promisedFaster*usual {
		return false
	}
	promised, ok := p.book.predict(m.DistanceM, x.Date-riegelDays)
	return ok && float64(m.Elapsed) <= riegelWithin*float64(promised)
}

// heartOfRace reports whether the mean heart rate is that of a race of the length.
func (p *racePast) heartOfRace(x *Session, r *training.Run) bool {
	mean, ok := meanHeartRate(r)
	if !ok {
		return false
	}
	from := sort.Search(len(p.peaks), func(i int) bool { return p.peaks[i].Day > x.Date-heartMaxDays })
	h, ok := heartOf(factsOf(p.profile, x.Date), append(slices.Clip(p.peaks[from:]), peaksOf(x)...))
	if !ok || h.estimated {
		return false
	}
	i := slices.IndexFunc(raceHeart[:], func(h struct{ toM, share float64 }) bool { return r.Measures.DistanceM <= h.toM })
	return mean >= raceHeart[i].share*float64(h.maxBPM)
}

// startsLikeRace reports whether a recording began on a weekend, or around a full
// or half hour of the morning.
func startsLikeRace(x *Session, r *training.Run) bool {
	if day := x.Date.Weekday(); (day == time.Saturday || day == time.Sunday) && !x.DayUncertain() {
		return true
	}
	start := clockOf(r.LocalStart())
	return !x.Approx && start < startBefore && (start+startWithinMin)%30 <= 2*startWithinMin
}

// likeParkrun reports whether a recording has the day, hour and length of a
// parkrun. Only a fast one counts as tagged: many run five easy kilometres on a
// Saturday morning.
func likeParkrun(x *Session, r *training.Run, distanceM float64) bool {
	start := clockOf(r.LocalStart())
	return distanceM == parkrunM && !x.Approx && x.Date.Weekday() == time.Saturday &&
		8*60 <= start && start <= 9*60+45
}

func clockOf(t time.Time) training.Clock { return training.Clock(t.Hour()*60 + t.Minute()) }

// away reports whether a recording began far from where the runs of the weeks
// before did: from the median of their latitudes and longitudes.
func (p *racePast) away(x *Session, r *training.Run) bool {
	at, ok := r.Measures.Ground.Start.Get()
	if !ok {
		return false
	}
	var lats, lons []float64
	for _, before := range pointers(p.last(awayDays, x.Date)) {
		if start, ok := startOf(before); ok {
			lats, lons = append(lats, start.Lat), append(lons, start.Lon)
		}
	}
	if len(lats) == 0 {
		return false
	}
	return at.MetresTo(training.LatLon{Lat: median(lats), Lon: median(lons)}) > awayM
}

// ultra reports whether a recording is far longer than all of the months before.
func (p *racePast) ultra(x *Session, r *training.Run) bool {
	if r.Measures.DistanceM < ultraFromM {
		return false
	}
	longest := 0.0
	for _, before := range pointers(p.last(ultraDays, x.Date)) {
		longest = max(longest, before.DistanceM)
	}
	return longest > 0 && r.Measures.DistanceM >= ultraBy*longest
}

// raceLike returns those of the sessions that count as races.
func raceLike(sessions []Session) []*Session {
	return filter(pointers(sessions), func(x *Session) bool { return x.Race.Like })
}

// excusesSpike reports whether a session is so race-like that its length was
// meant. An ultra's length alone excuses it from the marathon on: below, it is
// just what a spike looks like (science C.1).
func (x *Session) excusesSpike() bool {
	score := x.Race.Score
	if x.Race.Ultra && x.DistanceM < spikeUltraFromM {
		score -= ultraPoints
	}
	return x.Race.Stated || score >= raceFrom
}

// longestIn26Weeks reports whether no session of the 26 weeks before was as long.
func (s *Season) longestIn26Weeks(x *Session) bool {
	longest, _ := s.LongestBefore(x, longestRaceDays)
	return x.DistanceM > longest
}

// longRace reports whether a session is a race after which light weeks are meant:
// of an hour or the longest in half a year, and race-like by more than its
// circumstances (ruts-and-fixes §3.7).
func (s *Season) longRace(x *Session) bool {
	r := &x.Race
	return r.Like && (r.Fast || r.Ultra || r.Tagged) && (x.Moving >= longRaceFrom || s.longestIn26Weeks(x))
}

// recovering reports whether a long race is so fresh that light weeks are meant.
func (s *Season) recovering() bool {
	return slices.ContainsFunc(raceLike(s.LastDays(recoveryDays)), s.longRace)
}
