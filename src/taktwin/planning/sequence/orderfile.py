"""A sequence as a CSV file: `position,ident`, positions from 1."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from taktwin.model.errors import ModelError, Problem
from taktwin.model.nearest import suggest
from taktwin.model.tree import read_text
from taktwin.planning.sequence.problem import SequenceProblem

HEADING = ["position", "ident"]


def write_order(path: Path, problem: SequenceProblem, order: NDArray[np.integer]) -> None:
    """Write a sequence; under its name there is never half a file.

    Raises:
        OSError: The file cannot be written.
    """
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(HEADING)
    rows.writerows((at, problem.idents[car]) for at, car in enumerate(order, 1))
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".draft")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text.getvalue())
        Path(draft).chmod(0o666 & ~_umask())
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def read_order(path: Path, problem: SequenceProblem) -> NDArray[np.int32]:
    """Read a sequence of the cars of a problem.

    Raises:
        ModelError: The heading is another, a car is unknown, stands twice or is missing, a position is out of turn.
    """
    index = {name: at for at, name in enumerate(problem.idents)}
    order: list[int] = []
    problems: list[Problem] = []

    def wrong(line: int | None, column: str, message: str, remedy: str) -> None:
        problems.append(Problem(str(path), line, column, message, remedy))

    lines = list(csv.reader(io.StringIO(read_text(path), newline="")))
    if not lines or [cell.strip() for cell in lines[0]] != HEADING:
        got = ",".join(lines[0]) if lines else "nothing"
        wrong(1, "", f"expected the heading `position,ident`, got `{got}`", "write it as the first line")
        raise ModelError(problems)
    for line, row in enumerate(lines[1:], 2):
        if not row:
            continue
        if len(row) != 2:
            wrong(line, "", f"expected 2 values, got {len(row)}", "write the position and the car's name")
            continue
        position, ident = (cell.strip() for cell in row)
        if position != str(len(order) + 1):
            wrong(
                line, "position", f'expected {len(order) + 1}, got "{position}"', "count the positions from 1, in order"
            )
        at = index.get(ident)
        if at is None:
            wrong(line, "ident", f'unknown car "{ident}"', suggest(ident, index))
        elif at in order:
            wrong(line, "ident", f'the car "{ident}" stands at position {order.index(at) + 1} already', "name it once")
        order.append(-1 if at is None else at)
    missing = sorted(set(range(problem.cars)) - set(order))
    if missing and not problems:
        some = ", ".join(problem.idents[at] for at in missing[:3]) + (", ..." if len(missing) > 3 else "")
        wrong(None, "ident", f"{len(missing)} cars are missing: {some}", "give each car a position")
    if problems:
        raise ModelError(problems)
    return np.array(order, np.int32)
