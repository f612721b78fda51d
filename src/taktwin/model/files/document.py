"""A model file that is edited and written back: comments, order and layout stay as they were."""

from __future__ import annotations

import difflib
import io
import re
from pathlib import Path
from typing import Any

from taktwin.model.errors import ModelError, Problem
from taktwin.model.files.override import apply_override
from taktwin.model.files.write import write_text
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import read_tree
from taktwin.model.values.textfile import read_text

_INDENTED_DASH = re.compile(r"^( *)\S[^\n]*:[ \t]*(?:#[^\n]*)?\n(?:[ \t]*(?:#[^\n]*)?\n)*( *)- ", re.MULTILINE)


def _yaml(text: str) -> Any:
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 1_000_000  # never fold a long line anew
    # take the file's own way of indenting lists
    match = _INDENTED_DASH.search(text)
    offset = len(match[2]) - len(match[1]) if match else 2
    yaml.indent(mapping=2, sequence=offset + 2, offset=offset)
    if text.startswith("---"):
        yaml.explicit_start = True
    return yaml


class Document:
    """A model file with its comments. ``data`` may be edited; `text` and `save` write it back.

    A line that was not edited is written byte for byte as it was read.
    """

    def __init__(self, text: str, path: Path | None = None) -> None:
        """Parse the text of a model file; raises `ModelError` for a syntax error."""
        read_tree(text, str(path or "(text)"))  # for its errors, which name the line and a remedy
        self.path = path
        self._original = text
        self._yaml = _yaml(text)
        self.data: Any = self._yaml.load(text)
        self._as_loaded = self._dump()

    @classmethod
    def load(cls, path: str | Path) -> Document:
        """Read a file; raises `ModelError`."""
        return cls(read_text(Path(path)), Path(path))

    def _dump(self) -> str:
        stream = io.StringIO()
        self._yaml.dump(self.data, stream)
        return stream.getvalue()

    def set(self, path: str, value: Any) -> None:
        """Put a value at a path; raises `ModelError` for an unknown path, the document is then as it was."""
        apply_override(self.data, (path, value))

    def text(self) -> str:
        """The document as YAML."""
        dumped = self._dump()
        return self._original if dumped == self._as_loaded else _keep_lines(self._original, self._as_loaded, dumped)

    def save(self, path: str | Path | None = None) -> Path:
        """Write the document, to its own file if none is named; the old file stays until the new one is complete."""
        target = Path(path) if path is not None else self.path
        if target is None:
            raise ValueError(Phrase("this document has no file: name one"))
        try:
            write_text(target, self.text())
        except OSError as error:
            message = Phrase("cannot write the file ({strerror})", strerror=error.strerror)
            raise ModelError(
                [Problem(str(target), None, "", message, Phrase("check the folder and its rights"))]
            ) from None
        return target


def _keep_lines(original: str, before: str, after: str) -> str:
    """The changes from one dump to the next, made to the original text.

    The dump may lay out some lines in another way than their author did. So only lines that an edit changed are
    taken from the new dump, and all others from the original.
    """
    old, dumped, new = (text.splitlines(keepends=True) for text in (original, before, after))
    place = _places(dumped, new)
    result: list[str] = []
    for tag, a0, a1, b0, b1 in difflib.SequenceMatcher(None, old, dumped, autojunk=False).get_opcodes():
        blocks = (
            [(a0 + k, a0 + k + 1, b0 + k, b0 + k + 1) for k in range(a1 - a0)] if tag == "equal" else [(a0, a1, b0, b1)]
        )
        for old0, old1, dump0, dump1 in blocks:
            now = new[place[dump0] : place[dump1]]
            result += old[old0:old1] if now == dumped[dump0:dump1] else now
    text = "".join(result)
    return text if _same(text, after) else after  # where the layout is too odd, the plain dump is still right


def _places(dumped: list[str], new: list[str]) -> list[int]:
    """For each line of one text, and for its end, where its counterpart begins in another one."""
    place = [0] * (len(dumped) + 1)
    for tag, i0, i1, j0, j1 in difflib.SequenceMatcher(None, dumped, new, autojunk=False).get_opcodes():
        for step in range(i1 - i0):
            place[i0 + step] = j0 + step if tag == "equal" else (j0 if step == 0 else j1)
    place[len(dumped)] = len(new)
    return place


def _same(one: str, other: str) -> bool:
    try:
        return read_tree(one, "").data == read_tree(other, "").data
    except ModelError:
        return False
