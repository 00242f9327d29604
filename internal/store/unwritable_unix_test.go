//go:build unix

package store

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

func TestUnwritableFolder(t *testing.T) {
	if os.Geteuid() == 0 {
		againAsNobody(t)
		return
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	open(t, path, Options{}).Close()
	for _, mode := range []struct {
		path string
		bits os.FileMode
	}{{path, 0o400}, {dir, 0o500}} {
		if err := os.Chmod(mode.path, mode.bits); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { os.Chmod(dir, 0o700) })
	for _, p := range []string{path, filepath.Join(dir, "new.db")} {
		if _, err := Open(context.Background(), p, Options{}); !errors.Is(err, ErrUnwritable) {
			t.Errorf("%s: got %v, want %v", p, err, ErrUnwritable)
		}
	}
	if err := open(t, path, Options{ReadOnly: true}).Close(); err != nil {
		t.Error(err)
	}
}

// nobody is the user without rights.
const nobody = 65534

// againAsNobody runs the test once more, as a user who may not write everywhere.
func againAsNobody(t *testing.T) {
	t.Helper()
	dir, err := os.MkdirTemp("", "nobody")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	binary := filepath.Join(dir, "store.test")
	if err := errors.Join(copyBinary(binary), os.Chmod(dir, 0o777)); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(binary, "-test.run=^"+t.Name()+"$")
	command.Dir = dir
	command.Env = append(os.Environ(), "TMPDIR="+dir, "HOME="+dir)
	command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("as nobody: %v\n%s", err, out)
	}
}

// copyBinary copies this test's own program to where everybody may run it.
func copyBinary(to string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	in, err := os.Open(self)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
