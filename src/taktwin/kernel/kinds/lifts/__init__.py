"""Lifts and cross-transfers, and how they stand in start states."""
