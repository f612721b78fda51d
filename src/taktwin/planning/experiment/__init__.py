"""Experiments: many variants of a plant, simulated with the same random numbers and compared.

What is varied stands in `factor` and `scenario`, how much is run in `plan`, who runs it in `executors`, what is kept in
`folder`, what is found in `compare` and `result`; `experiment` puts them together.
"""
