package parse

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/muktihari/fit/profile/basetype"
	"github.com/muktihari/fit/profile/typedef"
	"github.com/muktihari/fit/profile/untyped/fieldnum"
	"github.com/muktihari/fit/profile/untyped/mesgnum"
	"github.com/muktihari/fit/proto"

	"secondwind/internal/training"
)

// parseOne reads bytes that hold a single activity.
func parseOne(t *testing.T, data []byte) training.Activity {
	t.Helper()
	activities, err := File("test.fit", data)
	if err != nil {
		t.Fatal(err)
	}
	if len(activities) != 1 {
		t.Fatalf("got %d activities, want 1", len(activities))
	}
	return activities[0]
}

func warningCodes(a training.Activity) []training.WarningCode {
	var codes []training.WarningCode
	for _, w := range a.Warnings {
		codes = append(codes, w.Code)
	}
	return codes
}

func TestFITActivity(t *testing.T) {
	messages := append(shortRun(100)[:101],
		message(mesgnum.Lap, fields{
			fieldnum.LapTimestamp: noon + 60, fieldnum.LapStartTime: noon,
			fieldnum.LapTotalElapsedTime: uint32(60_000), fieldnum.LapTotalTimerTime: uint32(50_000),
			fieldnum.LapTotalDistance: uint32(18_000), fieldnum.LapLapTrigger: uint8(typedef.LapTriggerManual),
		}),
		message(mesgnum.Lap, fields{
			// Without its start, which follows from its end.
			fieldnum.LapTimestamp: noon + 100, fieldnum.LapTotalElapsedTime: uint32(40_000),
			fieldnum.LapLapTrigger: uint8(typedef.LapTriggerSessionEnd),
		}),
		message(mesgnum.Lap, fields{fieldnum.LapTotalDistance: uint32(1)}), // nowhere in time
		message(mesgnum.Session, fields{
			fieldnum.SessionTimestamp: noon + 100, fieldnum.SessionStartTime: noon,
			fieldnum.SessionSport: uint8(typedef.SportRunning), fieldnum.SessionSubSport: uint8(typedef.SubSportTrail),
			fieldnum.SessionTotalElapsedTime: uint32(100_500), fieldnum.SessionTotalTimerTime: uint32(90_000),
			fieldnum.SessionTotalDistance: uint32(29_700), fieldnum.SessionTotalAscent: uint16(12),
			fieldnum.SessionTotalDescent: uint16(0), fieldnum.SessionTotalCalories: uint16(30),
			fieldnum.SessionAvgHeartRate: uint8(141),
		}),
		message(mesgnum.Activity, fields{
			fieldnum.ActivityTimestamp: noon + 100, fieldnum.ActivityLocalTimestamp: noon + 100 + 7200,
		}),
	)
	a := parseOne(t, fitFile(t, messages...))

	if a.Sport != training.Running || a.SubSport != training.Trail {
		t.Errorf("sport %q/%q, want running/trail", a.Sport, a.SubSport)
	}
	if a.Device != "garmin fr255" {
		t.Errorf("device %q, want garmin fr255", a.Device)
	}
	if !a.Start.Equal(noonTime) || a.Start.Location() != time.UTC {
		t.Errorf("start %v, want %v", a.Start, noonTime)
	}
	if a.LocalOffset != training.Some(2*time.Hour) {
		t.Errorf("local offset %v, want 2 h", a.LocalOffset)
	}
	if len(a.Records) != 100 || a.Records[99].At != 99*time.Second {
		t.Errorf("%d records, want 100 at seconds 0 to 99", len(a.Records))
	}
	wantLaps := []training.Lap{
		{Elapsed: time.Minute, Timer: training.Some(50 * time.Second), DistanceM: training.Some(180.0), Manual: true},
		{Start: time.Minute, Elapsed: 40 * time.Second},
	}
	if !slices.Equal(a.Laps, wantLaps) {
		t.Errorf("laps %v, want %v", a.Laps, wantLaps)
	}
	wantTotals := training.Totals{
		Elapsed:      training.Some(100500 * time.Millisecond),
		Timer:        training.Some(90 * time.Second),
		DistanceM:    training.Some(297.0),
		AscentM:      training.Some(12.0),
		DescentM:     training.Some(0.0),
		HeartRateBPM: training.Some(141.0),
		CaloriesKcal: training.Some(30.0),
	}
	if a.Totals != wantTotals {
		t.Errorf("totals %+v, want %+v", a.Totals, wantTotals)
	}
	if len(a.Warnings) != 0 {
		t.Errorf("warnings %v, want none", a.Warnings)
	}
}

