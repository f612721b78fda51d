"""Runs a model: replications, snapshots, start states, result tables."""
