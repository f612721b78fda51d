"""A claim: one statement with its figures, kind, scope and source; and what every kind of claim is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from taktwin.analysis.claims.finding import Finding
from taktwin.analysis.claims.printed import Printed
from taktwin.analysis.claims.units import Dims

#: What a scope may name; two claims meet only where all of it is equal.
SCOPE = ("group", "brand", "plant", "place", "of", "year", "period", "base")
HOME = "Chongqing"  # of claims that name no place


@dataclass(frozen=True)
class Claim:
    """One statement.

    Attributes:
        id: its name.
        kind: of the register of kinds; empty for a sentence, whose kinds are found.
        values: field -> printed figure.
        options: field -> text, of fields that take no figure (``on: roof``).
        statement: the sentence, empty where the fields are given.
        scope: who, where and when: it keeps unlike figures apart.
        source: where it was printed.
        model: a shipped model or model file whose takt it is held against.
    """

    id: str
    kind: str = ""
    values: Mapping[str, Printed] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    statement: str = ""
    scope: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    model: str = ""

    @property
    def place(self) -> str:
        """Where it is said of: Chongqing unless it names another place."""
        return self.scope.get("place", HOME)


@dataclass(frozen=True)
class Takes:
    """A field of a kind: the dimensions of its figure (None: whatever), or the words that it may be."""

    dims: tuple[Dims, ...] | None = None
    example: str = ""
    words: tuple[str, ...] = ()
    needed: bool = False
    free: bool = False  # any text
    signed: bool = False  # may be negative


@dataclass(frozen=True)
class Sentence:
    """A sentence with its figures, and the words in lower case."""

    text: str
    words: str
    figures: tuple[Printed, ...]

    def having(self, dims: Dims) -> list[Printed]:
        """The figures of these dimensions, in order."""
        return [one for one in self.figures if one.dims == dims]


@dataclass(frozen=True)
class Read:
    """What a kind makes of a sentence."""

    values: Mapping[str, Printed]
    options: Mapping[str, str] = field(default_factory=dict)


class Kind(Protocol):
    """What a file of `taktwin.analysis.claims.kinds` offers."""

    FIELDS: Mapping[str, Takes]
    TOGETHER: tuple[tuple[str, ...], ...]  # one of these sets of fields must be given

    def read(self, sentence: Sentence) -> Read | None:
        """The figures of a sentence that are a claim of this kind; None where it is none."""

    def judge(self, claim: Claim) -> Finding:
        """The verdict on a claim whose fields have been checked."""
        ...
