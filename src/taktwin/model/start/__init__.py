"""Start states: what stands where when a run begins, as a user writes it."""
