"""The language in which the program speaks: every text at a terminal, in English or in Chinese."""
