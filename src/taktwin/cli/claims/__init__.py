"""`taktwin claims`."""
