"""A YAML file of one noun, read whole or not at all, and what is wrong with its values, each with file and line."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, NoReturn, TypeVar

from pydantic import ValidationError

from taktwin.model.errors import ModelError, Problem, TaktwinError
from taktwin.model.files.translate import translate
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import OTHERS_BEGIN, Path_, Tree, begins_with, read_tree
from taktwin.model.values.noun import Noun
from taktwin.model.values.textfile import read_text

N = TypeVar("N", bound=Noun)


def read_noun(path: str | Path, noun: type[N]) -> tuple[Tree, N]:
    """The data of a file, with their lines, and the noun that they make.

    Raises:
        ModelError: with file, line, field, what was expected and a remedy of each problem.
    """
    tree = read_tree(read_text(Path(path)), str(path), _begins(noun))
    return tree, noun_of(tree, noun)


def _begins(noun: type[Noun]) -> str:
    """How such a file begins: with the version of its format, the field that takes a literal alone, if it has one."""
    key = next((name for name, one in noun.model_fields.items() if one.annotation == Literal[1]), None)
    return OTHERS_BEGIN if key is None else begins_with(key)


def noun_of(tree: Tree, noun: type[N]) -> N:
    """The noun that some data make. Raises `ModelError` as `read_noun` does."""
    try:
        return noun.model_validate(tree.data)
    except ValidationError as error:
        raise ModelError(translate(error, tree, noun)) from None


class Faults:
    """Collects what is wrong with the values of a file, so that all of it is told at once."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.problems: list[Problem] = []

    def add(self, path: Path_, message: str, remedy: str) -> None:
        """Note one thing that is wrong."""
        file, line = self.tree.origin(path)
        self.problems.append(Problem(file, line, ".".join(map(str, path)), message, remedy))

    def stop(self, path: Path_, message: str, remedy: str) -> NoReturn:
        """Note it, and raise what was found so far."""
        self.add(path, message, remedy)
        raise ModelError(self.problems)

    def raise_found(self) -> None:
        """Raise `ModelError` where anything was noted."""
        if self.problems:
            raise ModelError(self.problems)

    @contextmanager
    def noted(self, path: Path_) -> Iterator[None]:
        """What is refused within (an error of ours) is noted with this place; the work goes on after the block."""
        try:
            yield
        except ModelError as error:  # has its places
            self.problems += error.problems
        except TaktwinError as error:
            self.add(path, error.message, error.remedy)

    def number(self, path: Path_, value: Any, what: str, least: float = 0.0, most: float = math.inf) -> float | None:
        """A finite number within bounds; None, and a note, where it is none."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self.add(path, f"expected {what}, got {shown(value)}", "write a plain number")
            return None
        if not least <= value <= most:
            told = (
                Phrase("from {least:g} to {most:g}", least=least, most=most)
                if most < math.inf
                else Phrase("of {least:g} or more", least=least)
            )
            self.add(path, f"expected {what} {told}, got {value:g}", "correct the number")
            return None
        return float(value)


def shown(value: Any) -> str:
    """A value as a message shows it: short."""
    if value is None:
        return "nothing"
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    return f'"{value}"' if len(str(value)) <= 60 else f'"{str(value)[:60]}..."'
