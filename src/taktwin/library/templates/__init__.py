"""Small models to start from, with NAME for the name of the plant: data only."""
