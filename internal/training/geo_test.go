package training

import (
	"math"
	"testing"
)

func TestMetresTo(t *testing.T) {
	for _, c := range []struct {
		name     string
		from, to LatLon
		want     float64
	}{
		{"a degree of latitude (oracle O18)", LatLon{10, 20}, LatLon{11, 20}, 111_195.08},
		{"across the date line", LatLon{0, 179.5}, LatLon{0, -179.5}, 111_195.08},
		{"over the pole", LatLon{89.5, 0}, LatLon{89.5, 180}, 111_195.08},
		{"nowhere", LatLon{48, 11}, LatLon{48, 11}, 0},
	} {
		if got := c.from.MetresTo(c.to); math.Abs(got-c.want) > 0.01 {
			t.Errorf("%s: got %.2f m, want %.2f", c.name, got, c.want)
		}
	}
}

func TestOffsetAndMove(t *testing.T) {
	for _, p := range []LatLon{{0, 0}, {48.1, 11.5}, {-33.9, 179.999}, {69.6, -18.9}} {
		for _, d := range []Point{{300, 0}, {0, -4000}, {-1200, 900}} {
			q := p.Move(d)
			back := p.Offset(q)
			if math.Abs(back.X-d.X) > 0.01 || math.Abs(back.Y-d.Y) > 0.01 {
				t.Errorf("from %v by %v: got %v back", p, d, back)
			}
			if far := p.MetresTo(q); math.Abs(far-d.Length()) > 0.001*d.Length() {
				t.Errorf("from %v by %v: the sphere says %.1f m, the plane %.1f", p, d, far, d.Length())
			}
		}
	}
}

// TestCells holds that a cell is the same for all who touch it, and that its
// centre lies in it.
func TestCells(t *testing.T) {
	for lat := -89.9; lat < 90; lat += 7.31 {
		for lon := -179.9; lon < 180; lon += 13.7 {
			c := CellAt(LatLon{lat, lon})
			if back := CellAt(c.Centre()); back != c {
				t.Fatalf("the centre of %v lies in %v", c, back)
			}
			if far := c.Centre().MetresTo(LatLon{lat, lon}); far > CellM {
				t.Fatalf("%v,%v lies %.1f m from the centre of its cell", lat, lon, far)
			}
		}
	}
}

func TestSectors(t *testing.T) {
	for _, c := range []struct {
		to   Point
		want string
	}{
		{Point{0, 1}, "north"},
		{Point{1, 1}, "north-east"},
		{Point{1, 0}, "east"},
		{Point{1, -1}, "south-east"},
		{Point{0, -1}, "south"},
		{Point{-1, -1}, "south-west"},
		{Point{-1, 0}, "west"},
		{Point{-1, 1}, "north-west"},
		{Point{-0.01, 1}, "north"},
	} {
		if got := SectorOf(c.to.Bearing()).String(); got != c.want {
			t.Errorf("towards %v: got %s, want %s", c.to, got, c.want)
		}
	}
}
