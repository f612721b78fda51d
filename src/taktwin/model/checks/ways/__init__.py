"""How the jobs of each variant go through a plant: where they never leave, what waits for what, what they load."""
