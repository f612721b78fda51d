"""The way of one job, and of the jobs that were called for it, place by place."""
