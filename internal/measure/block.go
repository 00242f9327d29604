package measure

import (
	"math"

	"secondwind/internal/training"
)

// Limits of steady blocks (science C.7).
const (
	warmUpS = 600.0 // heart rate climbs for ten minutes whatever the speed
	blockS  = 300.0 // Athlytics judges steadiness over 300 s
	// blockVariation is the coefficient of variation of the speed (Athlytics).
	blockVariation = 0.08
	blockCoverage  = 0.90 // of the block with a heart rate
	// blockPieceS: speed within half a minute is noise of the satellites. Ours.
	blockPieceS = 30.0
	// blockRestS: standing longer lets the heart recover. Ours.
	blockRestS = 30.0
	// shiftS: where a block is not steady the next try begins this much later. Ours.
	shiftS = 60.0
	// fadeS: a run under 20 min is too short to fade.
	fadeS = 1200.0
)

// blocks cuts the run after its first ten minutes into steady stretches of
// five minutes, as many as there are.
func (s *series) blocks() []training.Block {
	if !s.hasDistance {
		return nil
	}
	var blocks []training.Block
	from := s.movingIndex(0, warmUpS)
	for from < len(s.t) {
		to := s.movingIndex(from, blockS)
		if to == len(s.t) {
			break
		}
		if b, ok := s.block(from, to); ok {
			blocks = append(blocks, b)
			from = to
		} else {
			from = s.movingIndex(from, shiftS)
		}
	}
	return blocks
}

// movingIndex returns the first record at least secs of moving after record i;
// the number of records if there is none.
func (s *series) movingIndex(i int, secs float64) int {
	want := s.moving[i] + secs
	for i < len(s.moving) && s.moving[i] < want {
		i++
	}
	return i
}

// block returns the stretch between two records if it is steady.
func (s *series) block(from, to int) (training.Block, bool) {
	moving := s.moving[to] - s.moving[from]
	elapsed := s.t[to] - s.t[from]
	if elapsed > moving+blockRestS {
		return training.Block{}, false
	}
	mean := (s.gap[to] - s.gap[from]) / moving
	var beats, beatS float64
	for i := from + 1; i <= to; i++ {
		dt := s.movingIn(i)
		if s.hr[i] > 0 {
			beats += dt * float64(s.hr[i])
			beatS += dt
		}
	}
	if mean <= 0 || s.deviation(from, to, mean) > blockVariation*mean || beatS < blockCoverage*moving {
		return training.Block{}, false
	}
	return training.Block{
		At:           s.records[from].At,
		Duration:     seconds(elapsed),
		GAPSpeedMS:   mean,
		HeartRateBPM: beats / beatS,
		TemperatureC: s.temperatureOf(from+1, to+1),
	}, true
}

// deviation returns the standard deviation of the speed around its mean, from
// pieces of 30 s.
func (s *series) deviation(from, to int, mean float64) float64 {
	squares := 0.0
	for i := from; i < to; {
		next := min(s.movingIndex(i, blockPieceS), to)
		if dt := s.moving[next] - s.moving[i]; dt > 0 {
			off := (s.gap[next]-s.gap[i])/dt - mean
			squares += dt * off * off
		}
		i = next
	}
	return math.Sqrt(squares / (s.moving[to] - s.moving[from]))
}

// fade returns the loss of speed from the second to the last quarter.
func (s *series) fade() training.Opt[float64] {
	total := s.movingTime()
	if !s.hasDistance || total < fadeS {
		return training.Opt[float64]{}
	}
	gapAt := func(share float64) float64 {
		i := s.movingIndex(0, share*total)
		return at(s.moving, s.gap, min(max(i, 1), len(s.gap)-1), share*total)
	}
	second := gapAt(0.50) - gapAt(0.25)
	if second <= 0 {
		return training.Opt[float64]{}
	}
	return training.Some(1 - (gapAt(1)-gapAt(0.75))/second)
}
