package analysis

import "secondwind/internal/training"

var mentor = Fix{
	Name:        "mentor",
	Title:       "Take a beginner along",
	From:        []Article{ArticleRut, ArticleLose},
	Effort:      Some,
	Suits:       training.Intrinsic,
	Personalise: personaliseMentor,
	Tried:       untold,
}

// mentorSlower is the factor on the usual easy pace from which a run is clearly
// slower: less than a tenth is no other pace (science D.2).
const mentorSlower = 1.10

// personaliseMentor offers a pace below that of the runner's own easy runs, on the
// day that run-with-friend would name.
func personaliseMentor(s *Season, v Verdict) (Plan, Missing) {
	day, hour, _, ok := s.dateDay(v)
	when := occasion{day, hour, ok}
	plan := Plan{
		Tiny:  training.Say("Tell one beginner when and where you run, and that they set the pace."),
		Check: training.Say(sayWhenDone),
	}
	if ok {
		plan.Params = []training.Param{{Name: "weekday", Value: training.Weekday(day).String()}}
	}
	easy, known := s.easyPaceWhileRunning()
	if !known {
		plan.Text = when.sayOn("take a beginner along for twenty minutes, at their pace.")
		plan.Short = training.Say("take a beginner along for twenty minutes, at their pace")
		return plan, Missing{What: training.Say("your easy pace")}
	}
	slow := mentorSlower * easy
	plan.Text = when.sayOn("take a beginner along for twenty minutes, at {} or slower. Your own easy runs are usually at {}.", slow, easy)
	plan.Short = training.Say("take a beginner along for twenty minutes, at {} or slower", slow)
	return plan, Missing{}
}

// easyPaceWhileRunning is the easy pace of the weeks up to the last run.
func (s *Season) easyPaceWhileRunning() (training.Pace, bool) {
	if len(Counting(s.Sessions)) == 0 {
		return 0, false
	}
	return s.AsOf(s.lastRunDay()).easyPace()
}
