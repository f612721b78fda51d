"""What brings parts: trucks of lanes, and the docks at which they are unloaded."""
