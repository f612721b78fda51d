"""Zones of moving and indexed lines: the work on the job in each, and the operators that it needs."""
