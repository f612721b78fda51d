"""Checks of a whole model: what fits together, and what a plant engineer would doubt."""
