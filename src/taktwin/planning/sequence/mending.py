"""A planned sequence without the cars that dropped out: from the plan and the lost cars to the mended sequence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from taktwin.model.errors import OptionError
from taktwin.model.files.given import given_file
from taktwin.model.files.sequencefile import check_idents
from taktwin.model.phrase import Phrase
from taktwin.planning.sequence.cars import Cars
from taktwin.planning.sequence.files.lost import read_lost
from taktwin.planning.sequence.files.orderfile import read_order
from taktwin.planning.sequence.objectives import parse_values
from taktwin.planning.sequence.problem import OBJECTIVES
from taktwin.planning.sequence.resequence import Resequenced, resequence
from taktwin.planning.sequence.score import Score, score
from taktwin.planning.sequence.study import whole


@dataclass(frozen=True, kw_only=True)
class MendingOptions:
    """How a sequence is mended.

    Attributes:
        lost: the cars that dropped out: a file with one a line, names with commas, or a list of names.
        frozen: positions at the head that are on their way already.
        enough: what will do for each objective, as `NAME=N,...` or a mapping; None for the high violations and colour
            changes of the plan.
        effort: how many times as long to search.
        seed: the same seed gives the same sequence.

    Raises:
        OptionError: a value is out of range, or there is no such objective.
    """

    lost: str | Sequence[str]
    frozen: int = 0
    enough: str | Mapping[str, float] | None = None
    effort: int = 1
    seed: int = 1

    def __post_init__(self) -> None:
        for name, value, least in (("frozen", self.frozen, 0), ("effort", self.effort, 1), ("seed", self.seed, 0)):
            if value < least:
                raise OptionError(
                    Phrase("{name} must be at least {least}, got {value}", name=name, least=least, value=value),
                    "",
                    name,
                )
        self.wanted  # noqa: B018 - read once, to be checked

    @property
    def wanted(self) -> Mapping[str, float] | None:
        """What will do, objective -> value."""
        return parse_values(self.enough) if isinstance(self.enough, str) else self.enough


@dataclass(frozen=True)
class Mending:
    """A mended sequence.

    Attributes:
        cars: of the plan.
        lost: names of the cars that dropped out.
        mended: what is left of the plan after the search.
        planned: what the plan was worth, before.
        closed: what it is worth when the cars that are left close up.
    """

    cars: Cars
    lost: list[str]
    mended: Resequenced
    planned: Score
    closed: Score

    @property
    def objectives(self) -> list[str]:
        """The objectives of the cars, and those that something was wanted of."""
        own = self.cars.problem.objectives
        return [*own, *(one for one in OBJECTIVES if one in self.mended.enough and one not in own)]

    @property
    def table(self) -> pl.DataFrame:
        """What each objective is worth: objective, planned, closed_up, mended, enough (null where none is wanted)."""
        rows = [
            (one, *(float(each.values[one]) for each in (self.planned, self.closed, self.mended.score)),
             self.mended.enough.get(one))
            for one in self.objectives
        ]  # fmt: skip
        schema = {"objective": pl.String} | dict.fromkeys(("planned", "closed_up", "mended", "enough"), pl.Float64)
        return pl.DataFrame(rows, schema, orient="row")

    @property
    def idents(self) -> list[str]:
        """The cars that are left, in the mended sequence."""
        return [self.mended.problem.idents[car] for car in self.mended.order]

    def as_dict(self) -> dict[str, Any]:
        """What `taktwin resequence --json` prints: the objectives, and the positions that change."""
        left, names = self.mended.problem, self.objectives
        assert left.reference is not None
        return {
            "instance": self.cars.problem.name,
            "cars": left.cars,
            "lost": self.lost,
            "planned": {one: whole(self.planned.values[one]) for one in names},
            "closed_up": {one: whole(self.closed.values[one]) for one in names},
            "mended": {one: whole(self.mended.score.values[one]) for one in names},
            "enough": {one: whole(value) for one, value in self.mended.enough.items()},
            "reached": self.mended.reached,
            "changed": self.mended.changed,
            "positions": [
                {"position": at + 1, "before": left.idents[old], "ident": left.idents[new]}
                for at, (old, new) in enumerate(zip(left.reference, self.mended.order, strict=True))
                if old != new
            ],
            "seconds": round(self.mended.seconds, 3),
        }


def mend_sequence(cars: Cars, plan: str | Path | Sequence[str], options: MendingOptions) -> Mending:
    """Take cars out of a planned sequence, and mend what that breaks by changing as few positions as possible.

    Args:
        cars: those of the day.
        plan: the planned sequence: a CSV file with `position,ident`, or idents in their order.
        options: see there.

    Raises:
        ModelError: the plan is not one of these cars, or no sequence of those that are left keeps the batch limit.
        OptionError: a lost car is unknown, or none is left.
    """
    problem, order = cars.problem, _order(cars, plan)
    lost = read_lost(options.lost, problem.idents) if isinstance(options.lost, str) else list(options.lost)
    mended = resequence(
        problem, order, lost,
        enough=options.wanted, frozen=options.frozen, effort=options.effort, seed=options.seed,
    )  # fmt: skip
    assert mended.problem.reference is not None
    return Mending(cars, lost, mended, score(problem, order), score(mended.problem, mended.problem.reference))


def _order(cars: Cars, plan: str | Path | Sequence[str]) -> NDArray[np.int32]:
    if isinstance(plan, str | Path):
        return read_order(given_file(plan, "plan"), cars.problem)
    return np.array(check_idents(list(plan), cars.problem.idents), np.int32)
