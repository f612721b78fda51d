"""Files that a command writes at its end, checked at its begin."""

from __future__ import annotations

from pathlib import Path

from taktwin.cli.exits import RUN, USAGE, fail
from taktwin.cli.language.say import text
from taktwin.model.files.write import check_writable


def check_outfile(path: Path | None, *read: Path | None) -> None:
    """See to it, before the work, that a file can be written and is none that is read; None is no file.

    Raises:
        typer.Exit: it is a folder, there is no folder for it, it cannot be written (read-only, open elsewhere), or the
            command reads it.
    """
    if path is None:
        return
    if path.is_dir():
        raise fail([text("{path}: this is a folder; name the file to write", path=path)], RUN)
    folder = path.absolute().parent
    if not folder.is_dir():
        raise fail([text("{path}: there is no folder {folder}; make it first", path=path, folder=folder)], RUN)
    if path.is_file() and any(one is not None and one.is_file() and path.samefile(one) for one in read):
        raise fail([text("{path}: this is what the command reads; name another file to write", path=path)], USAGE)
    try:
        check_writable(path)
    except OSError as error:
        why = error.strerror or error
        message = text(
            "{path}: cannot be written ({why}); close it elsewhere, or name another file", path=path, why=why
        )
        raise fail([message], RUN) from None
