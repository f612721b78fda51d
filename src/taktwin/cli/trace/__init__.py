"""`taktwin trace`: the way of one order through the plant, and of the parts that were called for it."""
