"""Files of stations: YAML, with a unit at every number."""
