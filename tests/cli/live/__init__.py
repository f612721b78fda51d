"""The commands of the running plant."""
