"""What came from a plant, byte for byte, written down for good before it counts; and the states made of it."""
