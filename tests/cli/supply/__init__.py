"""`taktwin supply`."""
