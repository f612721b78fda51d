"""Tests of the decisions of supply that have an exact answer."""
