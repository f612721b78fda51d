"""Levels of places in scheduled time."""
