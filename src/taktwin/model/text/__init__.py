"""Places in the text of a model: lines, paths, names."""
