"""The energy ledger of one machine, from the instants of its states, and the base load shared by cars."""
