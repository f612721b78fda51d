"""Where jobs go from a station."""
