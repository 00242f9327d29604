package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"time"

	"github.com/tormoder/fit"
)

// Scales and offsets of the FIT profile.
const (
	fitAltitudeScale  = 5    // enhanced_altitude, 1/5 m
	fitAltitudeOffset = 500  // m
	fitDistanceScale  = 100  // cm
	fitSpeedScale     = 1000 // mm/s
	fitTimeScale      = 1000 // ms
	fitCycleFraction  = 128  // fractional_cadence
)

// serial is the number of the runner's watches: made, like the runner.
const serial = 3_400_000_000

// writeFIT returns the track as a FIT activity file.
func writeFIT(t track) ([]byte, error) {
	f, err := newFIT(fit.FileTypeActivity, t.device, t.start)
	if err != nil {
		return nil, err
	}
	a, err := f.Activity()
	if err != nil {
		return nil, err
	}
	a.DeviceInfos = []*fit.DeviceInfoMsg{deviceInfo(t)}
	a.Events = events(t)
	for _, s := range t.samples {
		a.Records = append(a.Records, recordMsg(t, s))
	}
	from := 0
	for i, l := range t.laps {
		a.Laps = append(a.Laps, lapMsg(t, i, from, l))
		from = l.end
	}
	a.Sessions = []*fit.SessionMsg{sessionMsg(t)}
	a.Activity = activityMsg(t)
	return encodeFIT(f)
}

// writeSettings returns the settings file that a watch keeps beside its
// activities: valid, and no run.
func writeSettings(d device, at time.Time) ([]byte, error) {
	f, err := newFIT(fit.FileTypeSettings, d, at)
	if err != nil {
		return nil, err
	}
	s, err := f.Settings()
	if err != nil {
		return nil, err
	}
	u := fit.NewUserProfileMsg()
	u.ElevSetting, u.DistSetting = fit.DisplayMeasureMetric, fit.DisplayMeasureMetric
	u.SpeedSetting, u.WeightSetting = fit.DisplayMeasureMetric, fit.DisplayMeasureMetric
	s.UserProfiles = []*fit.UserProfileMsg{u}
	return encodeFIT(f)
}

// newFIT begins a file of a type, made by a watch.
func newFIT(kind fit.FileType, d device, at time.Time) (*fit.File, error) {
	f, err := fit.NewFile(kind, fit.NewHeader(fit.V20, true))
	if err != nil {
		return nil, fmt.Errorf("begin a FIT file: %w", err)
	}
	f.FileId = *fit.NewFileIdMsg()
	f.FileId.Type = kind
	f.FileId.Manufacturer = fit.ManufacturerGarmin
	f.FileId.Product = uint16(product(d))
	f.FileId.SerialNumber = serial + uint32(product(d))
	f.FileId.TimeCreated = at.UTC()
	f.FileCreator = fit.NewFileCreatorMsg()
	f.FileCreator.SoftwareVersion = 1120
	return f, nil
}

// encodeFIT writes the file as a watch would, always with the same bytes.
func encodeFIT(f *fit.File) ([]byte, error) {
	var b bytes.Buffer
	if err := fit.Encode(&b, f, binary.LittleEndian); err != nil {
		return nil, fmt.Errorf("encode FIT: %w", err)
	}
	return inOrder(b.Bytes())
}

// product is the maker's number of a watch.
func product(d device) fit.GarminProduct {
	if d.barometer {
		return fit.GarminProductFr255
	}
	return fit.GarminProductFr55
}

func deviceInfo(t track) *fit.DeviceInfoMsg {
	m := fit.NewDeviceInfoMsg()
	m.Timestamp = t.start.UTC()
	m.DeviceIndex = fit.DeviceIndexCreator
	m.Manufacturer = fit.ManufacturerGarmin
	m.Product = uint16(product(t.device))
	m.SerialNumber = serial + uint32(product(t.device))
	m.SoftwareVersion = 1120
	m.SourceType = fit.SourceTypeLocal
	return m
}

// events say when the timer ran.
func events(t track) []*fit.EventMsg {
	list := []*fit.EventMsg{timer(t.start, fit.EventTypeStart)}
	for _, p := range t.pauses {
		list = append(list, timer(t.at(t.samples[p.from]), fit.EventTypeStopAll), timer(t.at(t.samples[p.to]), fit.EventTypeStart))
	}
	return append(list, timer(t.at(t.samples[len(t.samples)-1]), fit.EventTypeStopAll))
}

func timer(at time.Time, kind fit.EventType) *fit.EventMsg {
	m := fit.NewEventMsg()
	m.Timestamp, m.Event, m.EventType = at.UTC(), fit.EventTimer, kind
	return m
}

func recordMsg(t track, s sample) *fit.RecordMsg {
	m := fit.NewRecordMsg()
	m.Timestamp = t.at(s).UTC()
	m.Distance = uint32(math.Round(s.metres * fitDistanceScale))
	m.EnhancedSpeed = uint32(math.Round(s.speedMS * fitSpeedScale))
	m.HeartRate = uint8(math.Round(s.bpm))
	if s.spm > 0 {
		strides := math.Round(s.spm) / 2
		m.Cadence = uint8(strides)
		m.FractionalCadence = uint8((strides - math.Floor(strides)) * fitCycleFraction)
	}
	if t.device.thermo {
		m.Temperature = int8(math.Round(s.celsius))
	}
	if t.gps {
		m.PositionLat = fit.NewLatitudeDegrees(s.pos.Lat)
		m.PositionLong = fit.NewLongitudeDegrees(s.pos.Lon)
		m.EnhancedAltitude = uint32(math.Round((s.altitudeM + fitAltitudeOffset) * fitAltitudeScale))
	}
	return m
}

