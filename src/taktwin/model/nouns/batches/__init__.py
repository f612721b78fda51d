"""Batches: several jobs that are worked on at once, and one that becomes several."""
