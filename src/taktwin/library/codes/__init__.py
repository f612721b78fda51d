"""Tables of state codes of machines: number, its name in the standard, and what it says about a machine."""
