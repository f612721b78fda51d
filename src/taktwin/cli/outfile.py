"""Files that a command writes at its end, checked at its begin."""

from __future__ import annotations

from pathlib import Path

from taktwin.cli.exits import RUN, fail


def check_outfile(path: Path | None) -> None:
    """See to it, before the work, that a file can be written; None is no file.

    Raises:
        typer.Exit: it is a folder, or there is no folder for it.
    """
    if path is None:
        return
    if path.is_dir():
        raise fail([f"{path}: this is a folder; name the file to write"], RUN)
    if not path.absolute().parent.is_dir():
        raise fail([f"{path}: there is no folder {path.absolute().parent}; make it first"], RUN)
