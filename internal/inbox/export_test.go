package inbox

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"secondwind/internal/training"
	"secondwind/parse"
)

// garminExport is the export of an account as Garmin makes it: archives of thousands
// of files from the watch in an archive of tables, and sixty runs among them.
func garminExport(t *testing.T) []byte {
	kinds := []byte{fitMonitoringFile, 2, 44, 49, 68}
	parts := [2][]packed{}
	for n := range 5000 {
		f := newFIT(kinds[n%len(kinds)], noon.Add(-time.Duration(n)*time.Hour))
		parts[n%2] = append(parts[n%2], packed{name: fmt.Sprintf("me@example.com_%d.fit", 10_000+n), data: f.bytes()})
	}
	for n := range 60 {
		parts[n%2] = slices.Insert(parts[n%2], n*40, packed{name: fmt.Sprintf("me@example.com_%d.fit", 90_000+n), data: day(n)})
	}
	const folder = "DI_CONNECT/DI-Connect-Uploaded-Files/"
	return zipOf(t,
		packed{name: "DI_CONNECT/DI-Connect-Fitness/me_0_summarizedActivities.json", data: []byte("[]")},
		packed{name: folder + "UploadedFiles_0-_Part1.zip", data: zipOf(t, parts[0]...), stored: true},
		packed{name: folder + "UploadedFiles_0-_Part2.zip", data: zipOf(t, parts[1]...)},
		packed{name: "customer_data/customer.json", data: []byte("{}")},
	)
}

func TestIngestGarminExport(t *testing.T) {
	dir, db := tree{"garmin.zip": garminExport(t)}.plant(t), openDB(t)
	expect(t, ingestTomorrow(t, db, dir), dir, counts(60, 0, 0, 5002, 0)+
		"\nkinds map[heart-rate-variability:1000 metrics:1000 monitoring:1000 other:2 settings:1000 sleep:1000]")
	if n := len(history(t, db)); n != 60 {
		t.Errorf("the database has %d runs, want 60", n)
	}
	expect(t, ingestTomorrow(t, db, dir), dir, counts(0, 5062, 0, 0, 0))

	// What it holds is known as well when it comes unpacked.
	put(t, filepath.Join(dir, "x", "1.fit"), day(7), noon)
	receipt := ingestTomorrow(t, db, filepath.Join(dir, "x"))
	if receipt.Twins != 1 || !strings.Contains(receipt.TwinPairs[0].Kept, "garmin.zip/DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part2.zip/me@example.com_90007.fit") {
		t.Errorf("got %+v, want a twin of the member", receipt.TwinPairs)
	}
}

// untyped is a track that does not say what was done.
func untyped(o outing) []byte {
	return bytes.Replace(o.gpx(), []byte("<type>running</type>"), nil, 1)
}

// stravaExport is the bulk export of a German account. Its XML begins with blanks.
func stravaExport(t *testing.T) tree {
	list := "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Aktivitätsbeschreibung,Verstrichene Zeit,Distanz," +
		"Max. Herzfrequenz,Relative Leistung,Pendeln,Hinweis zur Privatsphäre für Aktivitäten,Aktivitätsausrüstung,Dateiname\n" +
		"1,\"07.03.2026, 12:00:00\",Lauf am Mittag,Lauf,,1800,\"5,00\",,,false,,Rote Schuhe,activities/1.fit.gz\n" +
		"2,\"06.03.2026, 12:00:00\",Runde am See,Lauf,,1860,\"5,10\",,,false,,Rote Schuhe,activities/2.gpx.gz\n" +
		"3,\"05.03.2026, 12:00:00\",Am Fluss,Wanderung,,1920,\"5,20\",,,false,,,activities/3.gpx\n" +
		"4,\"04.03.2026, 12:00:00\",Von Hand,Lauf,,1920,\"5,20\",,,false,,,\n"
	return tree{
		"activities.csv":      []byte(list),
		"activities/1.fit.gz": gzipped(t, outing{metres: 5000}.fit()),
		"activities/2.gpx.gz": gzipped(t, append([]byte("\n      "), untyped(outing{start: noon.AddDate(0, 0, -1), metres: 5100, minutes: 31})...)),
		"activities/3.gpx":    untyped(outing{start: noon.AddDate(0, 0, -2), metres: 5200, minutes: 32}),
		"media/photo.jpg":     noise(5000),
		"profile.csv":         []byte("a,b\n"),
	}
}

