"""A plant assessed: green factory, zero-carbon factory, solvents, waste, a yearly path. Nothing open has a score."""
