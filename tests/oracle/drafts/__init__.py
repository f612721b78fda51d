"""What random factories are drawn with."""
