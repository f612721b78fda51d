"""What changes over time: levels and jobs in the plant, and what grows without end."""
