"""`taktwin emulate`: a run played as a real plant."""
