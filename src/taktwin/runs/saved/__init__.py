"""What a snapshot keeps of a run, its file, and the proof that it is a state of the plant."""
