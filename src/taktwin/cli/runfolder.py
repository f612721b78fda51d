"""Where a run is written: a folder of its own, never over an older one."""

from __future__ import annotations

import errno
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from taktwin.cli.exits import RUN, fail
from taktwin.cli.language.say import text

if TYPE_CHECKING:
    from taktwin.api.plant import Run


def wanted(out: Path | None) -> Path | None:
    """Return `out` when a run may be written there.

    Raises:
        typer.BadParameter: Something stands there already. Asked before the run, so that no work is lost.
        typer.Exit: No folder can be made there.
    """
    if out is None:
        return None
    if out.is_dir() and not any(out.iterdir()):
        return out
    if out.exists() or out.is_symlink():
        raise typer.BadParameter(
            text("'{path}' exists already; name a new folder, or remove it first.", path=out), param_hint="--out"
        )
    above = next((p for p in out.absolute().parents if p.exists()), Path("/"))
    if not above.is_dir():
        raise fail([text("{path}: '{above}' is a file, not a folder; name another place", path=out, above=above)], RUN)
    return out


def next_free(name: str, parent: Path = Path("runs")) -> Path:
    """Return the first folder `parent/<name>-<n>` after all that exist, n from 1."""
    pattern = re.compile(rf"{re.escape(name)}-(\d+)")
    taken = [int(m[1]) for p in parent.glob(f"{name}-*") if (m := pattern.fullmatch(p.name))] if parent.is_dir() else []
    return parent / f"{name}-{max(taken, default=0) + 1}"


def save(run: Run, out: Path | None, name: str, language: str, tables: Sequence[str] = ()) -> Path:
    """Write a run into `out`, or into the next free folder under `runs`, and return that folder.

    Raises:
        OSError: The folder cannot be written; no half-written folder is left.
    """
    if out is not None:
        run.save(out, language=language, tables=tables)
        return out
    while True:
        folder = next_free(name)
        try:
            run.save(folder, language=language, tables=tables)
        except OSError as error:
            if error.errno in (errno.EEXIST, errno.ENOTEMPTY):  # another process took the number in the meantime
                continue
            raise
        return folder
