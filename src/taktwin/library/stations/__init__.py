"""Stations that swap batteries: data only, each number with its source."""
