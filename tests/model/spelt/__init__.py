"""What counts and copies in a model stand for, when they are spelt out."""
