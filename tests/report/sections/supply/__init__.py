"""Tests of the sections about supply."""
