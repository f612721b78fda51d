"""The oracle's guide paths: ways, vehicles that drive on them, batteries."""
