"""The delivery modes of a model's supplier park: proposed by the integer program, verified by simulation."""
