package parse

import (
	"cmp"
	"fmt"
	"slices"
	"sync"
	"time"

	mfit "github.com/muktihari/fit/profile/typedef"
	"github.com/tormoder/fit"

	"secondwind/internal/training"
)

// secondReader guards tormoder/fit, whose accumulators are globals of its
// package: two decodes at a time are a data race (formats 4.2).
var secondReader sync.Mutex

// readSecond reads a block with tormoder/fit. It returns what was read up to an
// error as well; data stands in for the block's own messages.
func readSecond(b *fitBlock, data []byte) (d *fitData, err error) {
	secondReader.Lock()
	defer secondReader.Unlock()
	d = newFITData()
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("second decoder panicked: %v", p)
		}
	}()
	file, err := fit.Decode(b.reader(maskForeignFields(data)))
	if file == nil {
		return d, err
	}
	d.hasID = true
	d.fileType = mfit.File(file.Type())
	d.device = fitDevice{maker: mfit.Manufacturer(file.FileId.Manufacturer), product: file.FileId.Product}
	if activity, typeErr := file.Activity(); typeErr == nil {
		d.takeActivity(activity)
	} else if course, typeErr := file.Course(); typeErr == nil {
		d.takeRecords(course.Records)
	}
	return d, err
}

func (d *fitData) takeActivity(a *fit.ActivityFile) {
	d.takeRecords(a.Records)
	for _, s := range a.Sessions {
		d.sessions = append(d.sessions, secondSession(s))
	}
	for _, l := range a.Laps {
		d.laps = append(d.laps, secondLap(l))
	}
	for _, e := range a.Events {
		stopped, known := timerStops(mfit.EventType(e.EventType))
		if e.Event == fit.EventTimer && known && !fit.IsBaseTime(e.Timestamp) {
			d.timer = append(d.timer, timerEvent{at: sinceEpoch(e.Timestamp), stopped: stopped})
		}
	}
	if m := a.Activity; m != nil && !fit.IsBaseTime(m.Timestamp) && !fit.IsBaseTime(m.LocalTimestamp) {
		// The library gives the instant, in a zone that makes up the local time.
		utc := sinceEpoch(m.Timestamp)
		_, offset := m.LocalTimestamp.Zone()
		d.setOffset(training.Some(utc), training.Some(utc+time.Duration(offset)*time.Second))
	}
}

// takeRecords leaves alone what tormoder/fit expands by itself out of
// compressed_speed_distance, and takes the packed bytes.
func (d *fitData) takeRecords(records []*fit.RecordMsg) {
	d.records = slices.Grow(d.records, min(len(records), maxRecords))
	for _, m := range records {
		if fit.IsBaseTime(m.Timestamp) {
			continue
		}
		raw := blankRecord()
		raw.time = uint32(m.Timestamp.Unix() - fitEpoch)
		raw.lat, raw.lon = m.PositionLat.Semicircles(), m.PositionLong.Semicircles()
		raw.altitude, raw.enhancedAltitude = m.Altitude, m.EnhancedAltitude
		raw.heartRate, raw.cadence, raw.fraction = m.HeartRate, m.Cadence, m.FractionalCadence
		raw.power, raw.temperature = m.Power, m.Temperature
		if raw.packed = m.CompressedSpeedDistance; !hasReading(raw.packed) {
			raw.distance, raw.speed, raw.enhancedSpeed = m.Distance, m.Speed, m.EnhancedSpeed
		}
		d.add(&raw)
	}
}

func secondSession(m *fit.SessionMsg) fitSession {
	return fitSession{
		start:    sinceEpoch(m.StartTime),
		end:      sinceEpoch(m.Timestamp),
		sport:    mfit.Sport(m.Sport),
		subSport: mfit.SubSport(m.SubSport),
		totals: training.Totals{
			Elapsed:      fitSeconds(m.TotalElapsedTime),
			Timer:        fitSeconds(m.TotalTimerTime),
			DistanceM:    fitMetres(m.TotalDistance),
			AscentM:      fitCount(m.TotalAscent),
			DescentM:     fitCount(m.TotalDescent),
			HeartRateBPM: fitHeartRate(m.AvgHeartRate),
			CaloriesKcal: fitCount(m.TotalCalories),
		},
	}
}

func secondLap(m *fit.LapMsg) fitLap {
	elapsed := fitSeconds(m.TotalElapsedTime).Or(0)
	return fitLap{
		start:     cmp.Or(sinceEpoch(m.StartTime), sinceEpoch(m.Timestamp)-elapsed),
		elapsed:   elapsed,
		timer:     fitSeconds(m.TotalTimerTime),
		distanceM: fitMetres(m.TotalDistance),
		manual:    m.LapTrigger == fit.LapTriggerManual,
		sport:     mfit.Sport(m.Sport),
	}
}

// sinceEpoch returns 0 for the time that stands for none.
func sinceEpoch(t time.Time) time.Duration {
	if t.IsZero() || fit.IsBaseTime(t) {
		return 0
	}
	return time.Duration(t.Unix()-fitEpoch) * time.Second
}
