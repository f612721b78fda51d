"""Climates by month, from which synthetic years are made: data only, each with its source."""
