package analysis

import (
	"slices"
	"time"

	"secondwind/internal/training"
)

const (
	// efficiencyTime of steady running tells how far a heartbeat carries. Athlytics
	// asks for 20 min in one piece; after a warm-up, in blocks, half of that is what a
	// run of half an hour has (ours).
	efficiencyTime = 10 * time.Minute
	// decouplingTime of steady running is long enough to have two halves (science C.7).
	decouplingTime = 40 * time.Minute
)

// efficiency is how far a session went with a heartbeat, uphill and downhill
// levelled out.
type efficiency struct {
	session       *Session
	metresPerBeat float64
	speedMS       float64 // grade-adjusted
	temperatureC  training.Opt[float64]
	easy          bool // mostly in the first zone by heart rate
}

// efficiencyOf reads the efficiency of a session from the steady blocks of its
// main recording; ok is false with too little of them.
func efficiencyOf(x *Session) (e efficiency, ok bool) {
	blocks := x.Main.Measures.Blocks
	if steadyTime(blocks) < efficiencyTime {
		return efficiency{}, false
	}
	return efficiency{
		session: x, metresPerBeat: metresPerBeat(blocks), speedMS: steadySpeed(blocks), temperatureC: x.Main.Measures.TemperatureC,
	}, true
}

func steadyTime(blocks []training.Block) time.Duration {
	var total time.Duration
	for _, b := range blocks {
		total += b.Duration
	}
	return total
}

// metresPerBeat returns the grade-adjusted distance of blocks by their heartbeats.
func metresPerBeat(blocks []training.Block) float64 {
	var metres, beats float64
	for _, b := range blocks {
		metres += b.GAPSpeedMS * b.Duration.Seconds()
		beats += b.HeartRateBPM * b.Duration.Minutes()
	}
	if beats == 0 {
		return 0
	}
	return metres / beats
}

// steadySpeed returns the grade-adjusted speed over blocks.
func steadySpeed(blocks []training.Block) float64 {
	metres := 0.0
	for _, b := range blocks {
		metres += b.GAPSpeedMS * b.Duration.Seconds()
	}
	return metres / steadyTime(blocks).Seconds()
}

// decoupling returns the loss of efficiency from the first to the second half of
// the steady time, as a share of the first; ok is false in short sessions. Under
// 5 % is fine by convention, which is no rule of physiology (science C.7).
func decoupling(blocks []training.Block) (loss float64, ok bool) {
	total := steadyTime(blocks)
	if total < decouplingTime {
		return 0, false
	}
	half, first := time.Duration(0), 0
	for half < total/2 {
		half += blocks[first].Duration
		first++
	}
	before := metresPerBeat(blocks[:first])
	if before == 0 || first == len(blocks) {
		return 0, false
	}
	return (before - metresPerBeat(blocks[first:])) / before, true
}

// easyEfficiencies returns the efficiency of the easy runs among sessions: those
// mostly in the first zone by heart rate, on fairly flat ground. On one real
// runner's steep paths efficiency scattered by 12 %, on flat ground by 5 %, and a
// fortnight of steeper paths looked like a loss of 19 %.
func (l limits) easyEfficiencies(sessions []Session) []efficiency {
	return slices.DeleteFunc(l.levelEfficiencies(sessions), func(e efficiency) bool { return !e.easy })
}

// slowEfficiencies returns the efficiency of the runs among sessions, on fairly flat
// ground, that were easy or no faster than a speed.
func (l limits) slowEfficiencies(sessions []Session, upToMS float64) []efficiency {
	return slices.DeleteFunc(l.levelEfficiencies(sessions), func(e efficiency) bool { return !e.easy && e.speedMS > upToMS })
}

func (l limits) levelEfficiencies(sessions []Session) []efficiency {
	var all []efficiency
	for i := range sessions {
		x := &sessions[i]
		z, byHeart, ok := l.zonesOf(x)
		if !ok || !byHeart || x.Hard() || x.Hilly() {
			continue
		}
		if e, ok := efficiencyOf(x); ok {
			e.easy = z.mostly(0)
			all = append(all, e)
		}
	}
	return all
}

// fastest returns the greatest steady speed of efficiencies; 0 for none.
func fastest(all []efficiency) float64 {
	speedMS := 0.0
	for _, e := range all {
		speedMS = max(speedMS, e.speedMS)
	}
	return speedMS
}

// values returns the metres a heartbeat of efficiencies.
func values(all []efficiency) []float64 {
	out := make([]float64, len(all))
	for i, e := range all {
		out[i] = e.metresPerBeat
	}
	return out
}

// temperatures returns the temperatures of those that know theirs.
func temperatures(all []efficiency) []float64 {
	var out []float64
	for _, e := range all {
		if c, ok := e.temperatureC.Get(); ok {
			out = append(out, c)
		}
	}
	return out
}
