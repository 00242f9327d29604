package parse

import (
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"secondwind/internal/training"
)

// The rows are made; the headers are those of exports.
const (
	germanHeader = "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Aktivitätsbeschreibung,Verstrichene Zeit,Distanz," +
		"Max. Herzfrequenz,Relative Leistung,Pendeln,Hinweis zur Privatsphäre für Aktivitäten,Aktivitätsausrüstung,Dateiname," +
		"Sportlergewicht,Fahrradgewicht,Verstrichene Zeit,Bewegungszeit,Distanz\n"
	englishHeader = "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance," +
		"Max Heart Rate,Relative Effort,Commute,Activity Private Note,Activity Gear,Filename,Athlete Weight,Bike Weight," +
		"Elapsed Time,Type,Bike,Gear\n"
	englishRun = `1001,"May 1, 2026, 8:00:00 AM",Morning Run,Run,,1800,5.00,160,20,false,,Blue Shoes,activities/1001.fit.gz,70,,1800,0,,77.0` + "\n"
)

func TestExportList(t *testing.T) {
	run := ListedActivity{File: "activities/1001.fit.gz", Name: "Morning Run", Gear: "Blue Shoes", Sport: training.Running}
	tests := []struct {
		name, text string
		want       []ListedActivity
	}{
		{"English", englishHeader + englishRun, []ListedActivity{run}},
		{
			"German, a description of two lines with commas and quotes",
			germanHeader + `12,"01.05.2026, 08:00:00",Lauf am Morgen,Lauf,"eins, zwei` + "\n" + `und ""drei""",1800,"5,00",,,false,,Rote Schuhe,activities/12.gpx,,,1800,1700,5000` + "\n",
			[]ListedActivity{{File: "activities/12.gpx", Name: "Lauf am Morgen", Gear: "Rote Schuhe", Sport: training.Running}},
		},
		{
			"the columns of 2018",
			"id,date,name,type,description,elapsed_time,distance,commute,gear,filename\n7,2018-09-12 15:02:23,Evening,Walk,,783,3681.0,true,Old Shoes,activities/7.tcx.gz\n",
			[]ListedActivity{{File: "activities/7.tcx.gz", Name: "Evening", Gear: "Old Shoes", Sport: training.Walking}},
		},
		{
			"a language that nobody knows, by place",
			"ŝlosilo,dato,nomo,speco,priskribo,daŭro,distanco,laboren,ŝuoj,dosiero\n7,x,Matene,Run,,783,3681.0,true,Verdaj Ŝuoj,activities/7.fit\n",
			[]ListedActivity{{File: "activities/7.fit", Name: "Matene", Gear: "Verdaj Ŝuoj", Sport: training.Running}},
		},
		{
			"a language of which the name's header is known", "a,b,Activity Name,d,e\n7,x,Morning,Run,activities/7.fit\n",
			[]ListedActivity{{File: "activities/7.fit", Name: "Morning", Sport: training.Running}},
		},
		{
			"a language of which the sport's header is known", "a,b,c,Activity Type,e\n7,x,Morning,Run,activities/7.fit\n",
			[]ListedActivity{{File: "activities/7.fit", Name: "Morning", Sport: training.Running}},
		},
		{
			"no gear before the file, but a flag", "a,b,c,d,e,f,g,h,i,j\n7,x,Morning,Run,,,,,false,activities/7.fit\n",
			[]ListedActivity{{File: "activities/7.fit", Name: "Morning", Sport: training.Running}},
		},
		{
			"no name", "Activity Date,Activity Type,Elapsed Time,Filename\nx,Run,60,activities/7.fit\n",
			[]ListedActivity{{File: "activities/7.fit", Sport: training.Running}},
		},
		{
			"no gear at all, but a description", "活动 ID,活动名称,活动描述,文件名\n7,晨跑,\"去程, 休闲\",activities/7.fit\n",
			[]ListedActivity{{File: "activities/7.fit", Name: "晨跑"}},
		},
		{
			"other order, known headers", "Filename,Activity Type,Activity Name\nactivities/7.fit,Trail Run,Hills\n",
			[]ListedActivity{{File: "activities/7.fit", Name: "Hills", Sport: training.Running, SubSport: training.Trail}},
		},
		{
			"rows without a file, rows that end early, a blank line",
			englishHeader + "5,x,By hand,Run,,60,1,,,false,,Blue Shoes,,,,,,,\n\n6,x,Cut\n" + englishRun,
			[]ListedActivity{run},
		},
		{
			"a quote that nobody closed costs its row",
			englishHeader + `1000,x,"Broken,Run,,60,1,,,false,,,activities/1000.fit,,,,,,` + "\n" + englishRun + strings.Replace(englishRun, "1001.", "1002.", 1),
			[]ListedActivity{run, {File: "activities/1002.fit.gz", Name: "Morning Run", Gear: "Blue Shoes", Sport: training.Running}},
		},
		{
			"a quote in the middle of a name",
			englishHeader + strings.Replace(englishRun, "Morning Run", `The 10" Run`, 1),
			[]ListedActivity{{File: run.File, Name: `The 10" Run`, Gear: run.Gear, Sport: run.Sport}},
		},
		{"semicolons", strings.ReplaceAll(strings.ReplaceAll(englishHeader+englishRun, `"May 1, 2026, 8:00:00 AM"`, "x"), ",", ";"), []ListedActivity{run}},
		{"a byte order mark", utf8BOM + englishHeader + englishRun, []ListedActivity{run}},
		{"line ends of Windows", strings.ReplaceAll(englishHeader+englishRun, "\n", "\r\n"), []ListedActivity{run}},
		{"the Windows charset", englishHeader + strings.Replace(englishRun, "Morning Run", "L\xe4uf", 1), []ListedActivity{{File: run.File, Name: "Läuf", Gear: run.Gear, Sport: run.Sport}}},
		{"a name that looks like a file", englishHeader + strings.Replace(englishRun, "Morning Run", "a/b.fit", 1) + englishRun, []ListedActivity{{File: run.File, Name: "a/b.fit", Gear: run.Gear, Sport: run.Sport}, run}},
		{"a sport that nobody knows", englishHeader + strings.Replace(englishRun, "Run,Run", "Run,Quidditch", 1), []ListedActivity{{File: run.File, Name: run.Name, Gear: run.Gear}}},
		{"nothing but a header", englishHeader, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := ExportList([]byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got  %+v\nwant %+v", got, test.want)
			}
		})
	}
}

