"""Utility factors of cars with a plug and an engine: data only, each number with its source."""
