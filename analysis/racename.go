package analysis

import (
	"slices"
	"strings"
	"unicode"
)

// raceWords are the words by which runners and watches name races. "Course",
// "corsa", "carrera" and "corrida" are not among them: where they are at home,
// watches call every run so.
var raceWords = map[string]bool{
	"race": true, "parkrun": true, "racing": true,
	"5k": true, "10k": true, "15k": true, "21k": true, "42k": true,
	"5km": true, "10km": true, "15km": true, "21km": true, "42km": true,
	"half": true, "halbmarathon": true, "halb": true, "semi": true, "marathon": true, "ultramarathon": true,
	"wettkampf": true, "volkslauf": true, "stadtlauf": true, "firmenlauf": true, "silvesterlauf": true,
	"compétition": true, "competition": true, "gara": true, "maratona": true, "mezza": true, "maratonina": true,
	"maratón": true, "maraton": true, "competición": true, "competicion": true, "meia": true, "prova": true,
	"wedstrijd": true, "marathonloop": true, "tävling": true, "lopp": true, "loppet": true, "halvmaraton": true, "halvmarathon": true,
	"konkurranse": true, "løb": true, "kilpailu": true, "maratoni": true, "zawody": true, "półmaraton": true, "závod": true, "půlmaraton": true,
	"verseny": true, "félmaraton": true, "забег": true, "марафон": true, "полумарафон": true,
}

// trainingWords show that a name speaks of training, even for a race: "10k easy",
// "marathon pace", "half plan week 3" (ours).
var trainingWords = map[string]bool{
	"easy": true, "recovery": true, "tempo": true, "pace": true, "training": true, "workout": true, "interval": true, "intervals": true,
	"threshold": true, "steady": true, "long": true, "progression": true, "plan": true, "week": true, "prep": true, "pre": true, "post": true,
	"warm": true, "warmup": true, "cool": true, "cooldown": true, "shakeout": true, "jog": true, "strides": true, "base": true,
	"locker": true, "lockerer": true, "dauerlauf": true, "einlaufen": true, "auslaufen": true, "vorbereitung": true,
	"entraînement": true, "entrainement": true, "allure": true, "footing": true, "échauffement": true, "facile": true,
	"allenamento": true, "ritmo": true, "lento": true, "entrenamiento": true, "rodaje": true, "suave": true, "treino": true,
}

// namesRace reports whether the name of an activity says that it was a race.
func namesRace(name string) bool {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return slices.ContainsFunc(words, func(w string) bool { return raceWords[w] }) &&
		!slices.ContainsFunc(words, func(w string) bool { return trainingWords[w] })
}
