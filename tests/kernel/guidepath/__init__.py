"""Tests of guide paths."""
