"""A picture of a plant from its model: what is folded into which box, where the boxes stand, and the drawing (SVG)."""
