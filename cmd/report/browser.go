package main

import (
	"os/exec"
	"runtime"
)

// openInBrowser opens a file with the program that the desktop has for it, and
// does not wait for it.
func openInBrowser(path string) error {
	command := exec.Command("xdg-open", path)
	switch runtime.GOOS {
	case "darwin":
		command = exec.Command("open", path)
	case "windows":
		command = exec.Command("rundll32", "url.dll,FileProtocolHandler", path)
	}
	if err := command.Start(); err != nil {
		return err
	}
	return command.Process.Release()
}
