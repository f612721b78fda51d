"""Rules of one's own, compiled: the numbers that they may ask for, and their machine code."""
