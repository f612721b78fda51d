"""Supply: how parts come into the plant, and in what quantities.

`modes` chooses the delivery mode of every part.
"""
