"""How the package writes: a file or a folder is made aside and gets its name when it is whole, or nothing is left.

Nothing else in the package opens a file for writing, so what stands under a name is never half written, whether the
disk is full, the program is interrupted or the machine loses power. Two things grow while they are read: what is told
line by line (`append_line`), and what another program says (`open_output`).
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from taktwin.model.phrase import Phrase

if TYPE_CHECKING:
    import polars as pl


@contextmanager
def whole_file(path: str | Path, *, new: bool = False) -> Iterator[BinaryIO]:
    """A binary file to write to; when the block ends without an error, it gets its name.

    Rights are those that an ordinary file would have: the ones of the file that is replaced, else what the umask
    leaves. A link stays, and the file that it names is replaced. A device or a pipe is written to as it is.

    Args:
        path: The file.
        new: Refuse to replace anything, even a file that appears while this one is written.

    Raises:
        FileExistsError: ``new``, and the name is taken.
        IsADirectoryError: It is a folder.
        OSError: It cannot be written; what was there is untouched, and nothing else is left.
    """
    target = Path(path)
    if not new and _is_stream(target):
        try:
            with target.open("wb") as file:
                yield file
        except OSError as error:
            if error.errno and error.filename is None:  # what is still held back is refused at the end
                raise OSError(error.errno, error.strerror, str(path)) from error
            raise
        return
    target = _checked(target, new)
    draft = _beside(target)
    try:
        # not by tempfile: its files are for one's own eyes, whatever the umask says
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR | _BINARY, 0o666), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if new:
            _claim(draft, target)
        else:
            _like(draft, target)
            draft.replace(target)
    except BaseException as error:
        draft.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno and error.filename in (None, str(draft), draft):
            raise OSError(error.errno, error.strerror, str(path)) from error  # the user knows no draft
        raise


def append_line(path: str | Path, line: str, mode: int = 0o666) -> None:
    """Add a line to a file, which is made where there is none; lines of several processes do not mix.

    Args:
        path: The file.
        line: Without its end.
        mode: Rights of a file that is made, less what the umask takes.

    Raises:
        OSError: It cannot be written.
    """
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, mode)
    try:
        os.write(file, line.encode("utf-8") + b"\n")  # in one call
    finally:
        os.close(file)


def open_output(path: str | Path) -> BinaryIO:
    """An empty file for what another program says as it runs. Raises `OSError`."""
    return Path(path).open("wb")


@contextmanager
def whole_folder(path: str | Path) -> Iterator[Path]:
    """A folder to write into; when the block ends without an error, it gets its name, and so do folders above it.

    An empty folder that stands there already is filled: it may be the one that the user is in, or a mounted disk.

    Raises:
        FileExistsError: There is a file, or a folder that is not empty.
        OSError: It cannot be written; nothing is left.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FileExistsError(errno.EEXIST, Phrase("exists already"), str(path))
    filled = target.exists()
    made = [folder for folder in target.parents if not folder.exists()]
    draft = target / _name() if filled else _beside(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.mkdir()
        yield draft
        if filled:
            _empty_into(draft, target)
        else:
            draft.rename(target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        with suppress(OSError):  # another program has put something there
            for folder in made:
                folder.rmdir()
        raise


def write_text(path: str | Path, text: str, *, new: bool = False) -> Path:
    """Write a text (UTF-8, its line ends as they are), as `whole_file` does."""
    with whole_file(path, new=new) as file:
        file.write(text.encode())
    return Path(path)


def write_table(path: str | Path, table: pl.DataFrame) -> Path:
    """Write a table as Parquet, as `whole_file` does."""
    with whole_file(path) as file, polars_faults(path):
        table.write_parquet(file, compression_level=1)  # half the time of the default, 2 % more room
    return Path(path)


@contextmanager
def polars_faults(path: str | Path) -> Iterator[None]:
    """What polars cannot write is told as an error of this file: it tells a full disk in several ways, in words alone.

    Raises:
        OSError: with number, reason and file.
    """
    from polars.exceptions import ComputeError

    try:
        yield
    except (ComputeError, OSError) as error:
        number = _OS_ERROR.search(str(error))
        code = int(number[1]) if number else getattr(error, "errno", None) or errno.EIO
        raise OSError(code, os.strerror(code), str(path)) from error


@contextmanager
def scratch_folder(path: str | Path) -> Iterator[Path]:
    """A folder beside a file for what its writer puts aside; nothing of it is left."""
    folder = _beside(Path(os.path.realpath(path)))
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def check_writable(path: str | Path) -> None:
    """Find out, before long work, whether `whole_file` could write here; nothing is changed.

    Raises:
        OSError: It could not.
    """
    target = Path(path)
    if _is_stream(target):
        return
    probe = _beside(_checked(target, new=False))
    try:
        os.close(os.open(probe, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        error.filename = str(path)
        raise
    finally:
        probe.unlink(missing_ok=True)


_OS_ERROR = re.compile(r"\(os error (\d+)\)")
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would change line ends


def _name() -> str:
    """Hidden, and short: the name that is written may be as long as a name can be."""
    return f".{secrets.token_hex(8)}.part"


def _beside(target: Path) -> Path:
    return target.parent / _name()


def _is_stream(path: Path) -> bool:
    return path.exists() and not path.is_file() and not path.is_dir()


def _checked(path: Path, new: bool) -> Path:
    """The file itself, where a link names it."""
    if new:
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        return path
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if target.exists() and not os.access(target, os.W_OK):  # it could be replaced all the same, against its rights
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    return target


def _like(draft: Path, target: Path) -> None:
    """Give a draft the rights of the file that it replaces, and its owner where that is allowed."""
    if not target.exists():
        return
    before = target.stat()
    if hasattr(os, "chown"):
        with suppress(PermissionError):
            os.chown(draft, before.st_uid, before.st_gid)
    draft.chmod(before.st_mode & 0o777)


def _claim(draft: Path, target: Path) -> None:
    """Give a draft its name, unless that is taken."""
    try:
        os.link(draft, target)  # unlike a rename, this fails where the name is taken
    except FileExistsError as error:
        raise FileExistsError(error.errno, error.strerror, str(target)) from None
    except OSError:  # no links in this file system
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        draft.replace(target)
    else:
        draft.unlink()


def _empty_into(draft: Path, target: Path) -> None:
    """Move all that is in a draft up into the folder that it lies in."""
    moved: list[Path] = []
    try:
        for entry in sorted(draft.iterdir()):
            entry.rename(target / entry.name)
            moved += [target / entry.name]
        draft.rmdir()
    except BaseException:
        for entry in moved:
            if entry.is_dir():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink(missing_ok=True)
        raise
