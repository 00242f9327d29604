package cli

import (
	"path/filepath"

	"github.com/adrg/xdg"
)

// DefaultDatabase returns where the database lies unless --db says otherwise: in
// the user's data folder, as the platform has it.
func DefaultDatabase() string { return filepath.Join(dataDir(), "secondwind.duckdb") }

// ReportsDir returns the folder for reports unless --out says otherwise.
func ReportsDir() string { return filepath.Join(dataDir(), "reports") }

func dataDir() string { return filepath.Join(xdg.DataHome, "secondwind") }
