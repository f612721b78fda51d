"""The compiled part: battery and source second by second, strategies, and the optimum."""
