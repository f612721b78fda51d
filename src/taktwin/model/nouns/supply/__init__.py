"""Nouns of supply: parts, their suppliers, stock points, lanes, docks."""
