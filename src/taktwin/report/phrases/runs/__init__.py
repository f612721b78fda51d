"""What is refused of runs, snapshots and start states, a file a subject."""
