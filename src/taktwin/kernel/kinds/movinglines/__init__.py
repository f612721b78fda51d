"""Moving and indexed lines, and the operators of their zones."""
