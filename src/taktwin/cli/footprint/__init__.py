"""`taktwin footprint`."""
