"""Pages about cars and their parts: a car on a cycle, and what a part does to sound."""
