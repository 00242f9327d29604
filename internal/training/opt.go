package training

// Opt is a value that may be absent. The zero Opt is absent.
type Opt[T any] struct {
	value T
	ok    bool
}

// Some returns a value that is there.
func Some[T any](v T) Opt[T] { return Opt[T]{value: v, ok: true} }

// Get returns the value and whether it is there.
func (o Opt[T]) Get() (T, bool) { return o.value, o.ok }

// OK reports whether the value is there.
func (o Opt[T]) OK() bool { return o.ok }

// Or returns the value, or fallback where it is absent.
func (o Opt[T]) Or(fallback T) T {
	if o.ok {
		return o.value
	}
	return fallback
}
