package measure

import "secondwind/internal/training"

// measureDistance fills the distance axis from the best source there is. With
// nothing but a stated total there is no axis.
func (s *series) measureDistance() (float64, training.DistanceSource) {
	lead, device := s.deviceDistance()
	if !device {
		s.sumPositions()
	}
	s.dropRides()
	along := s.d[len(s.d)-1]
	s.hasDistance = along > 0
	total, stated := statedDistance(s.activity)
	switch {
	case device && s.hasDistance:
		return lead + along, training.DeviceDistance
	case stated:
		s.scaleDistance(total, along)
		return total, training.TotalDistance
	case s.hasDistance:
		return along, training.GPSDistance
	}
	return 0, training.NoDistance
}

// Limits of a device's own distance.
const (
	// plateauS: a standstill shorter than this does not count as one, so distance
	// that is written in steps may be spread over it (science 1: judge over 15 s).
	plateauS = standingS
	// jumpM: a watch that finds itself again jumps by less, counts it, and shows its
	// runner the sum; what the runner saw stands. A larger jump is damage, a larger fall
	// a counter that began anew. Ours, from the jumps of 1 100 real activities.
	jumpM = 200.0
	// jumpShare: with more jumps than this among its steps the recording is simply
	// fast, a ride named a run. Its distance stays, its quality falls. Ours.
	jumpShare = 0.2
)

// deviceDistance lays the cumulative distance of the records on the axis, and
// reports whether there is any. The lead is what was covered before the first
// record: a length, in a pool.
func (s *series) deviceDistance() (lead float64, ok bool) {
	c := counter{s: s, capMS: s.limits.stepMS}
	steps, jumps := c.run()
	if float64(jumps) > jumpShare*float64(steps) {
		s.fast = true
		s.quickRises, s.slowRises = 0, 0
		clear(s.d)
		c = counter{s: s, capMS: max(wheelMS, s.limits.stepMS)}
		c.run()
	}
	return c.lead, s.d[len(s.d)-1] > 0
}

// countRise counts a rise of the distance by the seconds since the last one.
func (s *series) countRise(secs float64) {
	if secs <= denseS {
		s.quickRises++
	} else {
		s.slowRises++
	}
}

// counter follows the device's distance from record to record.
type counter struct {
	s     *series
	capMS float64

	begun   bool
	raw     float64 // the last reading that was believed
	rise    int     // where the distance last rose
	reading int     // where it was last read
	lead    float64 // covered before the first record
}

// run fills the axis and counts the rises and, among them, the jumps.
func (c *counter) run() (steps, jumps int) {
	s := c.s
	for i := range s.records {
		r := &s.records[i]
		if r.Channels&training.DistanceChannel == 0 || !(r.DistanceM >= 0 && r.DistanceM < maxDistanceM) {
			continue
		}
		inc := r.DistanceM - c.raw
		switch {
		case !c.begun:
			c.begin(i, r.DistanceM)
		case inc > 0:
			steps++
			s.countRise(s.t[i] - s.t[c.rise])
			if !c.up(i, inc) {
				jumps++
			}
		case inc < 0:
			s.doubts[i] |= badDistance
			// A small fall is waited out, or what a jump added would count twice.
			if inc < -jumpM {
				c.hold(i)
				c.raw = r.DistanceM
			}
		}
		c.reading = i
	}
	c.hold(len(s.d) - 1)
	return steps, jumps
}

// begin takes the first reading. If it can have been covered since the start, it
// was; else the counter carries an earlier session.
func (c *counter) begin(i int, raw float64) {
	c.begun, c.raw = true, raw
	switch {
	case i > 0 && raw <= c.capMS*c.s.t[i]:
		c.raise(0, i, raw)
	case i == 0 && raw <= c.capMS*max(c.s.records[0].At.Seconds(), 1):
		c.lead = raw
	}
	c.rise = i
}

// up takes a rise, and reports whether it can be true. A rise after a short
// plateau, or one too fast for its own step, is distance that was covered since
// the last rise and written late.
func (c *counter) up(i int, inc float64) bool {
	t := c.s.t
	from := c.reading
	if from != c.rise && (t[i]-t[c.rise] <= plateauS || inc > c.capMS*max(t[i]-t[from], 1)) {
		from = c.rise
	}
	c.raw += inc
	jumped := inc > c.capMS*max(t[i]-t[from], 1)
	switch {
	case !jumped:
		c.raise(from, i, inc)
	case inc <= jumpM:
		c.s.doubts[i] |= jumpStep
		c.raise(c.reading, i, inc)
	default:
		c.s.doubts[i] |= badDistance
		c.hold(i)
	}
	return !jumped
}

// hold keeps the axis level up to i.
func (c *counter) hold(i int) {
	for j := c.rise + 1; j <= i; j++ {
		c.s.d[j] = c.s.d[c.rise]
	}
	c.rise = i
}

// raise keeps the axis level up to from, and lets it rise evenly from there to i.
func (c *counter) raise(from, i int, inc float64) {
	c.hold(from)
	c.s.spread(from, i, inc)
	c.rise = i
}

// spread lets the axis rise evenly in time from one record to another.
func (s *series) spread(from, to int, metres float64) {
	span := s.t[to] - s.t[from]
	for j := from + 1; j < to; j++ {
		share := 1.0
		if span > 0 {
			share = (s.t[j] - s.t[from]) / span
		}
		s.d[j] = s.d[from] + share*metres
	}
	s.d[to] = s.d[from] + metres
}

// sumPositions lays the way along the trusted positions on the axis. Where the
// timer stood the runner may have been carried.
func (s *series) sumPositions() {
	clear(s.d)
	s.quickRises, s.slowRises = 0, 0
	for k := 1; k < len(s.fixes); k++ {
		from, to := int(s.fixes[k-1].at), int(s.fixes[k].at)
		step := s.fixes[k].step
		if s.fixes[k].apart || s.rested(from, to) > plateauS {
			step = 0
		}
		if step > 0 {
			s.countRise(s.t[to] - s.t[from])
		}
		s.spread(from, to, step)
	}
	if len(s.fixes) == 0 {
		return
	}
	last := int(s.fixes[len(s.fixes)-1].at)
	for j := last + 1; j < len(s.d); j++ {
		s.d[j] = s.d[last]
	}
}

// rested returns the seconds between two records in which the timer stood.
func (s *series) rested(from, to int) float64 {
	if s.rest == nil {
		return 0
	}
	sum := 0.0
	for j := from + 1; j <= to; j++ {
		sum += s.rest[j]
	}
	return sum
}

// scaleDistance stretches the way along the positions to the total that the
// device states, unless the two tell of different ways.
func (s *series) scaleDistance(total, along float64) {
	ratio := total / along
	if !s.hasDistance || ratio < 0.5 || ratio > 2 {
		return
	}
	for i := range s.d {
		s.d[i] *= ratio
	}
}
