"""Driving scenarios: windows of a drive, the class of road that each is told to be, and what that is worth."""
