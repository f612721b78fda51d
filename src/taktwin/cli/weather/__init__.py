"""`taktwin weather` and its tables."""
