"""Which tag tells what about which part of the model: a file, checked from both sides."""
