package cli

import (
	"errors"
	"io/fs"
	"path/filepath"

	"github.com/adrg/xdg"

	"secondwind/internal/profile"
)

// DefaultProfile returns where settings and profiles lie unless --profile says
// otherwise: in the user's folder for configuration, as the platform has it. A place
// beside the database would not do, since the file may say where that is.
func DefaultProfile() string { return filepath.Join(xdg.ConfigHome, "secondwind", profile.Name) }

// ProfilePath returns the path of the settings and profiles: that of the flag, else
// the default.
func (f *Flags) ProfilePath() string {
	if f.Profile != "" {
		return f.Profile
	}
	return DefaultProfile()
}

// LoadProfile reads the settings and profiles, and lets the settings stand where no
// flag says otherwise. Where there is no such file and none is named, it returns an
// empty one.
func (f *Flags) LoadProfile() (*profile.File, error) {
	file, err := profile.Load(f.ProfilePath())
	switch {
	case errors.Is(err, fs.ErrNotExist) && f.Profile != "":
		return nil, UsageErrorf("there is no file %s; report --profile-init writes one there", f.Profile)
	case errors.Is(err, fs.ErrNotExist):
		return &profile.File{}, nil
	case err != nil:
		return nil, err
	}
	f.settings = file.Settings
	return file, nil
}
