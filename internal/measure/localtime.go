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
// counts only where the zone agrees.
func LocalTime(a *training.Activity, zones *Zones) (training.LocalOffset, []training.Warning) {
	var warnings []training.Warning
	place, placed := firstPlace(a)
	stated, isStated := a.LocalOffset.Get()
	if isStated {
		offset, reason := saneOffset(stated)
		if reason == "" && placed {
			reason = strayOffset(offset, place)
		}
		switch {
		case reason != "":
			isStated = false
			warnings = append(warnings, odd(reason))
		case offset != 0:
			return training.LocalOffset{Offset: offset, Source: training.DeviceOffset}, nil
		}
	}
	if !placed {
		return training.LocalOffset{}, warnings
	}
	zone, err := zones.at(place)
	if err != nil {
		return training.LocalOffset{}, append(warnings, odd(err.Error()))
	}
	local := zoneOffset(zone, a.Start)
	switch {
	case isStated && local.Offset == 0:
		return training.LocalOffset{Source: training.DeviceOffset}, nil
	case isStated:
		warnings = append(warnings, odd("local time is UTC, but the start lies in "+local.Zone))
	}
	return local, warnings
}

func odd(detail string) training.Warning {
	return training.Warning{Code: training.LocalTimeOdd, Detail: detail}
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
		return 0, fmt.Sprintf("local time lies %v from UTC", stated)
	case (stated - offset).Abs() > offsetResidue:
		return 0, fmt.Sprintf("local time lies an odd %v from UTC", stated)
	}
	return offset, ""
}

// strayOffset says whether an offset is too far from the sun's time at a place.
func strayOffset(offset time.Duration, p training.LatLon) (reason string) {
	stray := math.Remainder(offset.Hours()-p.Lon/degreesHour, 24)
	if math.Abs(stray) <= offsetStray {
		return ""
	}
	return fmt.Sprintf("local time lies %v from UTC, the sun's time there %.1f h", offset, p.Lon/degreesHour)
}

func zoneOffset(loc *time.Location, at time.Time) training.LocalOffset {
	_, secs := at.In(loc).Zone()
	return training.LocalOffset{
		Offset: time.Duration(secs) * time.Second,
		Source: training.ZoneOffset,
		Zone:   loc.String(),
	}
}
