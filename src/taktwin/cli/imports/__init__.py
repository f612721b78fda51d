"""`taktwin import`: models of other programs."""
