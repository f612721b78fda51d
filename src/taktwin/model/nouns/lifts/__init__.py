"""Lifts and cross-transfers: one carriage between several inlets and outlets."""
