"""Taktwin from Python: a plant, its runs, and what can be asked of them."""
