package analysis

// Article is one of the five articles that the fixes come from.
type Article struct{ Short, Title, Author string }

// The five articles, by their short names.
var (
	ArticleRut   = Article{"rut", "Getting out of a Running Rut", "Run Far Girl"}
	ArticleSpark = Article{"spark", "8 Ways to Get Your Running Spark Back", "Molly Hurford, MapMyRun"}
	ArticleLose  = Article{"lose", "What to do when you lose the motivation to run", "Inside Track"}
	ArticleWhy   = Article{"why", "Finding your inner running motivation", "Alexis, RunningMyBestLife"}
	Article3M    = Article{"3m", "How To Build The Motivation To Run", "Chris, Endurance State"}
)

// Advice is one piece of what an article advises, in the product's own words.
type Advice struct {
	Article Article
	Says    string
	Fixes   []string // the fixes that carry it out
	// Ours is true for a step that the article prepares and does not take.
	Ours bool
	// Instead says how the product follows advice that is no single act; empty where
	// fixes carry it out.
	Instead string
}

// AllAdvice returns what the five articles advise, each piece with what became of it.
func AllAdvice() []Advice {
	return []Advice{
		{Article: ArticleRut, Says: "Run on new ground: another road, a trail, a track.", Fixes: []string{"new-route", "new-surface"}},
		{Article: ArticleRut, Says: "Run at another time of day.", Fixes: []string{"new-hour"}},
		{Article: ArticleRut, Says: "Run with others: a friend, or the group of a club.", Fixes: []string{"run-with-friend", "join-club", "track-session"}},
		{Article: ArticleRut, Says: "Leave the watch at home once.", Fixes: []string{"ditch-the-watch"}},
		{Article: ArticleRut, Says: "Have something to train for: a race, or a cause.", Fixes: []string{"short-race", "run-for-a-cause"}},
		{Article: ArticleRut, Says: "Move in other ways for a while.", Fixes: []string{"cross-train"}},
		{Article: ArticleRut, Says: "Change what you listen to.", Fixes: []string{"new-music"}},
		{Article: ArticleRut, Says: "Readers add: rest until you miss it.", Fixes: []string{"rest-days"}},
		{Article: ArticleRut, Says: "Readers add: a few minutes every day, for some weeks.", Fixes: []string{"small-streak"}},
		{Article: ArticleRut, Says: "Readers add: take a beginner along.", Fixes: []string{"mentor"}},
		{Article: ArticleRut, Says: "Readers add: something small and new to run in.", Fixes: []string{"new-gear"}},

		{
			Article: ArticleSpark, Says: "Ask first whether you are tired or bored.",
			Instead: "While there is too much running, in a return, and around a race, no fix asks for more.",
		},
		{Article: ArticleSpark, Says: "If tired: a few days off, and a light week after two or three steady ones.", Fixes: []string{"rest-days", "easy-week"}},
		{Article: ArticleSpark, Says: "After the rest, begin below where you stopped.", Fixes: []string{"gentle-return"}, Ours: true},
		{Article: ArticleSpark, Says: "If fresh: a little more, never double.", Fixes: []string{"add-a-mile", "long-run", "add-swim-or-bike"}},
		{Article: ArticleSpark, Says: "If fresh: a session with fast pieces, or an open night on the track.", Fixes: []string{"interval-session", "track-session"}},
		{
			Article: ArticleSpark, Says: "Change one thing about the usual run: the route, the way round, the end, the ground, the music.",
			Fixes: []string{"new-route", "reverse-route", "point-to-point", "new-surface", "new-music"},
		},
		{Article: ArticleSpark, Says: "Tie a treat to a milestone, now and then.", Fixes: []string{"reward"}},
		{Article: ArticleSpark, Says: "Enter a race if the last one is long ago.", Fixes: []string{"short-race"}},
		{Article: ArticleSpark, Says: "Go to a class that someone else leads, or do another sport.", Fixes: []string{"cross-train"}},
		{Article: ArticleSpark, Says: "Find people to run with, or one who plans for you.", Fixes: []string{"run-with-friend", "join-club", "coach"}},
		{Article: ArticleSpark, Says: "Write down what running has given you.", Fixes: []string{"gratitude-list"}},

		{
			Article: ArticleLose, Says: "Know what moves you: the running itself, or what it brings.",
			Instead: "The profile's `motivation` says which fixes come first. While it is unset, the kind changes from one report to the next.",
		},
		{Article: ArticleLose, Says: "Put something at the end of the road: a race, a treat.", Fixes: []string{"short-race", "reward"}},
		{Article: ArticleLose, Says: "Put dates and distances on a calendar, in steps that you can reach.", Fixes: []string{"milestone-calendar", "process-goals"}},
		{Article: ArticleLose, Says: "Share it: run with someone, help someone begin.", Fixes: []string{"run-with-friend", "mentor"}},
		{Article: ArticleLose, Says: "Let an expert look at your plan and at how you run.", Fixes: []string{"coach", "technique-check"}},
		{Article: ArticleLose, Says: "Look back at how far you have come.", Fixes: []string{"look-back"}},

		{Article: ArticleWhy, Says: "Ask five times why you run; the last answer is yours.", Fixes: []string{"five-whys"}},
		{Article: ArticleWhy, Says: "Make running a part of who you are, race or no race.", Fixes: []string{"identity"}},
		{Article: ArticleWhy, Says: "Race now and then, with no time to beat.", Fixes: []string{"short-race"}},
		{Article: ArticleWhy, Says: "Let a missed run go, and change the week to fit.", Fixes: []string{"flexible-week"}},

		{Article: Article3M, Says: "Map: go from here to the goal in small steps with dates.", Fixes: []string{"process-goals"}},
		{Article: Article3M, Says: "Momentum: tick off run after run, and keep it going.", Fixes: []string{"keep-going"}},
		{Article: Article3M, Says: "Momentum: do not let a second run go; give it another day or a shorter form.", Fixes: []string{"move-the-day", "flexible-week"}},
		{Article: Article3M, Says: "Momentum: where all has stopped, go out for ten minutes.", Fixes: []string{"first-ten-minutes"}, Ours: true},
		{Article: Article3M, Says: "Maintenance: when life is full, run short and steady, and keep the run that gives most.", Fixes: []string{"maintenance-run", "keep-the-key-run"}},
		{
			Article: Article3M, Says: "Do not make up for missed runs with one big one.",
			Instead: "`boom-and-bust` looks for that very pattern.",
		},
	}
}
