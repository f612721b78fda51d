"""`taktwin new`, and the model file that it writes."""
