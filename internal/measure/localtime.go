package measure

import (
	"fmt"
	"math"
	"time"

	"secondwind/internal/training"
)

// Limits of a local time that a device states (science 0.2).
const (
	largestOffset = 14 * time.Hour // Kiribati
	offsetStep    = 15 * time.Minute
	offsetResidue = 2 * time.Minute // clocks that were set by hand
	// offsetStray is how far an offset may lie from the sun's time.
	offsetStray = 2.5
	degreesHour = 15.0
)

// LocalTime says what the runner's clock showed: as the device states it, where
// that can be true; else by the zone at the first position; else unknown. An
// offset of zero is also what devices write that know no local time, so it
// counts only where the zone agrees. An offset far from the sun's time is wrong
// unless the zone has it as well: clocks in Galicia and in Nome are.
//
// Where a file tells the day alone, the start is noon on the runner's own clock,
// so that no zone moves it to another day.
func LocalTime(a *training.Activity, zones *Zones) (training.LocalOffset, []training.Warning) {
	if a.Doubted(training.NoHour) {
		return training.LocalOffset{Source: training.DayOffset}, nil
	}
	place, placed := firstPlace(a)
	claim, doubt := statedOffset(a, place, placed)
	offset, claimed := claim.Get()
	device := training.LocalOffset{Offset: offset, Source: training.DeviceOffset}
	trusted := claimed && offset != 0 && doubt == ""
	switch {
	case trusted && !(placed && nearClockChange(a, offset)):
		return device, nil
	case !placed:
		return training.LocalOffset{}, doubts(doubt)
	}
	zone, err := zones.at(place)
	switch {
	case err != nil && trusted:
		return device, nil
	case err != nil:
		return training.LocalOffset{}, doubts(doubt, err.Error())
	}
	local, after := zoneOffset(zone, a.Start), zoneOffset(zone, end(a))
	switch {
	case !claimed:
	case offset == local.Offset, trusted && offset != after.Offset:
		return device, nil
	case offset == after.Offset:
		// The clocks changed on the way, and the device noted the time as it saved.
		doubt = ""
	case doubt == "":
		doubt = "the file says UTC, but the start lies in " + local.Zone
	}
	return local, doubts(doubt)
}

// statedOffset returns the offset that the device states, unless no clock can
// show it, and what is odd about it.
func statedOffset(a *training.Activity, place training.LatLon, placed bool) (claim training.Opt[time.Duration], doubt string) {
	stated, isStated := a.LocalOffset.Get()
	if !isStated {
		return claim, ""
	}
	offset, doubt := saneOffset(stated)
	switch {
	case doubt != "":
		return claim, doubt
	case placed:
		doubt = strayOffset(offset, place)
	}
	return training.Some(offset), doubt
}

// Hours of the night, as the device tells them, in which clocks are changed.
const (
	firstChange = 0 * time.Hour
	lastChange  = 4 * time.Hour // 3 o'clock is the latest, and becomes 4
)

// nearClockChange reports whether an activity touches the hours in which clocks
// are changed. Only then is the zone worth its tables.
func nearClockChange(a *training.Activity, offset time.Duration) bool {
	const day = 24 * time.Hour
	start := a.Start.Add(offset)
	sinceMidnight := start.Sub(start.Truncate(day))
	until := sinceMidnight + end(a).Sub(a.Start)
	return sinceMidnight <= lastChange || until >= day+firstChange
}

// end returns when an activity ended, as far as it says.
func end(a *training.Activity) time.Time {
	length := positive(a.Totals.Elapsed).Or(0)
	if n := len(a.Records); n > 0 {
		length = max(length, a.Records[n-1].At)
	}
	return a.Start.Add(length)
}

// doubts makes warnings of what is odd about a local time, if anything is.
func doubts(details ...string) []training.Warning {
	var warnings []training.Warning
	for _, detail := range details {
		if detail != "" {
			warnings = append(warnings, training.Warning{Code: training.LocalTimeOdd, Detail: detail})
		}
	}
	return warnings
}

// firstPlace returns the first position of an activity that was somewhere.
func firstPlace(a *training.Activity) (training.LatLon, bool) {
	if a.SubSport.Indoor() {
		return training.LatLon{}, false
	}
	for i := range a.Records {
		if p, ok := position(&a.Records[i]); ok {
			return p, true
		}
	}
	return training.LatLon{}, false
}

// saneOffset rounds an offset as clocks are set, and says what is wrong with it.
func saneOffset(stated time.Duration) (offset time.Duration, reason string) {
	offset = stated.Round(offsetStep)
	switch {
	case offset.Abs() > largestOffset:
		return 0, fmt.Sprintf("the file says %s, as no clock does", clockOffset(stated))
	case (stated - offset).Abs() > offsetResidue:
		return 0, fmt.Sprintf("the file says %s, which no zone has", clockOffset(stated))
	}
	return offset, ""
}

// strayOffset says whether an offset is too far from the sun's time at a place.
func strayOffset(offset time.Duration, p training.LatLon) (reason string) {
	stray := math.Remainder(offset.Hours()-p.Lon/degreesHour, 24)
	if math.Abs(stray) <= offsetStray {
		return ""
	}
	sun := time.Duration(p.Lon / degreesHour * float64(time.Hour))
	return fmt.Sprintf("the file says %s, far from the sun's time there, %s", clockOffset(offset), clockOffset(sun))
}

// clockOffset writes local time minus UTC as clocks have it: "UTC+05:45".
func clockOffset(d time.Duration) string {
	sign := '+'
	if d < 0 {
		sign = '-'
	}
	minutes := int(d.Abs().Round(time.Minute).Minutes())
	return fmt.Sprintf("UTC%c%02d:%02d", sign, minutes/60, minutes%60)
}

func zoneOffset(loc *time.Location, at time.Time) training.LocalOffset {
	_, secs := at.In(loc).Zone()
	return training.LocalOffset{
		Offset: time.Duration(secs) * time.Second,
		Source: training.ZoneOffset,
		Zone:   loc.String(),
	}
}
