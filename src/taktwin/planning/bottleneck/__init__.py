"""What holds a plant back, measured: each suspect limits a little less, and the gain in jobs an hour is counted."""
