"""`taktwin export`: a run as documents for partners."""
