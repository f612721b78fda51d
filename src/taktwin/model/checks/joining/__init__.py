"""Checks of joins: where sub-lines end, and whose jobs belong to whom."""
