"""Checks of parts: every part is held and refilled, and what part families say has an effect."""
