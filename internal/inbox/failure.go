package inbox

import (
	"errors"
	"fmt"
	"io/fs"

	"secondwind/internal/store"
	"secondwind/parse"
)

// failure is why a file cannot be read and what its owner can do. It is meant
// to be shown, so both are in a runner's words.
type failure struct {
	reason, hint string
	// passing is a failure of the disk or of a permission and not of the content:
	// it is not remembered, since it can go away without the file changing.
	passing bool
}

func (f *failure) Error() string { return f.reason }

// errForeign is for a file that is no activity by its content and does not
// claim to be one by its name: a photo, a spreadsheet.
var errForeign = errors.New("no activity file")

// foreignKind is what such files are called on a receipt.
const foreignKind = "other"

// forgottenKind is for files whose every activity is to be forgotten.
const forgottenKind = store.KindForgotten

// diskFailure puts an error of the file system into words.
func diskFailure(err error) *failure {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return &failure{reason: "permission denied", hint: "give yourself the right to read it", passing: true}
	case errors.Is(err, fs.ErrNotExist):
		return &failure{reason: "gone before it could be read", hint: "ingest its folder once more", passing: true}
	}
	var disk *fs.PathError
	if errors.As(err, &disk) {
		err = disk.Err
	}
	return &failure{reason: fmt.Sprintf("the disk says: %v", err), hint: "copy the file once more, or look at the disk", passing: true}
}

// parseFailure sorts what a parser says: the kind of a file that is valid and no
// activity, or the failure of one that ought to be.
func parseFailure(err error) (kind string, fail *failure) {
	var (
		unsupported *parse.UnsupportedError
		format      *parse.FormatError
		integrity   *parse.IntegrityError
	)
	switch {
	case errors.As(err, &unsupported):
		return unsupported.Kind, nil
	case errors.As(err, &format):
		return "", &failure{reason: format.Reason, hint: format.Hint}
	case errors.As(err, &integrity):
		return "", &failure{reason: integrity.Reason, hint: integrity.Hint}
	}
	return "", &failure{reason: err.Error(), hint: "export the original from your watch's site"}
}

// panicFailure is for a file that brought a reader down: a bug of ours, which
// must not cost the runner the other files.
func panicFailure(cause any) *failure {
	return &failure{
		reason: fmt.Sprintf("the reader broke on it (%v)", cause),
		hint:   "please report it: this is a fault of the program",
	}
}
