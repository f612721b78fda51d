"""The stress tests: those of the ways to the plant, and those of what the plant itself asks for."""
