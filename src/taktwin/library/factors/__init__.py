"""Emission factors, coefficients of standard coal, fuels, codes of waste: dated, with source and how sure they are."""
