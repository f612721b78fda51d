"""The order book day by day, compiled: who comes in, whose car starts, who gives up."""
