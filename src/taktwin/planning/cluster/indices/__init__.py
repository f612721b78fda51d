"""Figures that describe a cluster: concentration, multipliers, local supply in three meanings, learning."""
