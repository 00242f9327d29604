package parse

import "secondwind/internal/training"

func parseGPX(name string, data []byte) ([]training.Activity, error) {
	return nil, &UnsupportedError{File: name, Kind: "gpx", Reason: "x"}
}
