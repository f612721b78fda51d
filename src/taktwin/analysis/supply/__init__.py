"""Numbers of supply, as plain functions of arrays: cover at the line, the zero-inventory ratio, the order of cars."""
