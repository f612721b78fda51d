"""Lowering of how jobs leave a station: by which way, and where to when that way is full."""
