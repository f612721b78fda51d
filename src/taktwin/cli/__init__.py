"""The command line: one file a command, no calculation of its own."""

from taktwin.cli.app import main

__all__ = ["main"]
