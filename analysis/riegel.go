package analysis

import (
	"maps"
	"math"
	"slices"
	"sort"
	"time"

	"secondwind/internal/training"
)

const (
	// riegelExponent is how the time grows with the distance (science E; Riegel 1981).
	riegelExponent = 1.06
	// Predictions are made from efforts between these: 1.06 holds from a mile to a
	// half marathon and is optimistic beyond (science E; Vickers & Vertosick 2016).
	riegelFromM, riegelToM = 1600, 21_100
)

// riegel predicts the time over one distance from the time over another.
func riegel(t time.Duration, fromM, toM float64) time.Duration {
	return time.Duration(float64(t) * math.Pow(toM/fromM, riegelExponent))
}

// bestTime is the shortest time over a distance, pauses included.
type bestTime struct {
	Session   *Session
	Run       *training.Run // the recording that holds it
	DistanceM float64
	Elapsed   time.Duration
}

// bestEffort returns the shortest time over a distance that can be believed, the
// earliest of equals.
func bestEffort(sessions []Session, distanceM float64) (bestTime, bool) {
	return believed(bookOf(sessions)[distanceM])
}

// usable reports whether an effort may be a best: on a good track, not indoors,
// not downhill (science H).
func usable(r *training.Run, e training.Effort) bool {
	return r.Measures.Quality >= training.UsableQuality && !r.SubSport.Indoor() && !e.Downhill && e.Elapsed > 0
}

// effortBook holds the usable efforts of sessions by distance, oldest first.
type effortBook map[float64][]bestTime

func bookOf(sessions []Session) effortBook {
	book := make(effortBook)
	for i := range sessions {
		book.add(&sessions[i])
	}
	return book
}

// add enters the usable efforts of a session.
func (b effortBook) add(x *Session) {
	for _, r := range x.Recordings {
		for _, e := range r.Measures.Efforts {
			if usable(r, e) {
				b[e.DistanceM] = append(b[e.DistanceM], bestTime{x, r, e.DistanceM, e.Elapsed})
			}
		}
	}
}

// predict returns the shortest time over a distance that the best efforts since
// a day promise; ok is false without any.
func (b effortBook) predict(distanceM float64, since training.Date) (shortest time.Duration, ok bool) {
	_, shortest, ok = b.promise(distanceM, since)
	return shortest, ok
}

// promise returns the effort since a day that promises the shortest time over a
// distance, the shorter effort of equals, and that time; ok is false without any.
func (b effortBook) promise(distanceM float64, since training.Date) (by bestTime, shortest time.Duration, ok bool) {
	for _, d := range slices.Sorted(maps.Keys(b)) {
		if d < riegelFromM || d > riegelToM {
			continue
		}
		efforts := b[d]
		first := sort.Search(len(efforts), func(i int) bool { return efforts[i].Session.Date >= since })
		e, believable := believed(efforts[first:])
		if !believable {
			continue
		}
		if t := riegel(e.Elapsed, d, distanceM); !ok || t < shortest {
			by, shortest, ok = e, t, true
		}
	}
	return by, shortest, ok
}

const (
	// A best that is more than outstandingBy ahead of the next outstandingOver
	// recordings is believed from outstandingQuality only: a jump of the GPS looks
	// just like it (science 1).
	outstandingBy      = 0.06
	outstandingOver    = 2
	outstandingQuality = 0.9
)

// believed returns the shortest of efforts over one distance that can be
// believed, the first of equals.
func believed(efforts []bestTime) (bestTime, bool) {
	for len(efforts) > 0 {
		first, second := 0, -1
		for i := 1; i < len(efforts); i++ {
			switch {
			case efforts[i].Elapsed < efforts[first].Elapsed:
				first, second = i, first
			case second < 0 || efforts[i].Elapsed < efforts[second].Elapsed:
				second = i
			}
		}
		e := efforts[first]
		outstanding := len(efforts) > outstandingOver &&
			float64(e.Elapsed)*(1+outstandingBy) < float64(efforts[second].Elapsed)
		if !outstanding || e.Run.Measures.Quality >= outstandingQuality {
			return e, true
		}
		efforts = slices.Delete(slices.Clone(efforts), first, first+1)
	}
	return bestTime{}, false
}
