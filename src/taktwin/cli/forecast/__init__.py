"""`taktwin forecast`: what a shift will produce, from what stands where."""
