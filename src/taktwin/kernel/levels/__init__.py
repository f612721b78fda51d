"""Levels of places in the time in which those around them are scheduled."""
