"""Tables of assessments: heads, indicators, weights and levels as far as they are public, each with its source."""
