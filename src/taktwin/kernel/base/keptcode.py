"""Compiled code on disk, with a checksum in every file.

Numba reads its cache with `pickle` and runs the machine code in it, so a half-written or damaged file would end every
start with an error until somebody deletes the folder, or do worse. Here a damaged file is one that is not there: the
function is compiled again and the file replaced. A folder that cannot be read or written, or is full, costs the time
to compile and nothing else. Files get their names when they are whole, so any number of processes may compile at once.
This leans on the inside of Numba.
"""

from __future__ import annotations

import contextlib
import pickle
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from numba.core.caching import CompileResultCacheImpl, FunctionCache, IndexDataCacheFile

from taktwin.model.files.cachefolder import sealed, unsealed

_DEAD_S = 3600.0  # a draft that has not been finished for so long is one of a dead process


class _CheckedFiles(IndexDataCacheFile):
    """Index and data files of one function."""

    def _load_index(self) -> dict[Any, str]:
        with contextlib.suppress(OSError):
            content = unsealed(Path(self._index_path).read_bytes(), self._index_name)
            if content is not None:
                version, stamp, overloads = pickle.loads(content)
                if (version, stamp) == (self._version, self._source_stamp):
                    return overloads
        return {}

    def _save_index(self, overloads: dict[Any, str]) -> None:
        content = self._dump((self._version, self._source_stamp, overloads))
        with self._open_for_write(self._index_path) as file:
            file.write(sealed(content, self._index_name))

    def _load_data(self, name: str) -> Any:
        content = unsealed(Path(self._data_path(name)).read_bytes(), name)
        if content is None:
            raise OSError("damaged")  # which means that it is not there
        return pickle.loads(content)

    def _save_data(self, name: str, data: Any) -> None:
        with self._open_for_write(self._data_path(name)) as file:
            file.write(sealed(self._dump(data), name))


class KeptCode(FunctionCache):
    """The code of one function in a folder, which is named by the content of what it was compiled from."""

    def __init__(self, function: Callable[..., Any], folder: Path) -> None:
        self._name, self._py_func = repr(function), function
        # made without its constructor, which looks for a folder of Numba's own
        self._impl = CompileResultCacheImpl.__new__(CompileResultCacheImpl)
        self._cache_path = str(folder)
        line = function.__code__.co_firstlineno
        module = function.__module__.rpartition(".")[2]
        python = f"py{sys.version_info[0]}{sys.version_info[1]}{getattr(sys, 'abiflags', '')}"
        base = f"{module}.{function.__qualname__}-{line}.{python}"
        self._cache_file = _CheckedFiles(self._cache_path, base, folder.name)
        self.enable()

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """The code, without making Numba ready to compile first, which takes 0.4 s and comes when it compiles."""
        return self._load_overload(sig, target_context)

    def _save_overload(self, sig: Any, data: Any) -> None:
        folder = Path(self._cache_path)
        with contextlib.suppress(OSError):  # no room, no right: it is compiled again next time
            folder.mkdir(parents=True, exist_ok=True)
            key = self._index_key(sig, data.codegen)
            self._cache_file.save(key, self._impl.reduce(data))
            _clear(folder)


def is_kept(folder: Path, name: str) -> bool:
    """Whether the code of the function ``name`` is in the folder, undamaged."""
    with contextlib.suppress(OSError):
        return any(unsealed(path.read_bytes(), path.name) is not None for path in folder.glob(f"*.{name}-*.nbc"))
    return False


def _clear(folder: Path) -> None:
    """Remove the drafts of processes that died while they wrote."""
    for draft in folder.glob("*.tmp.*"):
        if time.time() - draft.stat().st_mtime > _DEAD_S:
            draft.unlink(missing_ok=True)
