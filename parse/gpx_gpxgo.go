package parse

import (
	"fmt"

	"github.com/tkrajina/gpxgo/gpx"
)

// readGPXGo reads a document with gpxgo. It takes a document whole or not at
// all, reads some times wrongly, and leaves out the speed of GPX 1.0 and
// readings that stand directly in a point (formats 5).
func readGPXGo(data []byte) (d *gpxDocument, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("gpxgo panicked: %v", p)
		}
	}()
	g, err := gpx.ParseBytes(data)
	if err != nil {
		return nil, err
	}
	d = &gpxDocument{name: g.Name, creator: g.Creator, routes: len(g.Routes), waypoints: len(g.Waypoints)}
	if g.Time != nil && plausibleTime(*g.Time) {
		d.time = g.Time.UTC()
	}
	badNumbers := 0
	for i := range g.Tracks {
		t := gpxTrack{name: g.Tracks[i].Name, kind: g.Tracks[i].Type}
		for _, s := range g.Tracks[i].Segments {
			t.startSegment()
			for k := range s.Points {
				p := gpxgoPoint(&s.Points[k])
				t.add(p.record, p.time)
				badNumbers += p.badValue
			}
		}
		d.tracks = append(d.tracks, t)
	}
	d.warnings = noNumbers(badNumbers)
	return d, nil
}

func gpxgoPoint(from *gpx.GPXPoint) gpxPoint {
	var p gpxPoint
	setPosition(&p.record, from.Latitude, from.Longitude)
	if from.Elevation.NotNull() {
		setAltitude(&p.record, from.Elevation.Value())
	}
	if plausibleTime(from.Timestamp) {
		p.time = from.Timestamp
	}
	setNodes(&p, from.Extensions.Nodes)
	return p
}

// setNodes takes the readings out of the tree of extensions. gpxgo refuses
// documents that nest deeper than encoding/xml allows.
func setNodes(p *gpxPoint, nodes []gpx.ExtensionNode) {
	for i := range nodes {
		p.set(nodes[i].XMLName.Local, []byte(nodes[i].Data))
		setNodes(p, nodes[i].Nodes)
	}
}
