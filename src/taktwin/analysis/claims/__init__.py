"""Claims: whether figures that somebody printed can be true, alone and beside each other."""
