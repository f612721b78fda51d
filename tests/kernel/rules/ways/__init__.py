"""Which way jobs go, and in which order they may."""
