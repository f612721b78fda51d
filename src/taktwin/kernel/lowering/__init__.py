"""Lowering: from the nouns of a model to the arrays of the kernel."""

from taktwin.kernel.lowering.program import LoweringError, Program, lower

__all__ = ["LoweringError", "Program", "lower"]
