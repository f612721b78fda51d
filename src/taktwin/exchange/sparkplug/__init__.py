"""Sparkplug B 3.0: the payloads of its messages, read in bulk or one by one, and written."""
