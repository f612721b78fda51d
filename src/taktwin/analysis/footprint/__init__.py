"""Carbon footprints of products: a ledger of given figures shared out to them, as documents for customers."""
