"""Stations that swap batteries: how long cars wait, and how many packs and chargers keep them from it."""
