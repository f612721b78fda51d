"""How cars drive: what a cycle takes at the wheel, of the battery and of fuel, and how an engine is best run."""
