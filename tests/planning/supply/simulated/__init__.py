"""Formulas of supply held against the simulation of the same plant, in the words of the model file."""
