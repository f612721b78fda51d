"""The compiled part: a station event by event."""
