"""`taktwin orders`."""
