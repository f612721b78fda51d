"""Decisions: what to change in a plant, and how sure it is that the change is worth it."""
