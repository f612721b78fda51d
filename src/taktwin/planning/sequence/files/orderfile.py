"""A sequence as a CSV file: `position,ident`, positions from 1."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from taktwin.model.files.sequencefile import read_sequence, write_sequence
from taktwin.planning.sequence.problem import SequenceProblem


def write_order(path: Path, problem: SequenceProblem, order: NDArray[np.integer]) -> None:
    """Write a sequence; under its name there is never half a file.

    Raises:
        OSError: The file cannot be written.
    """
    write_sequence(path, [problem.idents[car] for car in order])


def read_order(path: Path, problem: SequenceProblem) -> NDArray[np.int32]:
    """Read a sequence of the cars of a problem (`taktwin.model.files.sequencefile.read_sequence`).

    Raises:
        ModelError: The heading is another, a car is unknown, stands twice or is missing, a position is out of turn.
    """
    return np.array(read_sequence(path, problem.idents), np.int32)
