"""Bad input of supply: lanes, docks, and what comes in sequence."""
