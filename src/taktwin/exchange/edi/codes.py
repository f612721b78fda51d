"""What the status codes of SEQ and SCC mean: tables that a user can change, since partners differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from taktwin.model.errors import ModelError, Problem
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import read_tree

#: What can be said of a call of a vehicle, and of a quantity of a delivery schedule.
SEQUENCE = ("new", "change", "cancel")
SCHEDULE = ("firm", "planning", "immediate")


@dataclass(frozen=True)
class Codes:
    """Tables of codes: pairs of code and meaning.

    Several codes may mean the same; what is written is the first of them.

    Attributes:
        sequence: status of a call (SEQ): new, change, cancel.
        schedule: status of a quantity (SCC): firm, planning, immediate.
    """

    sequence: tuple[tuple[str, str], ...] = (("39", "new"), ("2", "change"), ("3", "cancel"))
    schedule: tuple[tuple[str, str], ...] = (("1", "firm"), ("4", "planning"), ("10", "immediate"))

    @cached_property
    def meaning(self) -> Mapping[str, Mapping[str, str]]:
        """Table -> code -> meaning."""
        return {"sequence": dict(self.sequence), "schedule": dict(self.schedule)}

    @cached_property
    def code(self) -> Mapping[str, Mapping[str, str]]:
        """Table -> meaning -> the code to write."""
        tables = {"sequence": self.sequence, "schedule": self.schedule}
        return {name: {means: code for code, means in reversed(pairs)} for name, pairs in tables.items()}


OURS = Codes()


def read_codes(path: str | Path) -> Codes:
    """Read tables of codes from a YAML file with `sequence` and `schedule`, each optional: code -> meaning.

    A table that is given takes the place of ours. A code that begins with a zero needs quotation marks: '06'.

    Raises:
        ModelError: the file is not such a table.
        OSError: it cannot be read.
    """
    path = Path(path)
    remedy = Phrase("write `sequence:` and below it, indented, lines such as `39: new`")
    try:
        tree = read_tree(path.read_text(encoding="utf-8"), str(path))
    except UnicodeDecodeError:
        raise ModelError([Problem(str(path), None, "", Phrase("this is no text in UTF-8"), remedy)]) from None
    except ModelError as error:  # its remedies are those of a model file
        raise ModelError([replace(one, remedy=remedy) for one in error.problems]) from None
    tables = {"sequence": SEQUENCE, "schedule": SCHEDULE}
    if not tree.data or not set(tree.data) <= set(tables):
        what = Phrase("a table of codes has the keys `sequence` and `schedule`, or one of them")
        raise ModelError([Problem(str(path), 1, "", what, remedy)])
    found = {}
    for name, pairs in tree.data.items():
        words = tables[name]
        if not isinstance(pairs, dict) or not pairs or not all(one in words for one in pairs.values()):
            what = Phrase("this is no table from codes to {words}", words=", ".join(words))
            raise ModelError([Problem(*tree.origin((name,)), name, what, remedy)])
        found[name] = tuple(pairs.items())
    return Codes(**found)
