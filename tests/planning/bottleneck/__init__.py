"""What holds a plant back, by measured gain."""
