"""Tests of the picture of a plant."""
