"""How long to warm up: pilots, and MSER-5 on what they show over time."""
