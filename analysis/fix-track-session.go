package analysis

import (
	"math"
	"time"

	"secondwind/internal/training"
)

var trackSession = Fix{
	Name:        "track-session",
	Title:       "Run a few laps on a track",
	From:        []Article{ArticleRut, ArticleSpark},
	Effort:      Much,
	Challenge:   true,
	Personalise: personaliseTrackSession,
	Tried:       triedTrackSession,
}

const (
	// trackLaps of lapM are a session on a track, a fast lap in turn with an easy one
	// (ruts-and-fixes §2); lapStep is what the time of a fast one is rounded to.
	trackLaps = 10
	lapM      = 400.0
	lapStep   = 5 * time.Second
	// fastLapM is the distance at whose speed a lap is run, as of short pieces.
	fastLapM = 5000
)

func personaliseTrackSession(s *Season, v Verdict) (Plan, Missing) {
	if f := s.surfaces(); f.common == onTrack && 2*len(f.alike) > f.runs {
		return Plan{}, Missing{Aside: true, What: training.Say("runs on other ground than a track")}
	}
	plan := Plan{
		Tiny:  training.Say("Four easy laps, on any track that is open."),
		Check: training.Say("A run that your watch files under track, or {} laps of one oval, by {}. The next report reads it from your files.", training.Number(trackLaps), s.planEnds()),
		Short: training.Say("run {} laps on a track, every other one fast", training.Number(trackLaps)),
	}
	e := s.freeEvening(v)
	if e.known && !e.free {
		return Plan{}, Missing{Aside: true, What: training.Say("a free weekday evening")}
	}
	act, slots := "run {} laps on a track, every other one fast.", []training.Slot{training.Number(trackLaps)}
	speedMS, paced := s.fastSpeed(fastLapM)
	if paced {
		lap := time.Duration(lapM / speedMS * float64(time.Second)).Round(lapStep)
		act, slots = "run {} laps on a track, every other one in about {} and the rest easy.", append(slots, training.Duration(lap))
	}
	if !e.known {
		plan.Text = occasion{}.sayOn(act, slots...)
		return plan, Missing{What: training.Say("which of your evenings are free")}
	}
	plan.Params = []training.Param{{Name: "weekday", Value: training.Weekday(e.day).String()}}
	plan.Text = e.sayOn(act, slots...)
	if !paced {
		return plan, Missing{What: training.Say("a pace that you run")}
	}
	return plan, Missing{}
}

func triedTrackSession(_ Plan, before, after *Season) training.Answer {
	return answerOf(after.sinceRead(before), onOval)
}

// onOval tells whether a session was on a track, as the watch files it or by its
// shape. The laps that the device cut have no length here, so the outline decides;
// its points are enough for fifty laps. A track under a roof shows nothing.
func onOval(x *Session) training.Answer {
	shown := 0.0
	for _, r := range x.Recordings {
		if r.SubSport == training.Track {
			return training.Tried
		}
		shown += lapsAgain(r.Measures.Ground.Outline)
	}
	switch {
	case x.Main.SubSport == training.Treadmill:
		return training.NotTried
	case !x.HasTrack():
		return training.CantTell
	case math.Round(shown) >= trackLaps-1-2*hiddenEndM/lapM:
		return training.Tried
	default:
		return training.NotTried
	}
}

const (
	// A lap of an oval is lapM on its inner lane; watches stray by a twentieth.
	lapFromM, lapToM = 380, 420
	// lapStepM is at what distance an outline is looked at.
	lapStepM = 10
	// lapNearM is how near a lap comes to the one before: eight lanes are 10 m wide,
	// and watches are as far off again.
	lapNearM = 30
	// lapAreaM2 is what a lap encloses at least: an oval of 400 m has 10,300 m², two laps
	// of half its length 5200 m² in all, and a street run up and down next to nothing.
	lapAreaM2 = 7000
)

// lapsAgain returns how many laps of an outline follow the lap before them: one less
// than there are.
func lapsAgain(line []training.Point) float64 {
	length := 0.0
	for i := 1; i < len(line); i++ {
		length += gap(line[i-1], line[i])
	}
	if length < lapFromM {
		return 0
	}
	points := resample(outline{line}, int(length/lapStepM)+1)
	laps := 0.0
	for i := range points {
		nearest, lap := math.Inf(1), 0
		for n := lapFromM / lapStepM; n <= lapToM/lapStepM && i+n < len(points); n++ {
			if g := gap(points[i], points[i+n]); g < nearest {
				nearest, lap = g, n
			}
		}
		if nearest <= lapNearM && math.Abs(areaM2(points[i:i+lap])) >= lapAreaM2 {
			laps += 1 / float64(lap)
		}
	}
	return laps
}

// areaM2 returns the signed area that a way through points and back to the first
// encloses.
func areaM2(points []training.Point) float64 {
	twice := 0.0
	for i, p := range points {
		next := points[(i+1)%len(points)]
		twice += p.X*next.Y - next.X*p.Y
	}
	return twice / 2
}
