"""Tests of the theory of serial lines."""
