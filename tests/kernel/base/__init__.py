"""The machinery of the kernel: its caches and its compilation as one program."""
