"""Work that does not fit into one go: plans of scenarios and outages as jobs, run anywhere, kept when they are done."""
