"""`taktwin journal`."""
