"""Kinds of place whose servers hold several jobs: batch stations and split stations."""
