package parse

import (
	"fmt"
	"strings"

	"github.com/muktihari/fit/profile/basetype"
	"github.com/muktihari/fit/profile/typedef"

	"secondwind/internal/training"
)

// fitSport names a sport. Numbers newer than the profile keep their number.
func fitSport(s typedef.Sport) training.Sport {
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
