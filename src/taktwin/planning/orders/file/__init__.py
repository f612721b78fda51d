"""Files of an order book: YAML, with orders of customers as a table beside it."""
