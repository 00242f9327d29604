package analysis

import (
	"secondwind/internal/training"
)

var techniqueCheck = Fix{
	Name:        "technique-check",
	Title:       "Have someone look at how you run",
	From:        []Article{ArticleLose},
	Effort:      Some,
	Suits:       training.Extrinsic,
	Personalise: personaliseTechniqueCheck,
	Tried:       untold,
}

// personaliseTechniqueCheck gives the runner what the watch knows of the stride, to
// bring along.
func personaliseTechniqueCheck(s *Season, _ Verdict) (Plan, Missing) {
	cadences, fades := strides(s.LastDays(windowDays))
	plan := Plan{
		Tiny:  training.Say("Ask a friend to film ten seconds of your run from the side, early and late, and look at both."),
		Check: training.Say(sayWhenDone),
		Short: training.Say("have a coach or a running shop look at how you run"),
	}
	text := training.Say("If a coach, a club or a running shop near you offers it, then let them watch you run for ten minutes.")
	if len(cadences) == 0 && len(fades) == 0 {
		plan.Text = text
		return plan, Missing{What: training.Say("your cadence or how your runs end")}
	}
	if len(cadences) > 0 {
		text.Form += " Bring a number: you usually take {} a minute."
		text.Slots = append(text.Slots, training.Count{N: int(median(cadences) + 0.5), One: "step", Many: "steps"})
	}
	if fade := median(fades); fade > 0 {
		text.Form += " The last quarter of a run is usually {} slower than the second."
		text.Slots = append(text.Slots, training.Percent(fade))
	}
	plan.Text = text
	return plan, Missing{}
}

// strides returns the cadence of sessions in steps a minute, and by what share they
// slow down towards their end, of those that know; the latter on fairly flat ground alone.
func strides(sessions []Session) (cadences, fades []float64) {
	for _, x := range Counting(sessions) {
		if c, ok := x.Main.Measures.CadenceSPM.Get(); ok {
			cadences = append(cadences, c)
		}
		if f, ok := x.Main.Measures.Fade.Get(); ok && !x.Hilly() {
			fades = append(fades, f)
		}
	}
	return cadences, fades
}
