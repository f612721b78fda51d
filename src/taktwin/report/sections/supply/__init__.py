"""The sections about supply: zero-inventory ratio, cover, stops for parts, docks, suppliers, the parts of one order."""
