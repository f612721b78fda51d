"""One file for each kind of resource or place: what it does at its event, and when it is looked at."""
