"""The moving plant."""
