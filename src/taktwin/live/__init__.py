"""The running plant: what it says is decoded, written down, understood and watched."""
