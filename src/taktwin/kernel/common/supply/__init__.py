"""What brings parts: what lanes order, their trucks, and the docks at which these are unloaded."""
