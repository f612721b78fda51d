"""The energy of a plant and its site: a run in several years of weather, its bill, and what measures save."""
