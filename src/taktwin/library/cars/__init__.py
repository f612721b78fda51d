"""Cars: data only, each number with its source."""
