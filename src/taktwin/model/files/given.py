"""Files that a call names: whether they are there, said before any work."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.model.values.sheet import file_of


def given_file(path: str | Path, parameter: str, shipped: Sequence[str] = ()) -> Path:
    """The path of a file to read, or of a sheet of one (`FILE.xlsx#SHEET`); `shipped` are names that would do as well.

    Raises:
        OptionError: there is no such file; `parameter` is the one that named it.
    """
    path = Path(path)
    if path.is_dir():
        raise OptionError(Phrase("'{path}' is a folder", path=path), Phrase("give the file in it"), parameter)
    if path.is_symlink() and not path.exists():
        raise OptionError(
            Phrase("'{path}' is a link that leads to no file", path=path), Phrase("give the file itself"), parameter
        )
    if not file_of(path).is_file():
        remedy = (
            Phrase("check the path, or name one of {names}", names=", ".join(shipped))
            if shipped
            else Phrase("check the path")
        )
        raise OptionError(Phrase("there is no file '{path}'", path=path), remedy, parameter)
    return path
