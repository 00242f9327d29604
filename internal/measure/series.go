package measure

import (
	"fmt"
	"math"
	"time"

	"secondwind/internal/training"
)

// series is an activity on its way through the pipeline: columns of one value a
// record. The step of a record is the stretch that ends at it; that of the first
// is empty.
type series struct {
	activity *training.Activity
	records  []training.Record
	limits   limits

	t       []float64 // seconds since the first record, never decreasing
	rest    []float64 // seconds of the step in which the timer stood; nil without pauses
	d       []float64 // metres since the first record, never decreasing
	moving  []float64 // seconds of moving so far
	covered []float64 // metres covered while moving so far
	gap     []float64 // the same, grade-adjusted
	speed   []float64 // grade-adjusted speed around the step
	alt     []float64 // smoothed altitude; nil where it is not known
	hr      []uint8   // beats a minute of the step; 0 for none
	doubts  []doubt   // what cannot be true of the record
	broken  []int32   // steps so far over which no effort may run; nil until counted
	fixes   []fix     // the trusted positions

	hasDistance      bool    // d means something
	stepsPerCount    float32 // what the cadence of the records counts: 2 for one foot
	fast             bool    // too fast for its sport as a whole
	quickRises       int     // times that the distance rose soon after its last rise
	slowRises        int     // and late
	roughAltitude    bool    // it comes from satellites, not from a barometer
	altitudeCoverage float64
	heartRateLocked  bool
	clockJumpS       float64 // the longest time that cannot have passed
	outliers         int     // positions left out
	positions        int     // positions in all
}

// doubt marks readings that cannot be true. Any doubt lowers the quality.
type doubt uint8

const (
	badPosition doubt = 1 << iota // left out
	badDistance                   // left out
	jumpStep                      // the device found itself again: the distance counts, the speed says nothing
	tooFast                       // half a minute that no runner holds
	ridingStep                    // two minutes of it: ridden
)

// newSeries lays out the columns and the time axis of an activity that is taken
// for a sport.
func newSeries(a *training.Activity, sport training.Sport) *series {
	n := len(a.Records)
	const columns = 6
	slab := make([]float64, columns*n)
	column := func() []float64 {
		c := slab[:n:n]
		slab = slab[n:]
		return c
	}
	s := &series{
		activity: a, records: a.Records, limits: limitsOf(sport), stepsPerCount: 1,
		t: column(), d: column(), moving: column(), covered: column(), gap: column(), speed: column(),
		hr: make([]uint8, n), doubts: make([]doubt, n),
	}
	s.layTime()
	s.layPauses()
	return s
}

// layTime fills the time axis. A day without a record is a clock that was set or
// an activity resumed next week; no one rested so long, and no time passes.
func (s *series) layTime() {
	for i := 1; i < len(s.records); i++ {
		dt := (s.records[i].At - s.records[i-1].At).Seconds()
		if dt > clockJumpS {
			s.clockJumpS = max(s.clockJumpS, dt)
			s.doubts[i] |= jumpStep
			dt = 0
		}
		s.t[i] = s.t[i-1] + max(dt, 0)
	}
}

// since returns a time of the axis after record i as a time since the start.
func (s *series) since(i int, t float64) time.Duration {
	return s.records[i].At + seconds(t-s.t[i])
}

// layPauses spreads the pauses over the steps that they touch.
func (s *series) layPauses() {
	if len(s.activity.Pauses) == 0 {
		return
	}
	s.rest = make([]float64, len(s.t))
	i := 1
	for _, p := range s.activity.Pauses {
		for i < len(s.t) && s.records[i].At <= p.From {
			i++
		}
		for j := i; j < len(s.t) && s.records[j-1].At < p.To; j++ {
			overlap := min(p.To, s.records[j].At) - max(p.From, s.records[j-1].At)
			s.rest[j] = min(s.rest[j]+max(overlap.Seconds(), 0), s.t[j]-s.t[j-1])
			i = j
		}
	}
}

// awake returns the seconds of a step in which the timer ran.
func (s *series) awake(i int) float64 {
	dt := s.t[i] - s.t[i-1]
	if s.rest != nil {
		dt -= s.rest[i]
	}
	return dt
}

func (s *series) elapsed() float64    { return s.t[len(s.t)-1] }
func (s *series) movingTime() float64 { return s.moving[len(s.moving)-1] }

// movingIn returns the moving seconds of a step.
func (s *series) movingIn(i int) float64 { return s.moving[i] - s.moving[i-1] }

// quality is the share of records without a flag.
func (s *series) quality() float64 {
	bad := 0
	for _, d := range s.doubts {
		if d != 0 {
			bad++
		}
	}
	return 1 - float64(bad)/float64(len(s.doubts))
}

// warnings names the doubts that measuring had.
func (s *series) warnings(sparse bool) []training.Warning {
	var w []training.Warning
	if s.outliers > 0 {
		w = append(w, training.Warning{
			Code:   training.GPSOutliers,
			Detail: fmt.Sprintf("%d of %d positions", s.outliers, s.positions),
		})
	}
	if s.heartRateLocked {
		w = append(w, training.Warning{Code: training.HeartRateLocked})
	}
	if sparse {
		w = append(w, training.Warning{Code: training.SparseDistance})
	}
	if s.clockJumpS > 0 {
		w = append(w, training.Warning{
			Code:   training.ClockJump,
			Detail: fmt.Sprintf("%.0f h between two records", s.clockJumpS/3600),
		})
	}
	return w
}

// limits is what a sport allows.
type limits struct {
	onFoot      bool
	stepMS      float64 // no single step is faster
	sustainedMS float64 // no 30 s are faster
	stillMS     float64 // slower is standing
}

// clockJumpS is the longest step that is believed.
const clockJumpS = 24 * 3600.0

// Limits of speed.
const (
	sprintMS  = 10.5 // a sprint for one sample (science 1)
	vehicleMS = 7.0  // held for sustainedS it is no runner: Athlytics max_run_speed (science 1)
	// wheelMS is 162 km/h: above any descent on a bicycle or skis, below an aeroplane.
	wheelMS = 45.0
	// standingMS held for standingS is no running: Elevate uses 0.83 m/s, Strava
	// 15 s (science 1).
	standingMS = 0.8
	// climbingMS: steep hikes go below 0.8 m/s for hours. Ours.
	climbingMS = 0.5
)

// limitsOf returns the limits of a sport. A pool swimmer is slower than a
// walker and distance comes once a length, so for swimming only pauses count.
func limitsOf(sport training.Sport) limits {
	switch sport {
	case training.Running:
		return limits{onFoot: true, stepMS: sprintMS, sustainedMS: vehicleMS, stillMS: standingMS}
	case training.Walking, training.Hiking:
		return limits{onFoot: true, stepMS: sprintMS, sustainedMS: vehicleMS, stillMS: climbingMS}
	case training.Swimming:
		return limits{stepMS: wheelMS, sustainedMS: math.Inf(1)}
	}
	return limits{stepMS: wheelMS, sustainedMS: math.Inf(1), stillMS: standingMS}
}
