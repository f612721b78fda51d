"""Results as a person reads them at a terminal: one table for each kind of result."""
