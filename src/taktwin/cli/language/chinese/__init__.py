"""Chinese of what the program says, one file a subject: English text -> Chinese text, placeholders the same.

A file is found by itself. Tests check that every text at a terminal is here, and that none is left over.
"""
