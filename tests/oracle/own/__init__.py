"""Rules of one's own in the oracle."""
