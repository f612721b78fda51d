"""Runs beside each other: their figures, what differs in their models, and which places changed."""
