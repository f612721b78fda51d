"""The history of a plant: the values of a journal in hourly files for questions."""
