package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"time"
)

// file is one file of the archive.
type file struct {
	path    string // with slashes, from the export folder
	payload []byte // what is in it, unpacked
}

// The folders of the archive: what came from the watches, and from the phone.
const (
	watchFolder = "garmin"
	phoneFolder = "phone"
)

// packed returns the bytes to write: compressed where the name ends in .gz,
// without a time stamp.
func (f file) packed() ([]byte, error) {
	if !strings.HasSuffix(f.path, ".gz") {
		return f.payload, nil
	}
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(f.payload); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// brokenDay is the day of the extra run that was lost in copying.
var brokenDay = time.Date(2026, time.September, 4, 0, 0, 0, 0, time.UTC)

// archive makes all the files.
func archive() ([]file, error) {
	outings, err := plan()
	if err != nil {
		return nil, err
	}
	var files []file
	for _, o := range outings {
		made, err := filesOf(o)
		if err != nil {
			return nil, err
		}
		files = append(files, made...)
	}
	broken, err := brokenFile()
	if err != nil {
		return nil, err
	}
	settings, err := writeSettings(secondWatch(), firstMonday.AddDate(0, 0, 7*(newWatchWeek-1)).Add(20*time.Hour))
	if err != nil {
		return nil, err
	}
	return append(files, broken, file{path: watchFolder + "/settings/Settings.fit", payload: settings}), nil
}

// filesOf records an outing with the devices that its medium names.
func filesOf(o outing) ([]file, error) {
	lived, err := live(o)
	if err != nil {
		return nil, err
	}
	start := o.start(chanceOf(o.date, forStart))
	watch := record(o, lived, watchIn(o.week), start)
	switch o.medium {
	case phone, phoneGz:
		return one(phoneFile(o, lived, phoneInPocket(), start))
	case connect:
		payload, err := writeGPX(watch, garminConnect())
		return []file{{path: watchFolder + "/" + siteName("activity_", 18_200_000_000, start) + ".gpx", payload: payload}}, err
	case twin:
		pocket := phoneInPocket()
		pocket.early = 41
		second, err := phoneFile(o, lived, pocket, start)
		if err != nil {
			return nil, err
		}
		first, err := fitFile(o, watch)
		return []file{first, second}, err
	default:
		return one(fitFile(o, watch))
	}
}

func one(f file, err error) ([]file, error) { return []file{f}, err }

// fitFile names a FIT file as the watch does, by its start on the local clock.
func fitFile(o outing, t track) (file, error) {
	payload, err := writeFIT(t)
	name := t.start.Format("2006-01-02-15-04-05") + ".fit"
	if o.medium == watchFITGz {
		name += ".gz"
	}
	return file{path: watchFolder + "/" + name, payload: payload}, err
}

// phoneFile names a GPX file as Strava does, by the number of the activity.
func phoneFile(o outing, lived []moment, d device, start time.Time) (file, error) {
	payload, err := writeGPX(record(o, lived, d, start), stravaPhone())
	name := siteName("", 13_400_000_000, start) + ".gpx"
	if o.medium == phoneGz {
		name += ".gz"
	}
	return file{path: phoneFolder + "/" + name, payload: payload}, err
}

// siteName is a number that grows with time, as sites count activities.
func siteName(prefix string, first int64, start time.Time) string {
	return fmt.Sprintf("%s%d", prefix, first+(start.Unix()-firstMonday.Unix())*37)
}

// brokenFile is a run whose copy broke off: the length is right and the header
// is there, the rest was never written.
func brokenFile() (file, error) {
	o := outing{week: 30, date: brokenDay, route: "mesa", km: 5.6, effort: easy, medium: watchFIT}
	lived, err := live(o)
	if err != nil {
		return file{}, err
	}
	start := time.Date(2026, time.September, 4, 18, 22, 9, 0, zoneOn(brokenDay))
	f, err := fitFile(o, record(o, lived, secondWatch(), start))
	if err != nil {
		return file{}, err
	}
	clear(f.payload[fitHeaderSize:])
	return f, nil
}
