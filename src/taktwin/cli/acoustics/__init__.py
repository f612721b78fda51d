"""`taktwin acoustics`: what a part does to sound."""
