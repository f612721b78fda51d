"""Supplier parks: what is made of part families runs the same in both programs, and each job gets what it needs."""
