"""What changes over time: levels and jobs in the plant, what grows without end, and plants that have gone quiet."""
