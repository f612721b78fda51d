"""Rules of one's own, and what a run asks for: put where they decide, with the numbers that they are given there."""
