"""Files of clusters: YAML in the language of the models, each figure with where it comes from."""
