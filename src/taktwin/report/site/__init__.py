"""The page of the energy of a site: flows from source to use, loads by hour, sun and battery, books."""