func TestFITReadings(t *testing.T) {
	const all = training.PositionChannel | training.AltitudeChannel | training.DistanceChannel | training.SpeedChannel |
		training.HeartRateChannel | training.CadenceChannel | training.PowerChannel | training.TemperatureChannel
	tests := []struct {
		name   string
		fields fields
		want   training.Record
	}{
		{
			"every channel",
			fields{
				fieldnum.RecordPositionLat: int32(1 << 29), fieldnum.RecordPositionLong: int32(-1 << 30),
				fieldnum.RecordAltitude: uint16(3000), fieldnum.RecordDistance: uint32(123456), fieldnum.RecordSpeed: uint16(3210),
				fieldnum.RecordHeartRate: uint8(150), fieldnum.RecordCadence: uint8(88), fieldnum.RecordFractionalCadence: uint8(64),
				fieldnum.RecordPower: uint16(250), fieldnum.RecordTemperature: int8(-5),
			},
			training.Record{
				Channels: all, Lat: 45, Lon: -90, AltitudeM: 100, DistanceM: 1234.56, SpeedMS: 3.21,
				HeartRateBPM: 150, CadenceSPM: 177, PowerW: 250, TemperatureC: -5,
			},
		},
		{
			"enhanced fields go before plain ones",
			fields{
				fieldnum.RecordAltitude: uint16(3000), fieldnum.RecordEnhancedAltitude: uint32(3005),
				fieldnum.RecordSpeed: uint16(3210), fieldnum.RecordEnhancedSpeed: uint32(3000),
			},
			training.Record{Channels: training.AltitudeChannel | training.SpeedChannel, AltitudeM: 101, SpeedMS: 3},
		},
		{
			"sentinels are absent",
			fields{
				fieldnum.RecordPositionLat: int32(0x7fffffff), fieldnum.RecordPositionLong: int32(0x7fffffff),
				fieldnum.RecordAltitude: uint16(0xffff), fieldnum.RecordDistance: uint32(0xffffffff), fieldnum.RecordSpeed: uint16(0xffff),
				fieldnum.RecordHeartRate: uint8(0xff), fieldnum.RecordCadence: uint8(0xff), fieldnum.RecordFractionalCadence: uint8(0xff),
				fieldnum.RecordPower: uint16(0xffff), fieldnum.RecordTemperature: int8(0x7f),
			},
			training.Record{},
		},
		{
			"the longitude alone is a sentinel",
			fields{fieldnum.RecordPositionLat: int32(1 << 29), fieldnum.RecordPositionLong: int32(0x7fffffff)},
			training.Record{},
		},
		{
			"impossible values are absent",
			fields{
				fieldnum.RecordPositionLat: int32(1<<30 + 1<<24), fieldnum.RecordPositionLong: int32(0),
				fieldnum.RecordAltitude: uint16(0), fieldnum.RecordSpeed: uint16(65_100),
				fieldnum.RecordHeartRate: uint8(24), fieldnum.RecordPower: uint16(3001), fieldnum.RecordTemperature: int8(90),
			},
			training.Record{},
		},
		{
			"zeros are readings where they can be",
			fields{
				fieldnum.RecordDistance: uint32(0), fieldnum.RecordSpeed: uint16(0), fieldnum.RecordCadence: uint8(0),
				fieldnum.RecordPower: uint16(0), fieldnum.RecordTemperature: int8(0), fieldnum.RecordHeartRate: uint8(0),
				fieldnum.RecordPositionLat: int32(0), fieldnum.RecordPositionLong: int32(0),
			},
			training.Record{Channels: training.DistanceChannel | training.SpeedChannel | training.CadenceChannel |
				training.PowerChannel | training.TemperatureChannel},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := parseOne(t, fitFile(t, fileID(typedef.FileActivity), recordAt(0, test.fields), session(typedef.SportRunning, 0, 1)))
			got := a.Records[0]
			if got != test.want {
				t.Errorf("got  %+v\nwant %+v", got, test.want)
			}
		})
	}
}

