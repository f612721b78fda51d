"""The store in time, compiled: what stands where, the moves of the machines, a whole day, the search over days."""
