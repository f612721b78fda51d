"""The commands of the running plant: what is unusual in a series, and a day watched."""