func TestFITCadence(t *testing.T) {
	tests := []struct {
		name    string
		sport   typedef.Sport
		cadence uint8
		want    float32
	}{
		{"running counts both feet", typedef.SportRunning, 85, 170},
		{"walking counts both feet", typedef.SportWalking, 55, 110},
		{"cycling keeps its turns", typedef.SportCycling, 85, 85},
		{"a device that counts both feet already", typedef.SportRunning, 170, 170},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := parseOne(t, fitFile(t, fileID(typedef.FileActivity),
				recordAt(0, fields{fieldnum.RecordCadence: test.cadence}),
				recordAt(1, fields{fieldnum.RecordCadence: test.cadence}),
				session(test.sport, 0, 1)))
			if got := a.Records[1].CadenceSPM; got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestFITSessions(t *testing.T) {
	messages := []proto.Message{fileID(typedef.FileActivity)}
	for s := range uint32(100) { // the distance counts on across the sessions
		messages = append(messages, recordAt(s, fields{fieldnum.RecordDistance: s * 100}))
	}
	lap := func(start uint32) proto.Message {
		return message(mesgnum.Lap, fields{fieldnum.LapStartTime: noon + start, fieldnum.LapTotalElapsedTime: uint32(10_000)})
	}
	messages = append(messages, lap(0), lap(40), lap(50),
		timer(10, typedef.EventTypeStopAll), timer(20, typedef.EventTypeStart),
		timer(45, typedef.EventTypeStop), timer(50, typedef.EventTypeStart),
		timer(35, typedef.EventTypeStop), timer(41, typedef.EventTypeStart),
		session(typedef.SportTransition, 40, 50), session(typedef.SportRunning, 0, 40), session(typedef.SportCycling, 50, 99))
	activities, err := File("triathlon.fit", fitFile(t, messages...))
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		sport        training.Sport
		start        uint32
		records      int
		laps         int
		pauses       []training.Pause
		lastDistance float64
	}{
		{training.Running, 0, 40, 1, []training.Pause{{From: 10 * time.Second, To: 20 * time.Second}}, 39},
		{training.Transition, 40, 10, 1, nil, 10},
		{training.Cycling, 50, 50, 1, nil, 50},
	}
	if len(activities) != len(want) {
		t.Fatalf("got %d activities, want %d", len(activities), len(want))
	}
	for i, w := range want {
		a := activities[i]
		if a.Sport != w.sport || !a.Start.Equal(noonTime.Add(time.Duration(w.start)*time.Second)) {
			t.Errorf("session %d: %s at %v, want %s at %d s", i, a.Sport, a.Start, w.sport, w.start)
		}
		if len(a.Records) != w.records || a.Records[0].At != 0 {
			t.Errorf("session %d: %d records, want %d from 0", i, len(a.Records), w.records)
			continue
		}
		if got := a.Records[w.records-1].DistanceM; got != w.lastDistance {
			t.Errorf("session %d: last distance %v, want %v", i, got, w.lastDistance)
		}
		if len(a.Laps) != w.laps || !slices.Equal(a.Pauses, w.pauses) {
			t.Errorf("session %d: %d laps, pauses %v; want %d, %v", i, len(a.Laps), a.Pauses, w.laps, w.pauses)
		}
	}
}

func TestFITPauses(t *testing.T) {
	stop, start := typedef.EventTypeStopAll, typedef.EventTypeStart
	pause := func(from, to int) training.Pause {
		return training.Pause{From: time.Duration(from) * time.Second, To: time.Duration(to) * time.Second}
	}
	tests := []struct {
		name   string
		events []proto.Message
		want   []training.Pause
	}{
		{
			"two",
			[]proto.Message{timer(0, start), timer(5, stop), timer(9, start), timer(20, stop), timer(25, start), timer(30, stop)},
			[]training.Pause{pause(5, 9), pause(20, 25)},
		},
		{"stopped twice", []proto.Message{timer(5, stop), timer(7, stop), timer(9, start)}, []training.Pause{pause(5, 9)}},
		{"started twice", []proto.Message{timer(5, stop), timer(7, start), timer(9, start)}, []training.Pause{pause(5, 7)}},
		{"out of order", []proto.Message{timer(9, start), timer(5, stop)}, []training.Pause{pause(5, 9)}},
		{"stopped for no time", []proto.Message{timer(5, stop), timer(5, start)}, nil},
		{"never started again", []proto.Message{timer(30, stop)}, nil},
		{"started again after the end", []proto.Message{timer(20, stop), timer(4000, start)}, []training.Pause{pause(20, 30)}},
		{"stopped and started after the end", []proto.Message{timer(40, stop), timer(4000, start)}, nil},
		{"by every kind of stop", []proto.Message{
			timer(1, typedef.EventTypeStop), timer(2, start), timer(3, typedef.EventTypeStopDisable), timer(4, start),
			timer(5, typedef.EventTypeStopDisableAll), timer(6, start), timer(7, typedef.EventTypeMarker), timer(8, start),
		}, []training.Pause{pause(1, 2), pause(3, 4), pause(5, 6)}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := parseOne(t, fitFile(t, append(shortRun(30), test.events...)...))
			if !slices.Equal(a.Pauses, test.want) {
				t.Errorf("got %v, want %v", a.Pauses, test.want)
			}
		})
	}
}

