"""Tables of a finished run: from the kernel's arrays to polars."""

from taktwin.runs.tables.result import Result, joined, result_of

__all__ = ["Result", "joined", "result_of"]
