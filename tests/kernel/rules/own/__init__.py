"""Rules of one's own: what they decide, where and when."""