func TestIngestStravaExport(t *testing.T) {
	files := stravaExport(t)
	const want = "6 files: 3 stored, 0 known, 0 twins, 3 not activities, 0 waiting, 0 failed; 3 activities, 2 runs\nkinds map[activity list:1 other:2]"
	zipped := tree{"export_1.zip": files.zip(t)}
	inFolderOfZip := tree{}
	for name, data := range files {
		inFolderOfZip["export_1/"+name] = data
	}
	for name, tt := range map[string]struct {
		files tree
		under string
		want  string
	}{
		"as a folder":                    {files, "", want},
		"as an archive":                  {zipped, "", want},
		"as a folder in an archive":      {tree{"e.zip": inFolderOfZip.zip(t)}, "", want},
		"the folder of activities alone": {files, "activities", "3 files: 3 stored, 0 known, 0 twins, 0 not activities, 0 waiting, 0 failed; 3 activities, 2 runs"},
	} {
		t.Run(name, func(t *testing.T) {
			dir, db := tt.files.plant(t), openDB(t)
			expect(t, ingestTomorrow(t, db, filepath.Join(dir, tt.under)), dir, tt.want)
			var got []string
			for _, r := range history(t, db) {
				got = append(got, fmt.Sprintf("%s, %s from %q, in %q", r.Name, r.Sport, r.SportSource, r.Gear))
			}
			if want := []string{`Am Fluss, hiking from "export", in ""`, `Runde am See, running from "export", in "Rote Schuhe"`, `Lauf am Mittag, running from "file", in "Rote Schuhe"`}; !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
			if again := ingestTomorrow(t, db, filepath.Join(dir, tt.under)); again.Known != again.Files {
				t.Errorf("the next ingest says %s, want all known", outcomes(again, dir))
			}
		})
	}
}

func TestListOfActivities(t *testing.T) {
	const list = "id,date,name,type,description,elapsed_time,distance,commute,gear,filename\n7,2026,Evening,Walk,,1,1,true,Old Shoes,activities/7.gpx.gz\n"
	track := untyped(outing{metres: 5000})
	tests := []struct {
		name, list, file string
		want             string // the name of the activity
		kind             string
	}{
		{"packed, as the list has it", list, "activities/7.gpx.gz", "Evening", listKind},
		{"unpacked since", list, "activities/7.gpx", "Evening", listKind},
		{"another name", list, "activities/8.gpx", "", listKind},
		{"in another folder", list, "old/7.gpx", "", listKind},
		{"a broken list", "\x00\x01no list", "activities/7.gpx", "", oddListKind},
		{"an empty list", "", "activities/7.gpx", "", oddListKind},
	}
	for _, tt := range tests {
		for packing, inArchive := range map[string]bool{"in a folder": false, "in an archive": true} {
			t.Run(tt.name+" "+packing, func(t *testing.T) {
				data := track
				if strings.HasSuffix(tt.file, ".gz") {
					data = gzipped(t, data)
				}
				files := tree{"Activities.CSV": []byte(tt.list), tt.file: data}
				if inArchive {
					files = tree{"x.zip": files.zip(t)}
				}
				dir, db := files.plant(t), openDB(t)
				receipt := ingestTomorrow(t, db, dir)
				if receipt.Stored != 1 || receipt.Kinds[tt.kind] != 1 || receipt.Failed != 0 {
					t.Errorf("got %s, want one stored and the list as %q", outcomes(receipt, dir), tt.kind)
				}
				if runs := history(t, db); len(runs) != 1 || runs[0].Name != tt.want {
					t.Errorf("got %+v, want the name %q", runs, tt.want)
				}
			})
		}
	}
}

