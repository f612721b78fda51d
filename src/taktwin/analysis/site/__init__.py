"""The energy ledger of a site: machines of a run, and loads of air, light and utilities in the weather of its days."""
