"""Photovoltaics: mountings, and their yield over years of weather, always as a range."""