func TestFITSessionStart(t *testing.T) {
	sessionFrom := func(start uint32) proto.Message {
		return message(mesgnum.Session, fields{
			fieldnum.SessionStartTime: start, fieldnum.SessionSport: uint8(typedef.SportRunning),
			fieldnum.SessionTotalElapsedTime: uint32(10_000),
		})
	}
	tests := []struct {
		name    string
		session proto.Message
		start   int // seconds after noon
		codes   []training.WarningCode
	}{
		{"before the first record", sessionFrom(noon - 5), -5, nil},
		{"after the first record", sessionFrom(noon + 3), 0, nil},
		{"missing", sessionFrom(basetype.Uint32Invalid), 0, nil},
		{"zero", sessionFrom(0), 0, nil},
		{"missing, but for end and length", message(mesgnum.Session, fields{
			fieldnum.SessionTimestamp: noon + 9, fieldnum.SessionSport: uint8(typedef.SportRunning),
			fieldnum.SessionTotalElapsedTime: uint32(12_000),
		}), -3, nil},
		{"of a clock that was not set", sessionFrom(noon - 40*86400), 0, nil},
		{"after all records", sessionFrom(noon + 7200), 0, nil},
		{
			"no session at all", message(mesgnum.Sport, fields{fieldnum.SportSport: uint8(typedef.SportRunning)}), 0,
			[]training.WarningCode{training.NoSession},
		},
		{"no session, sport of the lap", message(mesgnum.Lap, fields{
			fieldnum.LapStartTime: noon, fieldnum.LapSport: uint8(typedef.SportRunning),
		}), 0, []training.WarningCode{training.NoSession}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := parseOne(t, fitFile(t, fileID(typedef.FileActivity),
				recordAt(0, fields{fieldnum.RecordHeartRate: uint8(100)}),
				recordAt(9, fields{fieldnum.RecordHeartRate: uint8(120)}), test.session))
			if want := noonTime.Add(time.Duration(test.start) * time.Second); !a.Start.Equal(want) {
				t.Errorf("start %v, want %v", a.Start, want)
			}
			if got := a.Start.Add(a.Records[0].At); !got.Equal(noonTime) {
				t.Errorf("first record at %v, want %v", got, noonTime)
			}
			if a.Sport != training.Running {
				t.Errorf("sport %q, want running", a.Sport)
			}
			if got := warningCodes(a); !slices.Equal(got, test.codes) {
				t.Errorf("warnings %v, want %v", got, test.codes)
			}
		})
	}
}

func TestFITLocalOffset(t *testing.T) {
	tests := []struct {
		name       string
		utc, local uint32
		want       training.Opt[time.Duration]
	}{
		{"west", noon, noon - 5*3600, training.Some(-5 * time.Hour)},
		{"odd, as the file claims it", noon, noon + 1080, training.Some(18 * time.Minute)},
		{"a day off", noon, noon + 25*3600, training.Some(25 * time.Hour)},
		{"garbage", noon, noon - 27*3600, training.Opt[time.Duration]{}},
		{"never set", noon, 0, training.Opt[time.Duration]{}},
		{"missing", noon, basetype.Uint32Invalid, training.Opt[time.Duration]{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := parseOne(t, fitFile(t, append(shortRun(3), message(mesgnum.Activity, fields{
				fieldnum.ActivityTimestamp: test.utc, fieldnum.ActivityLocalTimestamp: test.local,
			}))...))
			if a.LocalOffset != test.want {
				t.Errorf("got %v, want %v", a.LocalOffset, test.want)
			}
		})
	}
}

