"""Lowering: from the nouns of a model to the arrays of the kernel."""
