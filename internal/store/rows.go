package store

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"secondwind/internal/training"
)

// plain makes text that DuckDB takes whole: valid UTF-8 without NUL, which the
// driver would end it at.
func plain(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}

// number is a figure for a column that must hold one: no number becomes 0.
func number(v float64) driver.Value {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0.0
	}
	return v
}

// optional is a figure for a column that may be NULL.
func optional(o training.Opt[float64]) driver.Value {
	v, ok := o.Get()
	if !ok || math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return v
}

// Seconds as a float hold every nanosecond of 104 days.
func seconds(d time.Duration) driver.Value { return d.Seconds() }

func optionalSeconds(o training.Opt[time.Duration]) driver.Value {
	if d, ok := o.Get(); ok {
		return d.Seconds()
	}
	return nil
}

func fromSeconds(s float64) time.Duration {
	return time.Duration(math.Round(s * float64(time.Second)))
}

// errOutOfRange says that a value fits no column.
var errOutOfRange = errors.New("out of range")

// integer is a count for an INTEGER column.
func integer(what string, n int) (driver.Value, error) {
	if n < math.MinInt32 || n > math.MaxInt32 {
		return nil, fmt.Errorf("%s %d is %w", what, n, errOutOfRange)
	}
	return int32(n), nil
}

// rows are what one transaction appends, by table, in the order of the columns.
type rows struct {
	paths, files, activities, laps, measures, efforts, ground [][]driver.Value

	pathAt  map[string]int // index in paths
	records []keyedRecords
	// samples is the number of all records.
	samples int64
}

// addPath notes what a path holds; of two files with one path, the later counts.
func (r *rows) addPath(athlete string, f File) {
	path := plain(f.Path)
	row := []driver.Value{athlete, path, f.Size, f.ModTime.UTC(), ledgerHash(f)}
	if i, ok := r.pathAt[path]; ok {
		r.paths[i] = row
		return
	}
	if r.pathAt == nil {
		r.pathAt = map[string]int{}
	}
	r.pathAt[path] = len(r.paths)
	r.paths = append(r.paths, row)
}

func (r *rows) addFile(athlete string, f File) error {
	parser, err := integer("parser version", f.Parser)
	if err != nil {
		return err
	}
	r.files = append(r.files, []driver.Value{
		athlete, ledgerHash(f), plain(f.Path), string(f.Outcome),
		plain(f.Reason), plain(f.Hint), plain(f.Kind), plain(f.Format), plain(f.Kept), parser,
	})
	return nil
}

// addActivity adds an activity with everything that belongs to it.
func (r *rows) addActivity(athlete string, key int32, hash string, a Activity) error {
	act := a.Activity
	session, err := integer("session number", a.Session)
	if err != nil {
		return err
	}
	warnings, err := warningsText(act.Warnings)
	if err != nil {
		return err
	}
	laps := len(r.laps)
	var manual int32
	for i, lap := range act.Laps {
		if lap.Manual {
			manual++
		}
		r.laps = append(r.laps, []driver.Value{
			key, int32(i + 1), seconds(lap.Start), seconds(lap.Elapsed),
			optionalSeconds(lap.Timer), optional(lap.DistanceM), lap.Manual,
		})
	}
	count, err := integer("number of records", len(act.Records))
	if err != nil {
		return err
	}
	t := act.Totals
	row := []driver.Value{
		key, plain(a.ID), athlete, hash, session,
		plain(string(act.Sport)), plain(string(act.SubSport)), plain(string(act.SportSource)),
		plain(act.Name), plain(act.Device), plain(act.Gear),
		act.Start.UTC(), optionalSeconds(act.LocalOffset), count, uint16(act.Channels()), manual,
		optionalSeconds(t.Elapsed), optionalSeconds(t.Timer), optional(t.DistanceM), optional(t.AscentM),
		optional(t.DescentM), optional(t.HeartRateBPM), optional(t.CaloriesKcal),
		pausesText(act.Pauses), warnings,
	}
	summary := addRow(0, row[1:]) // the key is no part of what was read
	for _, lap := range r.laps[laps:] {
		summary = addRow(summary, lap[1:])
	}
	r.activities = append(r.activities, append(row, summary, recordsChecksum(act.Records)))
	if len(act.Records) > 0 {
		r.records = append(r.records, keyedRecords{activity: key, records: act.Records})
		r.samples += int64(len(act.Records))
	}
	measures := a.Measures
	if measures == nil {
		measures = &training.Measures{} // version 0, which is outdated
	}
	return r.addMeasures(key, a.Local, measures)
}

func (r *rows) addMeasures(key int32, local training.LocalOffset, m *training.Measures) error {
	version, err := integer("version of the measures", m.Version)
	if err != nil {
		return err
	}
	warnings, err := warningsText(m.Warnings)
	if err != nil {
		return err
	}
	r.measures = append(r.measures, []driver.Value{
		key, version, plain(string(m.Sport.Sport)), plain(string(m.Sport.SubSport)),
		plain(string(m.Sport.Source)), number(m.Sport.Confidence),
		seconds(local.Offset), string(local.Source), plain(local.Zone),
		seconds(m.Elapsed), seconds(m.Moving), number(m.DistanceM), string(m.DistanceSource),
		optional(m.AscentM), optional(m.DescentM), number(m.AltitudeCoverage), number(m.HeartRateCoverage),
		number(m.GAPSpeedMS), m.GradeKnown, number(m.BestMinuteMS),
		optional(m.CadenceSPM), optional(m.TemperatureC), optional(m.Fade), number(m.Quality),
		binsText(m.HeartRateSeconds, msPerSecond), binsText(m.GAPSeconds, msPerSecond), binsText(m.GAPMetres, cmPerMetre),
		splitsText(m.Splits), boutsText(m.Bouts), blocksText(m.Blocks), warnings,
	})
	for _, e := range m.Efforts {
		r.efforts = append(r.efforts, []driver.Value{key, number(e.DistanceM), seconds(e.Elapsed), seconds(e.At), e.Downhill})
	}
	r.addGround(key, m.Ground)
	return nil
}

// addGround adds no row for an activity that went nowhere.
func (r *rows) addGround(key int32, g training.Ground) {
	start, there := g.Start.Get()
	if !there && len(g.Cells) == 0 && len(g.Outline) == 0 {
		return
	}
	var lat, lon driver.Value
	if there {
		lat, lon = number(start.Lat), number(start.Lon)
	}
	r.ground = append(r.ground, []driver.Value{
		key, lat, lon, number(g.Origin.Lat), number(g.Origin.Lon), number(g.TurnM2),
		number(g.FarthestM), number(g.FarthestBearing), number(g.StartToEndM),
		cellsText(g.Cells), outlineText(g.Outline),
	})
}
