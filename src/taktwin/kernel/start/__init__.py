"""The first instant of a run: at time zero, or from what is given."""
