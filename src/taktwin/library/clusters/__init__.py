"""Shipped clusters, each figure with where it comes from: `taktwin cluster NAME`."""
