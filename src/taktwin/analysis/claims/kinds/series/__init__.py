"""Kinds of claims about figures of many years."""
