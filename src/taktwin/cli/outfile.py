"""Files that a command writes at its end, checked at its begin."""

from __future__ import annotations

import tempfile
from pathlib import Path

from taktwin.cli.exits import RUN, fail


def check_outfile(path: Path | None) -> None:
    """See to it, before the work, that a file can be written; None is no file.

    Raises:
        typer.Exit: it is a folder, there is no folder for it, or it cannot be written (read-only, open elsewhere).
    """
    if path is None:
        return
    if path.is_dir():
        raise fail([f"{path}: this is a folder; name the file to write"], RUN)
    folder = path.absolute().parent
    if not folder.is_dir():
        raise fail([f"{path}: there is no folder {folder}; make it first"], RUN)
    try:
        if path.exists():
            path.open("ab").close()
        else:
            tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        why = f"cannot be written ({error.strerror or error}); close it elsewhere, or name another file"
        raise fail([f"{path}: {why}"], RUN) from None
