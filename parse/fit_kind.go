package parse

import (
	"fmt"

	"github.com/muktihari/fit/profile/typedef"

	"secondwind/internal/training"
)

// neverActivity reports whether a file type promises something else than an
// activity. Courses are looked into (isRecordedCourse), and so is every type
// that has no name: some phone apps leave it out or write 0, 8 or 255.
func neverActivity(t typedef.File) bool {
	switch t {
	case typedef.FileActivity, typedef.FileCourse, locationsFile:
		return false
	}
	_, named := kindNames[t]
	return named
}

// locationsFile is a watch's list of saved places. Its number is one of those
// that phone apps write for an activity.
const locationsFile typedef.File = 8

// kindNames are the file types of the profile, and those of a watch's own
// memory that Garmin does not document, by the contents that they are seen with.
var kindNames = map[typedef.File]string{
	typedef.FileDevice:           "device",
	typedef.FileSettings:         "settings",
	typedef.FileSport:            "sport",
	typedef.FileWorkout:          "workout",
	typedef.FileCourse:           "course",
	typedef.FileSchedules:        "schedules",
	locationsFile:                "locations",
	typedef.FileWeight:           "weight",
	typedef.FileTotals:           "totals",
	typedef.FileGoals:            "goals",
	typedef.FileBloodPressure:    "blood-pressure",
	typedef.FileMonitoringA:      "monitoring",
	typedef.FileMonitoringDaily:  "monitoring",
	typedef.FileMonitoringB:      "monitoring",
	typedef.FileActivitySummary:  "activity-summary",
	typedef.FileSegment:          "segment",
	typedef.FileSegmentList:      "segment",
	typedef.FileExdConfiguration: "settings",
	29:                           "records",
	44:                           "metrics",
	49:                           "sleep",
	68:                           "heart-rate-variability",
}

// notActivity names what a file is instead of an activity, empty if it is one.
func notActivity(d *fitData) string {
	if !d.hasID {
		return ""
	}
	if d.fileType == typedef.FileCourse && isRecordedCourse(d) {
		return ""
	}
	if neverActivity(d.fileType) || d.fileType == typedef.FileCourse {
		return kindNames[d.fileType]
	}
	if !d.empty() || d.fileType == typedef.FileActivity || d.fileType == typedef.FileInvalid {
		return ""
	}
	if kind, named := kindNames[d.fileType]; named {
		return kind
	}
	return fmt.Sprintf("fit-type-%d", d.fileType)
}

// isRecordedCourse reports whether a course was somebody's activity: a planned
// one has times too, made up from a pace, but nothing that only a body gives.
func isRecordedCourse(d *fitData) bool {
	const body = training.HeartRateChannel | training.CadenceChannel | training.PowerChannel
	for _, r := range d.records {
		if r.Channels&body != 0 {
			return true
		}
	}
	return false
}

func notActivityError(name, kind string, b *fitBlock) error {
	hint := "it belongs to the watch and needs no import"
	if kind == "course" {
		hint = "a course is a plan; import the activity itself"
	}
	return &UnsupportedError{
		File: name, Offset: int64(b.offset), Kind: kind,
		Reason: "no activity: the file holds " + kind + " data",
		Hint:   hint,
	}
}
