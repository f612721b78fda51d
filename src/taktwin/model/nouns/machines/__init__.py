"""What a machine draws, and when it sleeps."""
