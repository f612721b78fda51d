"""Checks of how jobs are led: their routes, and rings of places that can wait for each other."""
