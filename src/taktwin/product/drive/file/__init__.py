"""Files of cars: YAML, with a unit at every number."""
