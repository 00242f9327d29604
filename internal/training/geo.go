package training

import (
	"cmp"
	"math"
)

// EarthRadiusM is the mean radius of the Earth (IUGG).
const EarthRadiusM = 6_371_008.8

// CellM is the side of a cell of the ground grid. 50 m is wider than the error
// of a watch in a city and narrower than a block.
const CellM = 50

// LatLon is a position in degrees, WGS 84.
type LatLon struct{ Lat, Lon float64 }

// MetresTo returns the great-circle distance to q (haversine).
func (p LatLon) MetresTo(q LatLon) float64 {
	lat1, lat2 := radians(p.Lat), radians(q.Lat)
	sLat, sLon := math.Sin((lat2-lat1)/2), math.Sin(radians(q.Lon-p.Lon)/2)
	h := sLat*sLat + math.Cos(lat1)*math.Cos(lat2)*sLon*sLon
	return 2 * EarthRadiusM * math.Asin(math.Min(1, math.Sqrt(h)))
}

// Offset returns where q lies from p in metres east and north, on the plane
// that touches the Earth at p: good to 0.1 % within 20 km.
func (p LatLon) Offset(q LatLon) Point {
	dLon := math.Remainder(q.Lon-p.Lon, 360)
	return Point{
		X: radians(dLon) * math.Cos(radians(p.Lat)) * EarthRadiusM,
		Y: radians(q.Lat-p.Lat) * EarthRadiusM,
	}
}

// Move returns the position that lies d from p, the inverse of Offset.
func (p LatLon) Move(d Point) LatLon {
	return LatLon{
		Lat: p.Lat + degrees(d.Y/EarthRadiusM),
		Lon: p.Lon + degrees(d.X/(EarthRadiusM*math.Cos(radians(p.Lat)))),
	}
}

// Bearing is the direction of a point from its origin, in degrees clockwise
// from north, 0 up to 360.
func (d Point) Bearing() float64 {
	return math.Mod(degrees(math.Atan2(d.X, d.Y))+360, 360)
}

// Length is the distance of a point from its origin in metres.
func (d Point) Length() float64 { return math.Hypot(d.X, d.Y) }

// Cell is a square of about CellM metres in a grid that is the same for all
// activities: rows count north from the equator, columns east from Greenwich.
// The width in degrees is that at the middle of the cell's degree of latitude,
// so cells of one place line up, and columns jump at whole degrees alone.
type Cell struct{ Col, Row int32 }

// CellAt returns the cell that holds a position.
func CellAt(p LatLon) Cell {
	row := math.Floor(radians(p.Lat) * EarthRadiusM / CellM)
	return Cell{
		Col: int32(math.Floor(radians(p.Lon) * EarthRadiusM * bandCosine(row) / CellM)),
		Row: int32(row),
	}
}

// Centre returns the position of a cell's middle.
func (c Cell) Centre() LatLon {
	row := float64(c.Row)
	return LatLon{
		Lat: degrees((row + 0.5) * CellM / EarthRadiusM),
		Lon: degrees((float64(c.Col) + 0.5) * CellM / (EarthRadiusM * bandCosine(row))),
	}
}

// Compare orders cells by row, then column.
func (c Cell) Compare(d Cell) int {
	return cmp.Or(cmp.Compare(c.Row, d.Row), cmp.Compare(c.Col, d.Col))
}

// bandCosine is the cosine in the middle of the degree of latitude that holds
// the middle of a row, kept off zero at the poles.
func bandCosine(row float64) float64 {
	band := math.Floor(degrees((row+0.5)*CellM/EarthRadiusM)) + 0.5
	return math.Max(math.Cos(radians(band)), 0.001)
}

func radians(deg float64) float64 { return deg * math.Pi / 180 }
func degrees(rad float64) float64 { return rad * 180 / math.Pi }
