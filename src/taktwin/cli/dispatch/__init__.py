"""`taktwin dispatch`."""
