package parse

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/muktihari/fit/profile/typedef"
	"github.com/muktihari/fit/profile/untyped/fieldnum"
	"github.com/muktihari/fit/profile/untyped/mesgnum"
	"github.com/muktihari/fit/proto"

	"secondwind/internal/training"
)

// recordsBetween are records a second apart, with a heart rate.
func recordsBetween(from, to uint32) []proto.Message {
	var messages []proto.Message
	for s := from; s < to; s++ {
		messages = append(messages, recordAt(s, fields{fieldnum.RecordHeartRate: uint8(140)}))
	}
	return messages
}

func lapAt(start, seconds uint32, more fields) proto.Message {
	all := fields{
		fieldnum.LapStartTime: noon + start, fieldnum.LapTimestamp: noon + start + seconds,
		fieldnum.LapTotalElapsedTime: seconds * 1000,
	}
	for n, v := range more {
		all[n] = v
	}
	return message(mesgnum.Lap, all)
}

// outline says an activity in a line: sport, start and end in seconds after
// noon, records and laps.
func outline(a training.Activity) string {
	start := a.Start.Sub(noonTime)
	return fmt.Sprintf("%s %v-%v, %d records, %d laps", a.Sport, start, start+length(&a), len(a.Records), len(a.Laps))
}

func TestFITSessionSlices(t *testing.T) {
	sport := func(s typedef.Sport) proto.Message {
		return message(mesgnum.Sport, fields{fieldnum.SportSport: uint8(s)})
	}
	withoutStart := message(mesgnum.Session, fields{
		fieldnum.SessionTimestamp: noon + 100, fieldnum.SessionTotalElapsedTime: uint32(40_000),
		fieldnum.SessionSport: uint8(typedef.SportRunning),
	})
	tests := []struct {
		name     string
		messages []proto.Message
		want     []string
	}{
		{
			"an umbrella over the legs of a duathlon",
			append(recordsBetween(0, 100), session(typedef.SportMultisport, 0, 100), session(typedef.SportRunning, 0, 40), session(typedef.SportCycling, 40, 100)),
			[]string{"running 0s-40s, 40 records, 1 laps", "cycling 40s-1m40s, 60 records, 1 laps"},
		},
		{
			"multisport without legs",
			append(recordsBetween(0, 100), session(typedef.SportMultisport, 0, 100)),
			[]string{"multisport 0s-1m40s, 100 records, 1 laps"},
		},
		{
			"sessions that overlap",
			append(recordsBetween(0, 100), session(typedef.SportRunning, 0, 60), session(typedef.SportCycling, 50, 100)),
			[]string{"running 0s-1m0s, 50 records, 1 laps", "cycling 50s-1m40s, 50 records, 1 laps"},
		},
		{
			"one of two has no start",
			append(recordsBetween(0, 100), session(typedef.SportCycling, 0, 60), withoutStart),
			[]string{"cycling 0s-1m0s, 60 records, 1 laps", "running 1m0s-1m40s, 40 records, 1 laps"},
		},
		{
			"the same summary twice",
			append(recordsBetween(0, 10), session(typedef.SportRunning, 0, 10), session(typedef.SportRunning, 0, 10)),
			[]string{"running 0s-10s, 10 records, 1 laps"},
		},
		{
			"laps of two sessions",
			append(recordsBetween(0, 100), lapAt(0, 20, nil), lapAt(20, 20, nil), lapAt(40, 60, nil), session(typedef.SportRunning, 0, 40), session(typedef.SportRunning, 40, 100)),
			[]string{"running 0s-40s, 40 records, 2 laps", "running 40s-1m40s, 60 records, 1 laps"},
		},
		{
			"nothing but records and a sport",
			append(recordsBetween(0, 10), sport(typedef.SportRunning)),
			[]string{"running 0s-9s, 10 records, 1 laps"},
		},
		{
			"nothing but laps",
			[]proto.Message{lapAt(0, 20, fields{fieldnum.LapSport: uint8(typedef.SportRunning)}), lapAt(20, 20, nil), sport(typedef.SportRunning)},
			[]string{"running 0s-40s, 0 records, 2 laps"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			data := fitFile(t, append([]proto.Message{fileID(typedef.FileActivity)}, test.messages...)...)
			activities, err := File("test.fit", data)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, a := range activities {
				got = append(got, outline(a))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// A triathlon writes the summary of each leg behind it; the leg whose summary
// is cut off becomes a session of its own.
func TestFITCutTriathlon(t *testing.T) {
	sport := message(mesgnum.Sport, fields{fieldnum.SportSport: uint8(typedef.SportCycling)})
	messages := slices.Concat(
		[]proto.Message{fileID(typedef.FileActivity)},
		recordsBetween(0, 100), []proto.Message{session(typedef.SportRunning, 0, 100), sport},
		recordsBetween(100, 300), []proto.Message{session(typedef.SportCycling, 100, 300)})
	whole := fitFile(t, messages...)
	activities, err := File("test.fit", whole[:len(whole)-8])
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range activities {
		got = append(got, outline(a))
	}
	want := []string{"running 0s-1m40s, 100 records, 1 laps", "cycling 1m40s-4m59s, 200 records, 1 laps"}
	if !slices.Equal(got, want) {
		t.Fatalf("got  %q\nwant %q", got, want)
	}
	if codes := warningCodes(activities[1]); !slices.Equal(codes, []training.WarningCode{training.Truncated, training.NoSession}) {
		t.Errorf("warnings %v, want truncated and no-session", codes)
	}

	// A whole file with records behind its session has no session more.
	if a := parseOne(t, fitFile(t, append(shortRun(100), recordsBetween(100, 300)...)...)); len(a.Records) != 300 {
		t.Errorf("whole: %d records, want 300", len(a.Records))
	}
	saving := fitFile(t, append(shortRun(100), recordsBetween(100, 110)...)...)
	if a := parseOne(t, saving[:len(saving)-8]); len(a.Records) < 105 {
		t.Errorf("records while saving: %d, want them with the run", len(a.Records))
	}
}

func TestFITDerivedLap(t *testing.T) {
	a := parseOne(t, fitFile(t, append(recordsBetween(0, 100)[:0:0], append(shortRun(100)[:101], message(mesgnum.Session, fields{
		fieldnum.SessionTimestamp: noon + 100, fieldnum.SessionStartTime: noon, fieldnum.SessionSport: uint8(typedef.SportRunning),
		fieldnum.SessionTotalElapsedTime: uint32(120_000), fieldnum.SessionTotalTimerTime: uint32(90_000), fieldnum.SessionTotalDistance: uint32(29_700),
	}))...)...))
	want := []training.Lap{{Elapsed: 2 * time.Minute, Timer: training.Some(90 * time.Second), DistanceM: training.Some(297.0)}}
	if !slices.Equal(a.Laps, want) {
		t.Errorf("got %+v, want %+v", a.Laps, want)
	}
	laps := parseOne(t, fitFile(t, fileID(typedef.FileActivity),
		lapAt(0, 20, fields{fieldnum.LapTotalDistance: uint32(6000)}), lapAt(30, 20, fields{fieldnum.LapTotalDistance: uint32(5000)})))
	if laps.Totals.DistanceM != training.Some(110.0) || laps.Totals.Elapsed != training.Some(50*time.Second) {
		t.Errorf("of laps alone: got %+v, want 110 m in 50 s", laps.Totals)
	}
}

// Records of a clock that was not set yet are left out, and said to be.
func TestFITHalfDated(t *testing.T) {
	messages := shortRun(30)
	undated := message(mesgnum.Record, fields{fieldnum.RecordTimestamp: uint32(5000), fieldnum.RecordHeartRate: uint8(120)})
	a := parseOne(t, fitFile(t, slices.Insert(messages, 1, undated, undated)...))
	if len(a.Records) != 30 || !a.Start.Equal(noonTime) {
		t.Errorf("%d records from %v, want the 30 dated ones from %v", len(a.Records), a.Start, noonTime)
	}
	if got := warningCodes(a); !slices.Equal(got, []training.WarningCode{training.ClockJump}) {
		t.Errorf("warnings %v, want clock-jump", a.Warnings)
	}
}

func TestFITSportNames(t *testing.T) {
	tests := []struct {
		name       string
		sport, sub uint8
		want       training.Sport
		wantSub    training.SubSport
	}{
		{"of the profile", 1, 3, training.Running, training.Trail},
		{"padel", 64, 85, "racket", "padel"},
		{"ultra", 1, 67, training.Running, "ultra"},
		{"of Connect IQ alone", 70, 0, "team_sport", "generic"},
		{"that nobody has named", 200, 200, "sport_200", "sub_sport_200"},
		{"all and none", 254, 255, "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := parseOne(t, fitFile(t, fileID(typedef.FileActivity), message(mesgnum.Session, fields{
				fieldnum.SessionStartTime: noon, fieldnum.SessionSport: test.sport, fieldnum.SessionSubSport: test.sub,
			})))
			if a.Sport != test.want || a.SubSport != test.wantSub {
				t.Errorf("got %q/%q, want %q/%q", a.Sport, a.SubSport, test.want, test.wantSub)
			}
		})
	}
}

// Older watches record a treadmill as a kind of fitness equipment.
func TestFitnessEquipment(t *testing.T) {
	for _, test := range []struct {
		subSport typedef.SubSport
		want     training.Sport
	}{
		{typedef.SubSportTreadmill, training.Running},
		{typedef.SubSportIndoorWalking, training.Walking},
		{typedef.SubSportSpin, training.Cycling},
		{typedef.SubSportIndoorCycling, training.Cycling},
		{typedef.SubSportIndoorRowing, "rowing"},
		{typedef.SubSportStrengthTraining, "training"},
		{typedef.SubSportElliptical, "fitness_equipment"},
		{typedef.SubSportInvalid, "fitness_equipment"},
	} {
		sport, subSport := fitSports(typedef.SportFitnessEquipment, test.subSport)
		if sport != test.want || subSport != fitSubSport(test.subSport) {
			t.Errorf("%v: got %s, %s; want %s", test.subSport, sport, subSport, test.want)
		}
	}
	if sport, _ := fitSports(typedef.SportWalking, typedef.SubSportTreadmill); sport != training.Walking {
		t.Errorf("a walk on a treadmill became %s", sport)
	}
}