// A watch without a date counts seconds from switching on; its local time at
// the end dates the run.
func TestFITUndatedClock(t *testing.T) {
	const uptime = uint32(5000)
	record := func(at uint32) proto.Message {
		return message(mesgnum.Record, fields{fieldnum.RecordTimestamp: uptime + at, fieldnum.RecordHeartRate: uint8(120)})
	}
	a := parseOne(t, fitFile(t, fileID(typedef.FileActivity), record(0), record(10),
		message(mesgnum.Session, fields{fieldnum.SessionStartTime: uptime, fieldnum.SessionTimestamp: uptime + 10}),
		message(mesgnum.Activity, fields{
			fieldnum.ActivityTimestamp: uptime + 10, fieldnum.ActivityLocalTimestamp: noon + 10,
		})))
	if !a.Start.Equal(noonTime) || a.Records[1].At != 10*time.Second {
		t.Errorf("start %v, last record at %v; want %v, 10s", a.Start, a.Records[1].At, noonTime)
	}
	if a.LocalOffset != training.Some(time.Duration(0)) {
		t.Errorf("local offset %v, want 0: the start is local time already", a.LocalOffset)
	}

	unset := parseOne(t, fitFile(t, fileID(typedef.FileActivity), record(0), record(10),
		message(mesgnum.Session, fields{fieldnum.SessionStartTime: uptime, fieldnum.SessionTimestamp: uptime + 10})))
	if got := warningCodes(unset); !slices.Equal(got, []training.WarningCode{training.ClockJump}) || len(unset.Records) != 2 {
		t.Errorf("no local time: got %d records, warnings %v; want 2, clock-jump", len(unset.Records), unset.Warnings)
	}

	dated := parseOne(t, fitFile(t, append(shortRun(30), record(0))...))
	if len(dated.Records) != 30 || !dated.Start.Equal(noonTime) {
		t.Errorf("%d records from %v, want the 30 dated ones from %v", len(dated.Records), dated.Start, noonTime)
	}
}

func TestFITKinds(t *testing.T) {
	body := recordAt(0, fields{fieldnum.RecordHeartRate: uint8(140)})
	place := recordAt(0, fields{fieldnum.RecordPositionLat: int32(1 << 29), fieldnum.RecordPositionLong: int32(1 << 24)})
	tests := []struct {
		name     string
		messages []proto.Message
		kind     string // of the UnsupportedError; empty: an activity
	}{
		{"activity", []proto.Message{fileID(typedef.FileActivity), body}, ""},
		{"monitoring", []proto.Message{fileID(typedef.FileMonitoringB), body}, "monitoring"},
		{"settings", []proto.Message{fileID(typedef.FileSettings)}, "settings"},
		{"workout", []proto.Message{fileID(typedef.FileWorkout)}, "workout"},
		{"weight", []proto.Message{fileID(typedef.FileWeight)}, "weight"},
		{"sleep", []proto.Message{fileID(49)}, "sleep"},
		{"planned course", []proto.Message{fileID(typedef.FileCourse), place}, "course"},
		{"course made of an activity", []proto.Message{fileID(typedef.FileCourse), body}, ""},
		{"type left out, with records", []proto.Message{fileID(typedef.FileInvalid), body}, ""},
		{"type 8, with records", []proto.Message{fileID(8), body}, ""},
		{"type 8, without", []proto.Message{fileID(8)}, "locations"},
		{"a type that nobody has named, with records", []proto.Message{fileID(77), body}, ""},
		{"a type that nobody has named, without", []proto.Message{fileID(77)}, "fit-type-77"},
		{"activity without anything", []proto.Message{fileID(typedef.FileActivity)}, "empty"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			activities, err := File("test.fit", fitFile(t, test.messages...))
			if test.kind == "" {
				if err != nil || len(activities) != 1 {
					t.Fatalf("got %d activities, error %v; want one", len(activities), err)
				}
				return
			}
			var unsupported *UnsupportedError
			if !errors.As(err, &unsupported) {
				t.Fatalf("got error %v, want an UnsupportedError", err)
			}
			if unsupported.Kind != test.kind || unsupported.Reason == "" || unsupported.Hint == "" {
				t.Errorf("got kind %q, reason %q, hint %q; want kind %q", unsupported.Kind, unsupported.Reason, unsupported.Hint, test.kind)
			}
		})
	}
}

func TestFITMergesParts(t *testing.T) {
	a := parseOne(t, fitFile(t, fileID(typedef.FileActivity),
		recordAt(0, fields{fieldnum.RecordPositionLat: int32(1 << 29), fieldnum.RecordPositionLong: int32(1 << 24)}),
		recordAt(0, fields{fieldnum.RecordHeartRate: uint8(140)}),
		recordAt(1, fields{fieldnum.RecordHeartRate: uint8(141)}),
		session(typedef.SportRunning, 0, 1)))
	if len(a.Records) != 2 || !a.Records[0].Has(training.PositionChannel|training.HeartRateChannel) {
		t.Errorf("got %+v, want two records, the first with position and heart rate", a.Records)
	}
}
