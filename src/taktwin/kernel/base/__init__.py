"""What every kernel file stands on: compilation and its cache, records, random numbers, the tree of due times."""
