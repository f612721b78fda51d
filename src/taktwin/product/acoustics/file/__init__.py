"""Files of stacks: YAML, with a unit at every number."""
