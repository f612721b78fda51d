"""Plant events as lines of JSON or CSV: from a file that grows, a pipe, or HTTP."""
