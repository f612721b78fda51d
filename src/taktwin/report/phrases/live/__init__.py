"""Chinese of what the live plant says: its errors, and why a place stands."""
