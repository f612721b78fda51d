"""The cars and their parts: what they are, computed without a plant."""
