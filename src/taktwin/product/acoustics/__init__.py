"""Soundproofing parts: what a stack of layers absorbs, and what it lets through."""
