"""The nouns of the model language: a plant and everything that can stand in it."""
