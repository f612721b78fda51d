"""`taktwin energy`: the energy of a plant and its site."""
