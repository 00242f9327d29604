package analysis

import "slices"

// Fixes returns the catalogue, sorted by name.
func Fixes() []Fix {
	return []Fix{
		addAMile,
		addSwimOrBike,
		coach,
		crossTrain,
		ditchTheWatch,
		easyWeek,
		firstTenMinutes,
		fiveWhys,
		flexibleWeek,
		gentleReturn,
		gratitudeList,
		identity,
		intervalSession,
		joinClub,
		keepGoing,
		keepTheKeyRun,
		longRunOnce,
		lookBack,
		maintenanceRun,
		mentor,
		milestoneCalendar,
		moveTheDay,
		newGear,
		newHour,
		newMusic,
		newRoute,
		newSurface,
		pointToPoint,
		processGoals,
		restDays,
		reverseRoute,
		reward,
		runForACause,
		runWithFriend,
		shortRace,
		smallStreak,
		techniqueCheck,
		trackSession,
	}
}

// findFix returns a fix by its name.
func findFix(name string) (Fix, bool) {
	fixes := Fixes()
	i := slices.IndexFunc(fixes, func(f Fix) bool { return f.Name == name })
	if i < 0 {
		return Fix{}, false
	}
	return fixes[i], true
}
