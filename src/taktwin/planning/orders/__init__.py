"""Demand and the order book: launches, ramps, waiting orders, what a customer may be promised and who must be told."""
