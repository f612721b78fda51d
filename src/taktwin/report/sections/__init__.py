"""The sections of the report, one a file: each gives its section in one language, or None with nothing to show."""
