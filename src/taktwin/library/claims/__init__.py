"""What printed figures are held against, each value with its source, and the register of claims about the cluster."""
