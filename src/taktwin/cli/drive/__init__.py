"""`taktwin drive`: a car on a cycle."""
