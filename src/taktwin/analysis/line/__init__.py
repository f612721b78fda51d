"""Serial lines: theory, approximation and simulation side by side."""
