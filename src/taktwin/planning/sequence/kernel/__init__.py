"""The solver's compiled kernel: plain functions over NumPy arrays, whose meaning ``layout`` gives."""
