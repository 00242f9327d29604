package main

import (
	"fmt"
	"io"
	"strings"

	"secondwind/internal/cli"
)

// writeExportHelp says where to get files from, for a folder that holds none.
func writeExportHelp(out io.Writer, paths []string) {
	fmt.Fprintf(out, "No activities in %s. Your runs can be had from here; leave archives packed:\n",
		cli.Printable(strings.Join(paths, ", ")))
	fmt.Fprint(out, exportHelp)
}

const exportHelp = `  Garmin  the folder GARMIN/Activity of the watch on a cable, or connect.garmin.com: Account, Export Your Data
  Strava  strava.com: Settings, My Account, Download or Delete Your Account, Download Request
  COROS   the app: an activity, Share, Export Data (FIT)
  Polar   account.polar.com: Download your data; or flow.polar.com: a training, Export session (GPX)
  Suunto  the app: an activity, the three dots, Export FIT file
  Apple   the Health app: your picture, Export All Health Data; the runs are in workout-routes
`
