"""Parsed model files, kept: YAML takes half a second for a whole plant, reading what was parsed before a hundredth.

A file is known by its text, its name (which the lines carry for error messages) and the program that parsed it, so
nothing kept can be out of date. Whatever goes wrong with the folder, the text is parsed as if there were none.
"""

from __future__ import annotations

import contextlib
import hashlib
import pickle
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from taktwin.model.files.cachefolder import cache_root, sealed, unsealed
from taktwin.model.files.write import whole_file
from taktwin.model.text import tree as parser
from taktwin.model.text.tree import Tree

WORTH_KEEPING = 20_000  # characters; a shorter text is parsed in less time than a person notices
MOST_FILES = 50  # the newest are kept
_PARSER = Path(parser.__file__)


def parsed(text: str, file: str, read: Callable[[str, str], Tree]) -> Tree:
    """``read(text, file)``, from the folder where it has been read before; an error is never kept."""
    if len(text) < WORTH_KEEPING:
        return read(text, file)
    path = cache_root() / "models" / f"{_key(text, file)}.pickle"
    with contextlib.suppress(Exception):  # not there, unreadable, or written by another program
        content = unsealed(path.read_bytes(), path.name)
        found = pickle.loads(content) if content is not None else None
        if isinstance(found, Tree):
            return found
    tree = read(text, file)
    with contextlib.suppress(OSError, RecursionError):  # no room, no right, or nested too deep to be written
        _keep(tree, path)
    return tree


def _key(text: str, file: str) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for part in (_PARSER.read_bytes(), version("ruamel.yaml"), file, text):
        content = part if isinstance(part, bytes) else part.encode()
        digest.update(len(content).to_bytes(8, "little") + content)
    return digest.hexdigest()


def _keep(tree: Tree, path: Path) -> None:
    content = sealed(pickle.dumps(tree, protocol=pickle.HIGHEST_PROTOCOL), path.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as file:
        file.write(content)
    files = sorted(path.parent.glob("*.pickle"), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in files[MOST_FILES:]:
        old.unlink(missing_ok=True)
