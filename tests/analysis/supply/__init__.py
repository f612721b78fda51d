"""Tests of the numbers of supply."""
