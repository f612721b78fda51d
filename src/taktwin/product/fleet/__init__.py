"""The cars that a plant makes, on the road: what the mix takes and emits in use, beside what making it emits."""
