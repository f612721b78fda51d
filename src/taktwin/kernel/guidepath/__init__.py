"""Vehicles on guide paths: traffic, errands and batteries."""