func lapMsg(t track, i, from int, l lap) *fit.LapMsg {
	sum := t.sum(from, l.end)
	m := fit.NewLapMsg()
	m.MessageIndex = fit.MessageIndex(i)
	m.Timestamp, m.StartTime = t.at(t.samples[l.end]).UTC(), t.at(t.samples[from]).UTC()
	m.Event, m.EventType = fit.EventLap, fit.EventTypeStop
	m.Sport, m.SubSport = sportOf(t.outing)
	m.TotalElapsedTime, m.TotalTimerTime = sum.elapsed, sum.timer
	m.TotalDistance, m.EnhancedAvgSpeed, m.EnhancedMaxSpeed = sum.distance, sum.meanSpeed, sum.topSpeed
	m.AvgHeartRate, m.MaxHeartRate, m.AvgCadence = sum.meanRate, sum.topRate, sum.cadence
	if t.gps {
		m.TotalAscent, m.TotalDescent = sum.ascent, sum.descent
	}
	switch {
	case l.manual:
		m.LapTrigger = fit.LapTriggerManual
	case l.end == len(t.samples)-1:
		m.LapTrigger = fit.LapTriggerSessionEnd
	default:
		m.LapTrigger = fit.LapTriggerDistance
	}
	return m
}

func sessionMsg(t track) *fit.SessionMsg {
	last := len(t.samples) - 1
	sum := t.sum(0, last)
	m := fit.NewSessionMsg()
	m.MessageIndex = 0
	m.Timestamp, m.StartTime = t.at(t.samples[last]).UTC(), t.start.UTC()
	m.Event, m.EventType, m.Trigger = fit.EventSession, fit.EventTypeStop, fit.SessionTriggerActivityEnd
	m.Sport, m.SubSport = sportOf(t.outing)
	m.TotalElapsedTime, m.TotalTimerTime = sum.elapsed, sum.timer
	m.TotalDistance, m.EnhancedAvgSpeed, m.EnhancedMaxSpeed = sum.distance, sum.meanSpeed, sum.topSpeed
	m.AvgHeartRate, m.MaxHeartRate, m.AvgCadence = sum.meanRate, sum.topRate, sum.cadence
	m.TotalCalories = uint16(math.Round(float64(sum.distance) / fitDistanceScale / 1000 * 66))
	m.FirstLapIndex, m.NumLaps = 0, uint16(len(t.laps))
	if t.gps {
		m.StartPositionLat = fit.NewLatitudeDegrees(t.samples[0].pos.Lat)
		m.StartPositionLong = fit.NewLongitudeDegrees(t.samples[0].pos.Lon)
		m.TotalAscent, m.TotalDescent = sum.ascent, sum.descent
	}
	return m
}

func activityMsg(t track) *fit.ActivityMsg {
	last := len(t.samples) - 1
	m := fit.NewActivityMsg()
	m.Timestamp = t.at(t.samples[last]).UTC()
	m.LocalTimestamp = t.at(t.samples[last])
	m.TotalTimerTime = t.sum(0, last).timer
	m.NumSessions = 1
	m.Type, m.Event, m.EventType = fit.ActivityModeManual, fit.EventActivity, fit.EventTypeStop
	return m
}

func sportOf(o outing) (fit.Sport, fit.SubSport) {
	switch o.effort {
	case treadmill:
		return fit.SportRunning, fit.SubSportTreadmill
	case ride:
		return fit.SportCycling, fit.SubSportGeneric
	}
	if o.route == "canyon" {
		return fit.SportRunning, fit.SubSportTrail
	}
	return fit.SportRunning, fit.SubSportGeneric
}

// totals are the sums of a stretch in the units of the FIT profile.
type totals struct {
	elapsed, timer, distance   uint32
	meanSpeed, topSpeed        uint32
	meanRate, topRate, cadence uint8
	ascent, descent            uint16
}

// climbM is how far the altitude must turn before a watch counts it.
const climbM = 3

// sum adds up the samples from one index to another, both included.
func (t track) sum(from, to int) totals {
	first, last := t.samples[from], t.samples[to]
	var rates, steps, striding float64
	var topRate, topSpeed, up, down float64
	turning := first.altitudeM
	for _, s := range t.samples[from : to+1] {
		rates += math.Round(s.bpm)
		topRate, topSpeed = max(topRate, s.bpm), max(topSpeed, s.speedMS)
		if s.spm > 0 {
			steps, striding = steps+s.spm/2, striding+1
		}
		if rise := s.altitudeM - turning; math.Abs(rise) >= climbM {
			up, down, turning = up+max(rise, 0), down+max(-rise, 0), s.altitudeM
		}
	}
	elapsed := last.second - first.second
	timer := elapsed - t.standing(from, to)
	metres := last.metres - first.metres
	sum := totals{
		elapsed:   uint32(elapsed) * fitTimeScale,
		timer:     uint32(timer) * fitTimeScale,
		distance:  uint32(math.Round(metres * fitDistanceScale)),
		meanSpeed: uint32(math.Round(metres / float64(timer) * fitSpeedScale)),
		topSpeed:  uint32(math.Round(topSpeed * fitSpeedScale)),
		meanRate:  uint8(math.Round(rates / float64(to-from+1))),
		topRate:   uint8(math.Round(topRate)),
		cadence:   math.MaxUint8, // the profile's "not known"
		ascent:    uint16(math.Round(up)),
		descent:   uint16(math.Round(down)),
	}
	if striding > 0 {
		sum.cadence = uint8(math.Round(steps / striding))
	}
	return sum
}
