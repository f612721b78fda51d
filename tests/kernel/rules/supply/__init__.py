"""Rules of lanes: their trucks, docks, and when they order."""
