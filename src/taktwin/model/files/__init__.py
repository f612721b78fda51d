"""Model files and the files beside them: read, changed and written without loss."""
