"""The command `taktwin supply`: how the part families of a supplier park come."""
