"""Figures of single elements: a station, a fleet, a buffer, a stock point."""
