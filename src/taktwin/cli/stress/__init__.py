"""The command `taktwin stress`: what the supply chain of a plant survives."""
