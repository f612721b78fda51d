"""Chinese of what planners refuse."""
