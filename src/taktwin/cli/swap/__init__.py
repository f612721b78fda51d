"""`taktwin swap`: a station that swaps batteries."""
