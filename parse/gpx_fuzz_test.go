package parse

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// addMade seeds a fuzz test with the damaged files that the corpus made, where it
// lies beside the checkout.
func addMade(f *testing.F, format Format) {
	f.Helper()
	const maxSeed = 8 << 10
	paths, err := filepath.Glob(filepath.Join(corpusDir, "made", "*"))
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		if Sniff(data) == format && len(data) <= maxSeed {
			f.Add(data)
		}
	}
}

func FuzzGPX(f *testing.F) {
	addSamples(f, GPX)
	addMade(f, GPX)
	track := gpxTrackOf("<name>a &uuml; < b</name><type>run</type>", trkpt(0, "<ele>1</ele>"), trkpt(5, "<extensions><hr>140</hr></extensions>"))
	for _, seed := range []string{
		track,
		track + track,
		track[:len(track)/2],
		string(inUTF16(track, binary.BigEndian)),
		strings.Replace(track, "UTF-8", "ISO-8859-1", 1),
		strings.Replace(track, `lon="10.0"`, `lon=>`, 1),
		gpxFile("<trk><trkseg>" + trkpt(9, "") + "</trkseg><trkseg>" + trkpt(3, "<speed>3</speed>") + "</trkseg></trk>"),
		string(gpxTracks(gpxTrackFrom("<name>Lap 1</name>", 0, 50), gpxTrackFrom("<name>Lap 2</name>", 50, 90), gpxTrackFrom("", 900, 950))),
		gpxFile(`<metadata><time>2026-05-01T08:00:00Z</time></metadata><trk><name>2026-05-01</name><trkseg/></trk><trk><time>2026-05-01T08:00:00+02:00</time></trk>`),
		gpxFile(`<rte><rtept lat="1" lon="2"/></rte><wpt lat="1" lon="2"><name><![CDATA[&]]></name></wpt>`),
		gpxTrackOf("", trkpt(0, "<x:distance>5</x:distance>"), trkpt(1, "<x:distance>4</x:distance>"), trkpt(2, "<x:distance>9e6</x:distance>")),
		"<gpx><trk><trkpt lat='1,5' lon='2'><time>1777622400</time><ele>--</ele></trkpt>",
		"<gpx><trk><trkpt lat='NaN' lon='1e400'><time>2026-05-01 10:00:00+02:00</time><power>-1</power></trkpt></trk></gpx>",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) { checkFile(t, data) })
}
