"""What can still happen to the jobs and parts of a plant that stands at an instant: read from its arrays, in Python."""