func TestComplete(t *testing.T) {
	listed := &parse.ListedActivity{Name: "Listed", Gear: "Shoes", Sport: training.Running, SubSport: training.Trail}
	tests := []struct {
		name         string
		activity     training.Activity
		listed       *parse.ListedActivity
		wantName     string
		wantSport    training.Sport
		wantSubSport training.SubSport
		wantSource   training.SportSource
	}{
		{"nothing said", training.Activity{}, listed, "Listed", training.Running, training.Trail, training.SportFromExport},
		{"generic", training.Activity{Sport: genericSport, SportSource: training.SportFromFile}, listed, "Listed", training.Running, training.Trail, training.SportFromExport},
		{"told by the name", training.Activity{Name: "Walk", Sport: training.Walking, SportSource: training.SportFromName}, listed, "Walk", training.Running, training.Trail, training.SportFromExport},
		{"the file says it", training.Activity{Name: "Mine", Sport: training.Cycling, SportSource: training.SportFromFile}, listed, "Mine", training.Cycling, "", training.SportFromFile},
		{"the list does not know", training.Activity{}, &parse.ListedActivity{Gear: "Shoes"}, "", "", "", training.SportUnknown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := tt.activity
			complete(&a, tt.listed)
			if a.Name != tt.wantName || a.Sport != tt.wantSport || a.SubSport != tt.wantSubSport || a.SportSource != tt.wantSource || a.Gear != "Shoes" {
				t.Errorf("got %+v", a)
			}
		})
	}
}

// The other shapes in which files come: folders of a watch, routes of a phone.
func TestIngestOtherExports(t *testing.T) {
	route := untyped(outing{metres: 5000})
	dir, db := tree{
		"apple.zip":              tree{"apple_health_export/export.xml": []byte("<HealthData/>"), "apple_health_export/workout-routes/route_2026-03-07.gpx": route}.zip(t),
		"GARMIN/Activity/A1.FIT": day(1), "GARMIN/Activities/A2.FIT": day(2),
		"GARMIN/Monitor/M1.FIT": monitoring(noon), "GARMIN/Sleep/S1.FIT": newFIT(49, noon).bytes(), "GARMIN/Settings/Settings.fit": newFIT(2, noon).bytes(),
	}.plant(t), openDB(t)
	expect(t, ingestTomorrow(t, db, dir), dir,
		"7 files: 3 stored, 0 known, 0 twins, 4 not activities, 0 waiting, 0 failed; 3 activities, 3 runs\nkinds map[monitoring:1 other:1 settings:1 sleep:1]")
}

func TestIngestCorpusArchives(t *testing.T) {
	corpus := filepath.Join("..", "..", "..", "shared", "corpus")
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("../shared is not beside the checkout")
	}
	for name, want := range map[string]string{
		"made/strava_export.zip": "4 files: 2 stored, 0 known, 1 twins, 1 not activities, 0 waiting, 0 failed; 2 activities, 2 runs\n" +
			"twin evil.fit of activities/1.fit\nkinds map[unreadable activity list:1]",
		"GoldenCheetah+GoldenCheetah/test/runs/Fr955v19.28andStryd.fit.zip":              counts(1, 0, 0, 0, 0),
		"GoldenCheetah+GoldenCheetah/test/runs/Move_2019_03_17_10_24_32_Running.fit.zip": counts(1, 0, 0, 0, 0),
		"GoldenCheetah+GoldenCheetah/test/rides/TacxNeo.fit.zip":                         "1 files: 1 stored, 0 known, 0 twins, 0 not activities, 0 waiting, 0 failed; 1 activities, 0 runs",
	} {
		path, err := absolute(filepath.Join(corpus, name))
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(name), func(t *testing.T) {
			expect(t, ingestTomorrow(t, openDB(t), path), path, want)
		})
	}
}
