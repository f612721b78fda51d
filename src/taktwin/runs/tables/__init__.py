"""Tables of a finished run: from the kernel's arrays to polars."""

from taktwin.runs.tables.result import Result, result_of

__all__ = ["Result", "result_of"]
