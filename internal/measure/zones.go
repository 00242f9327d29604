package measure

import (
	"fmt"
	"sync"
	"time"
	_ "time/tzdata" // a machine without zone data must tell the same weekday

	"github.com/ringsaturn/tzf"
	tzfrellite "github.com/ringsaturn/tzf-rel-lite"
	tzfpb "github.com/ringsaturn/tzf/gen/go/tzf/v1"
	"google.golang.org/protobuf/proto"

	"secondwind/internal/training"
)

// Zones finds the time zone of a place. Its tables load on first use. It is safe
// for concurrent use.
//
// There are two tables: map tiles that lie in one zone, and the borders
// themselves. The tiles answer for most places and load in a twentieth of the
// time, so the borders load only for a place whose tile is cut by one.
type Zones struct {
	tiles, borders func() (tzf.F, error)

	mu        sync.Mutex
	locations map[string]*time.Location
}

// NewZones returns the zones of the Earth.
func NewZones() *Zones {
	return &Zones{
		tiles:     sync.OnceValues(loadTiles),
		borders:   sync.OnceValues(tzf.NewDefaultFinder),
		locations: map[string]*time.Location{},
	}
}

func loadTiles() (tzf.F, error) {
	var tiles tzfpb.PreindexTimezones
	if err := proto.Unmarshal(tzfrellite.PreindexData, &tiles); err != nil {
		return nil, err
	}
	return tzf.NewFuzzyFinderFromPB(&tiles)
}

// at returns the time zone of a place.
func (z *Zones) at(p training.LatLon) (*time.Location, error) {
	for _, load := range []func() (tzf.F, error){z.tiles, z.borders} {
		table, err := load()
		if err != nil {
			return nil, fmt.Errorf("read the time zones: %w", err)
		}
		if name := table.GetTimezoneName(p.Lon, p.Lat); name != "" {
			return z.location(name)
		}
	}
	return nil, fmt.Errorf("no time zone at %.2f, %.2f", p.Lat, p.Lon)
}

// location returns a zone by name, and remembers it: reading one takes longer
// than measuring a run.
func (z *Zones) location(name string) (*time.Location, error) {
	z.mu.Lock()
	defer z.mu.Unlock()
	if loc, ok := z.locations[name]; ok {
		return loc, nil
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil, fmt.Errorf("read time zone %s: %w", name, err)
	}
	z.locations[name] = loc
	return loc, nil
}
