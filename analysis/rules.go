package analysis

import "slices"

// Rules returns every rule. The order is the precedence: of several ruts the
// first is the headline.
func Rules() []Rule {
	return []Rule{
		returnAfterBreak,
		afterTheRace,
		boomAndBust,
		sessionSpike,
		weeklyJump,
		lapse,
		missedWeekdays,
		fadingFrequency,
		harderThanUsual,
		noRecoveryWeek,
		staleRoutes,
		onePace,
		sameDistance,
		sameSurface,
		sameHour,
		plateau,
		noGoal,
		noCrossTraining,
		watchBound,
		momentum,
		maintenance,
		progress,
	}
}

// findRule returns a rule by its name.
func findRule(name string) (Rule, bool) {
	rules := Rules()
	i := slices.IndexFunc(rules, func(r Rule) bool { return r.Name == name })
	if i < 0 {
		return Rule{}, false
	}
	return rules[i], true
}
