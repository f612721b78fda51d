"""The work on models on the page."""
