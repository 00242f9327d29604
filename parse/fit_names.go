package parse

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/muktihari/fit/profile/basetype"
	"github.com/muktihari/fit/profile/typedef"

	"secondwind/internal/training"
)

// newSports are sports that watches write and the profile lacks, by the names
// of Garmin's Connect IQ (Toybox.Activity, Sport).
var newSports = map[typedef.Sport]training.Sport{
	50: "softball_fast_pitch",
	51: "softball_slow_pitch",
	56: "shooting",
	57: "auto_racing",
	58: "winter_sport",
	59: "grinding",
	60: "health_monitoring",
	61: "marine",
	63: "video_gaming",
	68: "para_sport",
	70: "team_sport",
}

// fitSport names a sport. A number that nobody has named stays one, so that two
// unknown sports stay apart.
func fitSport(s typedef.Sport) training.Sport {
	if name, ok := newSports[s]; ok {
		return name
	}
	switch {
	case s == typedef.SportInvalid || s == typedef.SportAll:
		return ""
	case strings.HasPrefix(s.String(), "SportInvalid"):
		return training.Sport(fmt.Sprintf("sport_%d", s))
	}
	return training.Sport(s.String())
}

func fitSubSport(s typedef.SubSport) training.SubSport {
	switch {
	case s == typedef.SubSportInvalid || s == typedef.SubSportAll:
		return ""
	case strings.HasPrefix(s.String(), "SubSportInvalid"):
		return training.SubSport(fmt.Sprintf("sub_sport_%d", s))
	}
	return training.SubSport(s.String())
}

// equipmentSports are the sports that older watches record as fitness equipment
// of a kind.
var equipmentSports = map[training.SubSport]training.Sport{
	training.Treadmill:     training.Running,
	training.IndoorRunning: training.Running,
	"indoor_walking":       training.Walking,
	"indoor_cycling":       training.Cycling,
	"spin":                 training.Cycling,
	"indoor_rowing":        "rowing",
	"strength_training":    "training",
}

// fitSports names a sport and its sub-sport.
func fitSports(s typedef.Sport, sub typedef.SubSport) (training.Sport, training.SubSport) {
	sport, subSport := fitSport(s), fitSubSport(sub)
	if s == typedef.SportFitnessEquipment {
		sport = cmp.Or(equipmentSports[subSport], sport)
	}
	return sport, subSport
}

// String names the device as maker and product, as far as they are known.
func (d fitDevice) String() string {
	var words []string
	if d.maker != typedef.ManufacturerInvalid && !strings.HasPrefix(d.maker.String(), "ManufacturerInvalid") {
		words = append(words, d.maker.String())
	}
	switch product := typedef.GarminProduct(d.product); {
	case d.name != "":
		words = append(words, d.name)
	case d.maker == typedef.ManufacturerGarmin && d.product != basetype.Uint16Invalid:
		if !strings.HasPrefix(product.String(), "GarminProductInvalid") {
			words = append(words, product.String())
		}
	}
	return strings.Join(words, " ")
}
