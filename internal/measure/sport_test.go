package measure

import (
	"math"
	"testing"

	"secondwind/internal/training"
)

// outing makes an activity of no known sport.
func outing(fields training.Channels, cadence float32) *track {
	t := newTrack(prague, fields)
	t.a.Sport = ""
	t.cadence = cadence
	return t
}

const (
	plainGPX    = training.PositionChannel | training.AltitudeChannel
	withCadence = plainGPX | training.CadenceChannel
)

// inTurns runs and walks, so many seconds each.
func (t *track) inTurns(times int, runS, runMS, walkS, walkMS float64) *track {
	t.flat(300, walkMS)
	for range times {
		t.flat(runS, runMS).flat(walkS, walkMS)
	}
	return t
}

// upAndDown climbs and descends at two speeds, ten minutes of climbing each time.
func (t *track) upAndDown(times int, upMS, downMS, grade float64) *track {
	return t.hills(times, 600, upMS, downMS, grade)
}

func (t *track) hills(times int, climbS, upMS, downMS, grade float64) *track {
	for range times {
		t.run(climbS, 1, upMS, 0, grade).run(climbS*upMS/downMS, 1, downMS, 180, -grade)
	}
	return t
}

// inTraffic drives between red lights.
func (t *track) inTraffic(times int) *track {
	for range times {
		t.flat(10, 6).flat(40, 12).flat(10, 5).stand(30)
	}
	return t
}

