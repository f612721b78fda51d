"""The oracle's elements, machines and stocks."""
