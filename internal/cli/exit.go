package cli

// The exit codes of both programs.
const (
	OK          = 0   // done, also when nothing was new
	Failed      = 1   // the reason is on stderr
	Usage       = 2   // the command line is wrong; nothing was done
	Partial     = 3   // done, but a newly seen file could not be read
	Busy        = 75  // another program holds the database; try again
	Interrupted = 130 // stopped by the user
)