func TestSportByMovement(t *testing.T) {
	tests := []struct {
		name       string
		tr         *track
		want       training.Sport
		confidence float64
	}{
		{"a steady run", outing(plainGPX, 0).flat(1800, 2.8), training.Running, bySpeed},
		{"a run of strides", outing(withCadence, 85).flat(1800, 2.8), training.Running, bySteps},
		{"a run of steps", outing(withCadence, 168).flat(1800, 2.8), training.Running, bySteps},
		{"a jog slower than a walk, by its steps", outing(withCadence, 160).flat(1800, 1.6), training.Running, bySteps},
		{"a jog slower than a walk, without", outing(plainGPX, 0).flat(1800, 1.6), "", 0},
		{"an elite marathon, by its steps", outing(withCadence, 184).flat(7500, 5.75), training.Running, bySteps},
		{"an elite marathon, without", outing(plainGPX, 0).flat(7500, 5.75), "", 0},
		{"intervals", outing(plainGPX, 0).flat(600, 2.6).inTurns(6, 180, 4.2, 120, 2.2), training.Running, bySpeed},
		{"a trail run that walks the climbs", outing(plainGPX, 0).upAndDown(4, 1.6, 2.6, .08), training.Running, byMixture},

		{"a minute of running, ninety seconds of walking", outing(plainGPX, 0).inTurns(8, 60, 2.4, 90, 1.5), training.Running, byTurns},
		{"three minutes of each", outing(plainGPX, 0).inTurns(4, 180, 2.3, 180, 1.5), training.Running, byMixture},
		{"three turns are a whim", outing(plainGPX, 0).flat(600, 1.5).inTurns(3, 90, 2.4, 180, 1.5), "", 0},
		{"hardly faster than the walks", outing(plainGPX, 0).inTurns(8, 60, 2.05, 120, 1.8), "", 0},
		{"a hike that trots down the slopes", outing(plainGPX, 0).hills(8, 300, 0.9, 2.3, .15), "", 0},

		{"a walk", outing(withCadence, 55).flat(1800, 1.4), training.Walking, byWalking},
		{"a walk, both feet counted", outing(withCadence, 110).flat(1800, 1.4), training.Walking, byWalking},
		{"a walk without steps may be a boat", outing(plainGPX, 0).flat(1800, 1.4), "", 0},
		{"a hike", outing(withCadence, 52).upAndDown(3, 1, 1.2, .12), training.Hiking, byWalking},
		{"a hike without steps", outing(plainGPX, 0).upAndDown(3, 1, 1.2, .12), training.Hiking, byClimbing},
		{"a paddler's strokes", outing(withCadence, 28).flat(1800, 2.4), "", 0},
		{"standing", outing(withCadence, 55).stand(1800), "", 0},

		{"a ride", outing(withCadence, 82).flat(1800, 7), training.Cycling, bySteps},
		{"a slow ride", outing(withCadence, 60).flat(1800, 4), "", 0},
		{"a ride without a cadence", outing(plainGPX, 0).flat(1800, 5.2), "", 0},
		{"a drive", outing(plainGPX, 0).flat(1800, 25), "", 0},
		{"a drive in traffic", outing(plainGPX, 0).inTraffic(30), "", 0},
		{"skiing", outing(plainGPX, 0).upAndDown(4, 3, 9, .3), "", 0},

		{"under five minutes", outing(withCadence, 168).flat(280, 2.8), "", 0},
		{"without a distance", outing(training.HeartRateChannel, 0).flat(1800, 2.8), "", 0},
		{"many stray positions", outing(plainGPX, 0).flat(1800, 2.8).edit(0, func(i int, r *training.Record) {
			if i%40 < 9 {
				r.Lat += 0.01
			}
		}), "", 0},
		{"a point each five minutes", outing(plainGPX, 0).run(2700, 300, 2.8, 0, 0), "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Of(&tt.tr.a).Sport
			want := training.SportCall{Sport: tt.want, Confidence: tt.confidence}
			if tt.want != "" {
				want.Source = training.SportFromMovement
			}
			if got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

// What is stated stands: nobody overrules a runner, a file or a name.
func TestStatedSport(t *testing.T) {
	tests := []struct {
		name string
		is   training.Activity
		want training.SportCall
	}{
		{
			"of the file",
			training.Activity{Sport: training.Cycling, SubSport: "road", SportSource: training.SportFromFile},
			training.SportCall{Sport: training.Cycling, SubSport: "road", Source: training.SportFromFile, Confidence: 1},
		},
		{
			"of the runner",
			training.Activity{Sport: training.Walking, SportSource: training.SportFromRunner},
			training.SportCall{Sport: training.Walking, Source: training.SportFromRunner, Confidence: 1},
		},
		{
			"of the export",
			training.Activity{Sport: "yoga", SportSource: training.SportFromExport},
			training.SportCall{Sport: "yoga", Source: training.SportFromExport, Confidence: 1},
		},
		{
			"of the name",
			training.Activity{Sport: training.Hiking, SportSource: training.SportFromName},
			training.SportCall{Sport: training.Hiking, Source: training.SportFromName, Confidence: 0.9},
		},
		{
			"generic is no sport",
			training.Activity{Sport: "generic", SubSport: training.Trail, SportSource: training.SportFromFile},
			training.SportCall{Sport: training.Running, SubSport: training.Trail, Source: training.SportFromMovement, Confidence: bySpeed},
		},
	}
	moves := outing(plainGPX, 0).flat(1800, 2.8).a.Records
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.is.Records = moves
			if got := Of(&tt.is).Sport; got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}

	t.Run("generic that does not move", func(t *testing.T) {
		still := training.Activity{Sport: "generic", SportSource: training.SportFromFile}
		if got, want := Of(&still).Sport, (training.SportCall{Sport: "generic", Source: training.SportFromFile}); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	})
}

// A run that was told by its movement is measured as one.
func TestToldRunIsMeasuredAsRun(t *testing.T) {
	run := func(sport training.Sport, cadence float32) training.Measures {
		tr := outing(withCadence|training.HeartRateChannel, cadence)
		tr.a.Sport = sport
		return Of(&tr.upAndDown(3, 2.4, 3, .03).a)
	}
	stated, told := run(training.Running, 170), run("", 85)
	if got := told.CadenceSPM.Or(0); got != 170 {
		t.Errorf("cadence: got %g, want strides made steps, 170", got)
	}
	if !told.GradeKnown || len(told.Efforts) == 0 || len(told.Efforts) != len(stated.Efforts) {
		t.Errorf("got grade known %v and %d efforts, want %d", told.GradeKnown, len(told.Efforts), len(stated.Efforts))
	}
	if math.Abs(told.GAPSpeedMS-stated.GAPSpeedMS) > 1e-9 || told.Moving != stated.Moving {
		t.Errorf("got %g m/s over %v, want %g over %v", told.GAPSpeedMS, told.Moving, stated.GAPSpeedMS, stated.Moving)
	}
	if got := run("", 170).CadenceSPM.Or(0); got != 170 {
		t.Errorf("cadence: got %g, want steps left alone, 170", got)
	}
}
