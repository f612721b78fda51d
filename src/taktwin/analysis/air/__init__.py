"""Moist air and what it takes to condition it: states, loads of a paint booth, a booth over a year of weather."""
