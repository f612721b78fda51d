"""The file of a snapshot: a NumPy archive with a checksum over all that is in it.

The checksum tells damage. It is no seal: whoever makes a file on purpose can make the checksum too, so what is read is
held to be a state of the plant besides (see `check`).
"""

from __future__ import annotations

import ast
import errno
import hashlib
import json
import math
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from taktwin.model.phrase import Phrase

CHECKSUM = "checksum"
ABOUT = "about"
_MOST_HEADER = 1 << 16  # bytes of the description of an array


class DamagedError(ValueError):
    """The file is not, byte for byte, what was written."""


def write(file: BinaryIO, about: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> None:
    """Write head and arrays with their checksum."""
    content = {**arrays, ABOUT: np.array(json.dumps(dict(about)))}
    np.savez(file, **content, **{CHECKSUM: np.array(checksum(content))})  # type: ignore[arg-type]


def checksum(content: Mapping[str, np.ndarray]) -> str:
    """Of all arrays, with their names, types and shapes."""
    digest = hashlib.blake2b(digest_size=16)
    for name in sorted(content):
        array = np.ascontiguousarray(content[name])
        digest.update(repr((name, array.dtype.descr, array.shape)).encode())
        digest.update(array.view(np.uint8).data if array.size and array.dtype.itemsize else b"")
    return digest.hexdigest()


class Archive:
    """An open file: its head first, then its arrays.

    Raises:
        DamagedError: it is no such archive, or it is damaged.
        OSError: it cannot be read.
    """

    def __init__(self, path: str | Path) -> None:
        path = Path(path)
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise DamagedError(Phrase("not a regular file"))
        try:
            with zipfile.ZipFile(path) as archive:
                content = {name.removesuffix(".npy"): data for name, data in _members(archive, status.st_size)}
            self.about = _head(content)
            self._content = content
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, RecursionError) as error:
            raise DamagedError(str(error)) from None
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise
            raise DamagedError(Phrase("a place in it lies before its begin")) from None

    def arrays(self) -> dict[str, np.ndarray]:
        """All arrays, when their checksum is right."""
        arrays = {name: _array(name, data) for name, data in self._content.items()}
        said = arrays.pop(CHECKSUM, None)
        if said is None or str(said) != checksum(arrays):
            raise DamagedError(Phrase("its checksum does not fit its content"))
        del arrays[ABOUT]
        return arrays


def _members(archive: zipfile.ZipFile, size: int) -> list[tuple[str, bytes]]:
    """What is in the archive; nothing is unpacked that could be larger than the file."""
    infos = archive.infolist()
    plain = all(info.compress_type == zipfile.ZIP_STORED and not info.flag_bits & 1 for info in infos)
    if not plain or sum(info.file_size for info in infos) > size or len({i.filename for i in infos}) < len(infos):
        raise DamagedError(Phrase("it is packed in another way"))
    return [(info.filename, archive.read(info)) for info in infos]


def _head(content: Mapping[str, bytes]) -> dict[str, Any]:
    if ABOUT not in content:
        raise DamagedError(Phrase("it has no head"))
    try:
        about = json.loads(str(_array(ABOUT, content[ABOUT])))
    except (ValueError, SystemError, OverflowError, RecursionError) as error:
        raise DamagedError(Phrase("its head cannot be read ({error})", error=error)) from None
    if not isinstance(about, dict):
        raise DamagedError(Phrase("its head is no mapping"))
    return about


def _array(name: str, data: bytes) -> np.ndarray:
    """The array of a member in NumPy's format; its size is known to be that of the data before it is made."""
    if data[:6] != b"\x93NUMPY" or data[6:7] not in (b"\x01", b"\x02", b"\x03"):
        raise DamagedError(Phrase("{name} is no array", name=name))
    wide = data[6] > 1
    begin = 12 if wide else 10
    length = int.from_bytes(data[8:begin], "little")
    if len(data) < begin + length or length > _MOST_HEADER:
        raise DamagedError(Phrase("{name} has no description", name=name))
    try:
        said = ast.literal_eval(data[begin : begin + length].decode("utf-8" if data[6] == 3 else "latin-1").strip())
        dtype, shape = np.lib.format.descr_to_dtype(said["descr"]), said["shape"]
        sizes = isinstance(shape, tuple) and all(type(n) is int and n >= 0 for n in shape)
        if dtype.hasobject or not dtype.itemsize or said["fortran_order"] is not False or not sizes:
            raise ValueError(Phrase("a type or shape of another kind"))
    except (ValueError, TypeError, KeyError, SyntaxError, MemoryError, RecursionError, AttributeError) as error:
        raise DamagedError(
            Phrase("the description of {name} cannot be read ({error})", name=name, error=type(error).__name__)
        ) from None
    rest = data[begin + length :]
    if math.prod(shape) * dtype.itemsize != len(rest):
        raise DamagedError(Phrase("{name} is not as long as it says", name=name))
    if not rest:
        return np.zeros(shape, dtype)
    return np.frombuffer(rest, dtype).reshape(shape)
