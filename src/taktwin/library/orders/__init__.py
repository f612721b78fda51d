"""Order books: data only, each number with its source."""
