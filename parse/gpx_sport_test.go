package parse

import (
	"testing"

	"secondwind/internal/training"
)

func TestGPXSport(t *testing.T) {
	const file, name = training.SportFromFile, training.SportFromName
	tests := []struct {
		kind, name string
		sport      training.Sport
		subSport   training.SubSport
		source     training.SportSource
	}{
		{"running", "", training.Running, "", file},
		{"Run", "", training.Running, "", file},
		{"9", "Evening", training.Running, "", file},
		{"trail_running", "", training.Running, training.Trail, file},
		{"Trail Run", "", training.Running, training.Trail, file},
		{"treadmill_running", "", training.Running, training.Treadmill, file},
		{"Outdoor Run", "", training.Running, "", file},
		{"ROAD_RUNNING", "", training.Running, training.Street, file},
		{"Laufen", "", training.Running, "", file},
		{"Course à pied", "", training.Running, "", file},
		{"cycling", "a run", training.Cycling, "", file},
		{"mountain biking", "", training.Cycling, "mountain", file},
		{"Randonnée", "", training.Hiking, "", file},
		{"rock_climbing", "", "rock_climbing", "", file},

		{"Other", "", "generic", "", file},
		{"Other", "Morning Run", training.Running, "", name},
		{"the category", "Morning Run", training.Running, "", name},
		{"unknown", "", "", "", ""},
		{"", "Morning Run", training.Running, "", name},
		{"", "Morning Hike", training.Hiking, "", name},
		{"", "2026-05-01", "", "", ""},
		{"", "", "", "", ""},
	}
	for _, test := range tests {
		sport, subSport, source := trackSport(test.kind, test.name)
		if sport != test.sport || subSport != test.subSport || source != test.source {
			t.Errorf("%q, %q: got %q/%q from %q, want %q/%q from %q",
				test.kind, test.name, sport, subSport, source, test.sport, test.subSport, test.source)
		}
	}
}

func TestSportOfName(t *testing.T) {
	tests := map[sportPair][]string{
		{sport: training.Running}: {
			"Morning Run", "Lunch Run!", "run", "Easy 5k jog with Tom", "parkrun #117", "Berlin Marathon 2025", "Running 5/1/26 6:03 pm",
			"Lauf am Nachmittag", "Morgenlauf", "Dauerlauf 12 km", "Halbmarathon Leipzig", "Laufen",
			"Course à pied le matin", "Footing du dimanche", "Semi-marathon? semimarathon de Paris",
			"Carrera de mañana", "Carrera por la tarde", "Correr por el río", "Media-maratón de Valencia", "Trote suave",
			"Corsa mattutina", "Corrida matinal", "Corrida noturna", "Meiamaratona", "Ochtendloop", "Hardlopen in de avond",
			"Löptur på morgonen", "Kvällslöpning", "Løbetur om aftenen", "Morgenløb", "Løpetur på kvelden", "Aamujuoksu", "Juoksulenkki",
			"Poranny bieg", "Ranní běh", "Утренний забег", "Вечерняя пробежка", "Ранкова пробіжка", "Sabah koşusu", "Lari pagi",
			"Chạy bộ buổi sáng", "朝のランニング", "朝ラン", "夜のジョギング", "晨跑", "夜間跑步", "아침 달리기", "วิ่งตอนเช้า", "Reggeli futás",
		},
		{training.Running, training.Trail}: {
			"Trail run, muddy", "Traillauf im Taunus", "Run on the ridge trail", "Course en sentier", "トレイルラン 高尾山", "Corrida em trilha",
		},
		{training.Running, training.Treadmill}: {"Treadmill run", "Laufband 30 min", "Cinta? no: treadmill", "Esteira 5 km", "トレッドミル"},
		{sport: training.Walking}: {
			"Afternoon Walk", "Walk after the run", "Spaziergang am Nachmittag", "Marche nordique", "Caminata de tarde", "Camminata serale",
			"Wandeling", "Прогулка", "朝の散歩", "산책",
		},
		{sport: training.Hiking}: {
			"Hike", "Run & hike", "Wanderung zum Gipfel", "Randonnée du soir", "Senderismo", "登山", "ハイキング", "Поход",
		},
		{sport: training.Cycling}: {
			"Lunch Ride", "Bike to parkrun", "Radfahrt am Morgen", "Sortie à vélo", "Vélo du matin", "Fietsen", "サイクリング", "Evening cycle home after a jog",
		},
		{sport: training.Swimming}: {"Morning swim", "Schwimmen", "水泳"},
		{}: {
			"Run to the ski hut", "Bus to the marathon", "Swim and run", "Triathlon", "Bike and hike",
			"Brunch", "Prune", "Ranch tour", "Golf course", "Mount Si Trail", "Gravel", "ランチ", "ブランド", "Verlauf", "Einkauf", "2026-05-01 18:03",
			"Prague", "Route 2026-05-01 6:03pm", "ACTIVE LOG #2", "Paseo del Prado",
		},
	}
	for want, names := range tests {
		for _, name := range names {
			if sport, subSport := sportOfName(name); (sportPair{sport, subSport}) != want {
				t.Errorf("%q: got %q/%q, want %q/%q", name, sport, subSport, want.sport, want.subSport)
			}
		}
	}
}