func TestExportListInUTF16(t *testing.T) {
	text := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(germanHeader + "1,x,Läufchen,Lauf,,1,1,,,false,,,activities/1.fit\n")) {
		text = binary.LittleEndian.AppendUint16(text, u)
	}
	got, err := ExportList(text)
	want := []ListedActivity{{File: "activities/1.fit", Name: "Läufchen", Sport: training.Running}}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
}

func TestExportListRefuses(t *testing.T) {
	for _, test := range []struct{ name, text string }{
		{"nothing", ""},
		{"another table", "a,b\n1,2\n"},
		{"text", "Dear diary,\ntoday I ran.\n"},
		{"too many cells", englishHeader + strings.Repeat(",", maxCells)},
		{"too many bytes", englishHeader + strings.Repeat(" ", maxListBytes)},
	} {
		t.Run(test.name, func(t *testing.T) {
			list, err := ExportList([]byte(test.text))
			var format *FormatError
			if !errors.As(err, &format) || format.Reason == "" || format.Hint == "" {
				t.Errorf("got %v, %v, want a FormatError with a reason and a hint", list, err)
			}
		})
	}
}

func TestListedSport(t *testing.T) {
	tests := []struct {
		word     string
		sport    training.Sport
		subSport training.SubSport
	}{
		{"Run", training.Running, ""},
		{"Trail Run", training.Running, training.Trail},
		{"TrailRun", training.Running, training.Trail},
		{"Virtual Run", training.Running, training.Virtual},
		{"Course à pied", training.Running, ""},
		{"Hardloopsessie", training.Running, ""},
		{"Běh", training.Running, ""},
		{"달리기", training.Running, ""},
		{"트레일 러닝", training.Running, training.Trail},
		{"วิ่ง", training.Running, ""},
		{"Spaziergang", training.Walking, ""},
		{"Marche", training.Walking, ""},
		{"ウォーキング", training.Walking, ""},
		{"Turistika", training.Hiking, ""},
		{"徒步", training.Hiking, ""},
		{"Jízda", training.Cycling, ""},
		{"骑行", training.Cycling, ""},
		{"Virtual Ride", training.Cycling, training.Virtual},
		{"Mountainbike-Fahrt", training.Cycling, "mountain"},
		{"Natation", training.Swimming, ""},
		{"Weight Training", "training", "strength_training"},
		{"", "", ""},
		{"Quidditch", "", ""},
	}
	for _, test := range tests {
		if sport, subSport := listedSport(test.word); sport != test.sport || subSport != test.subSport {
			t.Errorf("%q: got %q, %q, want %q, %q", test.word, sport, subSport, test.sport, test.subSport)
		}
	}
}

func TestPhrase(t *testing.T) {
	for text, want := range map[string]string{
		" Course  à pied ":   "course à pied",
		"Name de l’activité": "name de l activité",
		"E-Bike-Fahrt":       "e bike fahrt",
		"วิ่ง":               "วิ่ง",
	} {
		if got := phrase(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// TestListedSportsAreUnambiguous holds each word to one sport.
func TestListedSportsAreUnambiguous(t *testing.T) {
	seen := make(map[string]sportPair)
	for _, group := range sportWords {
		for _, w := range group.words {
			if other, twice := seen[phrase(w)]; twice {
				t.Errorf("%q stands for %v and %v", w, other, group.sport)
			}
			seen[phrase(w)] = group.sport
		}
	}
}
