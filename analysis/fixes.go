package analysis

import "slices"

// Fixes returns the catalogue, sorted by name.
func Fixes() []Fix {
	return []Fix{
		addAMile,
		crossTrain,
		ditchTheWatch,
		easyWeek,
		firstTenMinutes,
		flexibleWeek,
		gentleReturn,
		intervalSession,
		keepGoing,
		keepTheKeyRun,
		longRunOnce,
		lookBack,
		maintenanceRun,
		moveTheDay,
		newHour,
		newRoute,
		newSurface,
		processGoals,
		restDays,
		reverseRoute,
		runWithFriend,
		shortRace,
		techniqueCheck,
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
