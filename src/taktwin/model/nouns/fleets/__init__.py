"""Nouns of transport: fleets, their vehicles and batteries, guide paths, transports."""
