package parse

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"secondwind/internal/training"
)

// sportOfName names the sport that the words of an activity's name speak of,
// where they leave no doubt. Who walks, hikes or rides and runs as well is taken
// to have done the former: "walk after the run", "bike to parkrun".
func sportOfName(name string) (training.Sport, training.SubSport) {
	text := " " + phrase(name) + " "
	run, other := sportPair{}, sportPair{}
	for _, w := range nameWords {
		if !strings.Contains(text, w.needle) {
			continue
		}
		// Longer words come first: what is part of one says nothing of its own.
		text = strings.ReplaceAll(text, w.needle, " ")
		switch {
		case w.sport == doubt, other.sport != "" && other.sport != w.sport.sport && w.sport.sport != training.Running:
			return "", ""
		case w.sport.sport == training.Running && run.subSport == "":
			run = w.sport
		case w.sport.sport != training.Running && other.sport == "":
			other = w.sport
		}
	}
	switch other.sport {
	case "":
		return asTrail(run, text)
	case training.Walking, training.Hiking, training.Cycling:
		return other.sport, other.subSport
	}
	if run.sport != "" {
		return "", ""
	}
	return other.sport, other.subSport
}

// asTrail makes a trail run of a run whose name has that word. By itself it is
// as often the way that a walk took.
func asTrail(run sportPair, text string) (training.Sport, training.SubSport) {
	if run.sport != "" && run.subSport == "" && strings.Contains(text, " trail ") {
		return run.sport, training.Trail
	}
	return run.sport, run.subSport
}

// doubt stands for words by which no sport is told: what carries a runner, what
// holds several sports, and places that are named after one.
var doubt = sportPair{sport: "doubt"}

// nameWord is what a name is searched for. Words of scripts that part words by
// blanks have blanks around.
type nameWord struct {
	needle string
	sport  sportPair
}

// nameWords are the words for sports in names, longest first: those of the
// lists of activities, and those that names alone have.
var nameWords = func() []nameWord {
	var all []nameWord
	add := func(sport sportPair, words []string) {
		for _, w := range words {
			if w = phrase(w); !notInNames[w] {
				all = append(all, nameWord{needle(w), sport})
			}
		}
	}
	for _, group := range sportWords {
		switch group.sport.sport {
		case training.Running, training.Walking, training.Hiking, training.Cycling, training.Swimming:
			add(group.sport, group.words)
		}
	}
	for _, group := range wordsOfNames {
		add(group.sport, strings.Fields(group.words))
	}
	slices.SortStableFunc(all, func(a, b nameWord) int { return cmp.Compare(len(b.needle), len(a.needle)) })
	return all
}()

// needle puts blanks around a word of a script that has them.
func needle(word string) string {
	unspaced := strings.ContainsFunc(word, func(c rune) bool {
		return unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Hangul)
	})
	if unspaced {
		return word
	}
	return " " + word + " "
}

// notInNames are words for a sport in a list of activities that mean too much
// else within a name.
var notInNames = map[string]bool{
	"course": true,                 // of golf, and French for any race
	"trail":  true, "gravel": true, // the ground, of a walk, a run or a ride
	"paseo": true, "jalan": true, "promenad": true, // streets
	"rit": true, "jazda": true, "jízda": true, "заезд": true, // a ride on anything
	"ラン": true, "ライド": true, "ウォーク": true, // parts of other words
	"túra": true, "tur": true,
}

// wordsOfNames are words for sports that names have and lists of activities
// have not.
var wordsOfNames = [...]struct {
	sport sportPair
	words string
}{
	{sportPair{sport: training.Running}, `
		run runs running runner jog jogs jogging jogger parkrun fartlek marathon halfmarathon ultramarathon
		joggen jogging dauerlauf morgenlauf abendlauf nachtlauf waldlauf stadtlauf volkslauf crosslauf berglauf
		tempolauf intervalllauf silvesterlauf laufrunde laufeinheit lauftraining lauftreff halbmarathon
		footing semimarathon maratón media-maratón correr corriendo trote trotar maratona mezzamaratona corsetta
		meiamaratona corridinha loopje hardloop ochtendloop avondloop middagloop duurloop halvemarathon
		morgonlöpning kvällslöpning löp löprundan halvmaraton løb løbe morgenløb aftenløb morgenløp kveldsløp løp
		aamujuoksu iltajuoksu juoksen maraton półmaraton bieganie biegi przebieżka běhání půlmaraton маратон
		полумарафон марафон пробіг koşusu maratonu
		ランニング 朝ラン 夜ラン ジョギング ジョグ マラソン 駅伝 晨跑 夜跑 慢跑 跑步 长跑 馬拉松 马拉松 조깅 마라톤`},
	{sportPair{training.Running, training.Treadmill}, `
		treadmill dreadmill laufband loopband löpband løbebånd tredemølle juoksumatto esteira bieżnia
		トレッドミル 跑步机 跑步機 러닝머신 트레드밀`},
	{sportPair{training.Running, training.Trail}, `trailrun trailrunning traillauf trailløb trailløp trailjuoksu`},
	{sportPair{sport: training.Walking}, `
		walk walks walked walking stroll dogwalk gassi spazieren spazierengehen balade caminando
		passeggio wandelingetje gåtur promenaden kävelylenkki spacerek お散歩 さんぽ 산책`},
	{sportPair{sport: training.Hiking}, `
		hike hikes hiked hiking trek trekking bergtour bergwanderung tageswanderung randonnee senderisme
		トレッキング 山登り`},
	{sportPair{sport: training.Cycling}, `
		ride rides riding bike biking bicycle cycle cycling cyclist ebike mtb gravelride velo
		radtour radeln rad fahrrad fahrradtour rennrad mountainbike bicicletta bici bicicleta fiets cykla cykel
		sykkel pyörä rowerem rowerowa kolo kole bisikletle`},
	{sportPair{sport: training.Swimming}, `swim swims swimming schwimmbad openwater`},
	{sportPair{sport: "rowing"}, `rowing ergometer`},
	{sportPair{sport: "kayaking"}, `kayak kayaking kajak`},
	{doubt, `
		ski skis skiing skitour snowboard snowboarding langlauf skilanglauf eislauf skate skating inline
		drive driving car auto bus train tram metro taxi motorcycle motorrad moto flight plane
		sail sailing boat ferry paddle sup canoe surf surfing golf
		duathlon triathlon triathlón triatlón triatlon swimrun aquathlon biathlon quadrathlon`},
}
