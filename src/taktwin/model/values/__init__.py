"""Values that a user writes: quantities with units, distributions, and the marks that say where a value comes from."""
