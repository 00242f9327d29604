package main

import (
	"fmt"
	"math"
	"time"

	"secondwind/internal/training"
)

// The runner, in numbers. All are made; together they give easy runs in zone 1,
// tempo runs in zone 3 and a race at the top.
const (
	firstEasyPace = 370.0 // s/km in week 1
	lastEasyPace  = 350.0 // s/km in week 40
	weeks         = 40
	quickness     = 4.0 // s that a change of speed takes

	easyHeartRate = 145.0 // bpm at the easy pace of the week, whatever that pace is
	heartRateGain = 72.0  // bpm for each m/s beyond it
	topHeartRate  = 188.0
	startingRate  = 96.0 // bpm at the gate
	standingRate  = 92.0 // bpm toward which a pause leads
	heartRateLag  = 45.0 // s
	drift1h       = 4.0  // bpm more after an hour

	// The cadence lies between the heart rate of an easy run and that of a tempo run
	// and well off both, so that nobody can take the one for the other.
	easyCadence = 154.0 // steps/min
	cadenceGain = 5.0   // steps/min for each m/s beyond 2.8

	rideSpeed = 6.3  // m/s
	rideGain  = 12.0 // bpm for each m/s beyond it
)

// moment is one second of an outing as it was, before a device looked at it.
type moment struct {
	second  int // since the start
	metres  float64
	at      training.Point
	groundM float64
	speedMS float64
	bpm     float64
	spm     float64
	stopped bool // stands, and has stopped the timer
}

// outdoors reports whether there is a sky above the outing.
func (o outing) outdoors() bool { return o.effort != treadmill }

// live runs the outing second by second.
func live(o outing) ([]moment, error) {
	var where path
	if o.outdoors() {
		var err error
		if where, err = pathOf(o); err != nil {
			return nil, fmt.Errorf("%s: %w", o.date.Format(time.DateOnly), err)
		}
	}
	c := chanceOf(o.date, forRunner)
	// Nobody stops exactly at the gate, but a race ends at its line.
	goal := 1000 * o.km * (1 + max(-0.004, min(0.004, c.normal(0, 0.0015))))
	if o.effort == race {
		goal = 1000 * o.km
	}
	return newBody(o, c, where).until(goal), nil
}

// body is the runner under way.
type body struct {
	outing outing
	chance *chance
	form   float64 // of the day: 1 is the usual pace
	where  path    // nil indoors

	sway    *drift // of the speed, as a share
	flutter *drift // of the heart rate
	wobble  *drift // of the cadence

	now   moment
	pulse float64 // heart rate without its flutter
	lived []moment
}

func newBody(o outing, c *chance, where path) *body {
	return &body{
		outing:  o,
		chance:  c,
		form:    c.normal(1, 0.008),
		where:   where,
		sway:    newDrift(c, 0.022, 60),
		flutter: newDrift(c, 1.3, 12),
		wobble:  newDrift(c, 0.9, 8),
		pulse:   c.normal(startingRate, 4),
	}
}

// until moves the body to the goal and returns all its seconds, the first at rest.
func (b *body) until(goal float64) []moment {
	pause, ahead := stops[b.outing.date.Format(time.DateOnly)]
	b.note()
	for b.now.metres < goal {
		if ahead && b.now.metres >= pause.atM {
			b.stand(pause.seconds)
			ahead = false
		}
		target := b.targetMS(goal) * (1 + b.sway.next(b.chance)) * b.slope()
		b.now.speedMS += (target - b.now.speedMS) / quickness
		b.now.metres = min(goal, b.now.metres+b.now.speedMS)
		b.beat(b.now.speedMS / b.slope())
		b.now.second++
		b.note()
	}
	return b.lived
}

// stand lets the seconds pass without a step.
func (b *body) stand(seconds int) {
	b.now.speedMS, b.now.stopped = 0, true
	for range seconds {
		b.beat(0)
		b.now.second++
		b.note()
	}
	b.now.stopped = false
}

// note keeps the present second.
func (b *body) note() {
	if b.where != nil {
		b.now.at = b.where(b.now.metres)
		b.now.groundM = groundM(b.now.at)
	}
	b.now.bpm = b.pulse + b.flutter.next(b.chance)
	b.now.spm = 0
	if wobble := b.wobble.next(b.chance); b.now.speedMS > 0.5 && b.outing.effort != ride {
		b.now.spm = easyCadence + cadenceGain*(b.now.speedMS-2.8) + wobble
	}
	b.lived = append(b.lived, b.now)
}

// beat moves the heart rate toward what a speed on level ground asks for, a
// little higher late in the run.
func (b *body) beat(levelMS float64) {
	base, gain := 1000/easyPace(b.outing.week), heartRateGain
	if b.outing.effort == ride {
		base, gain = rideSpeed, rideGain
	}
	tired := drift1h * float64(b.now.second) / 3600
	asked := easyHeartRate + gain*(levelMS/b.form-base) + tired
	b.pulse += (max(standingRate, min(topHeartRate, asked)) - b.pulse) / heartRateLag
}

// slope is the factor by which the ground ahead slows or speeds the runner.
func (b *body) slope() float64 {
	if b.where == nil {
		return 1
	}
	ahead := groundM(b.where(b.now.metres+15)) - groundM(b.where(b.now.metres))
	return 1 - 2.6*max(-0.04, min(0.1, ahead/15))
}

// easyPace is the pace of an easy run in seconds a kilometre: it comes down
// gently over the season.
func easyPace(week int) float64 {
	return firstEasyPace - (firstEasyPace-lastEasyPace)*float64(week-1)/(weeks-1)
}

// tempoGain is how much faster than easy a tempo run is: a little more each week.
func tempoGain(week int) float64 { return 1.05 + 0.065*float64(week-1)/(weeks-1) }

// targetMS is the speed on level ground that the runner is after, now.
func (b *body) targetMS(goal float64) float64 {
	base := b.form * 1000 / easyPace(b.outing.week)
	done := b.now.metres
	switch b.outing.effort {
	case tempo:
		if done < 500 {
			return base
		}
		return base * tempoGain(b.outing.week)
	case reps:
		if isRep(done) {
			return 1000 / (291 - 0.48*float64(b.outing.week))
		}
		return base * 0.93
	case race:
		// The last kilometre is the fastest.
		if done > goal-1000 {
			return 1000 / 281.0
		}
		return 1000 / 288.5
	case ride:
		return b.form * rideSpeed
	case treadmill:
		return base
	}
	// The first kilometre is slow, and long runs are a little slower all the way.
	warmUp := 0.04 * max(0, 1-done/1000)
	return base * (1 - warmUp - 0.012*max(0, b.outing.km-8)/4)
}

// A session of repetitions: warm-up, four fast kilometres with a jog after each,
// and the way home.
const (
	warmUpM = 1000.0
	repM    = 1000.0
	jogM    = 300.0
	repeats = 4
)

// isRep reports whether a distance into the session lies in a fast kilometre.
func isRep(metres float64) bool {
	into := metres - warmUpM
	return into >= 0 && into < repeats*(repM+jogM) && math.Mod(into, repM+jogM) < repM
}

// repLaps are the distances at which the runner presses the lap button.
func repLaps() []float64 {
	laps := []float64{warmUpM}
	for i := range repeats {
		end := warmUpM + float64(i)*(repM+jogM) + repM
		laps = append(laps, end, end+jogM)
	}
	return laps
}
