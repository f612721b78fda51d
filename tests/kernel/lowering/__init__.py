"""From a model to the arrays."""
