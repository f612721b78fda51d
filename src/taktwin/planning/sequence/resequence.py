"""Mends a sequence after a disturbance: as few positions as possible change."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.model.values.nearest import suggest
from taktwin.planning.sequence.bound import Bound
from taktwin.planning.sequence.kernel import choose, layout
from taktwin.planning.sequence.problem import OBJECTIVES, SequenceProblem, is_sequence
from taktwin.planning.sequence.ready import make_ready
from taktwin.planning.sequence.score import Score, score
from taktwin.planning.sequence.search import CHUNK, Search
from taktwin.planning.sequence.spans import Spans
from taktwin.planning.sequence.start import check_colours, mend, starts

#: Rounds of a search: what a violation is worth in changed positions while the round goes on (mending one takes two
#: positions, or many where cars stand close), how hot it begins, moves.
_ROUNDS = ((8, 1.2, 12 * CHUNK), (40, 3.0, 60 * CHUNK), (40, 1.0, 24 * CHUNK))
_SHARES = {
    choose.SWAP_ANY: 10.0,
    choose.SWAP_COLOUR: 20.0,
    choose.SWAP_NEAR: 15.0,
    choose.SWAP_BROKEN: 35.0,
    choose.SWAP_HOME: 20.0,
}


@dataclass(frozen=True)
class Resequenced:
    """A mended sequence of the cars that are left.

    Attributes:
        problem: The problem of the cars that are left; its ``reference`` is the old sequence without the lost cars.
        order: Car index (of ``problem``) of each position.
        score: Of this sequence.
        changed: Positions that hold another car than the old sequence without the lost cars, closed up, does.
        enough: The values that were wanted.
        reached: Whether they were reached. If not, the sequence comes as near as the search could.
        seconds: Time it took.
    """

    problem: SequenceProblem
    order: NDArray[np.int32]
    score: Score
    changed: int
    enough: dict[str, float]
    reached: bool
    seconds: float


def resequence(
    problem: SequenceProblem,
    order: NDArray[np.integer],
    lost: Sequence[int | str] = (),
    *,
    enough: Mapping[str, float] | None = None,
    frozen: int = 0,
    effort: int = 1,
    seed: int = 1,
) -> Resequenced:
    """Take cars out of a sequence and mend what that breaks, by changing as few positions as possible.

    The cars that are left close up, in their old order. Where this breaks the batch limit or makes an objective of
    ``enough`` worse than wanted, cars change places: the fewest positions for which the wanted values are reached are
    looked for. The same arguments give the same sequence. Pinned positions of ``problem`` are let go: they have moved.

    Args:
        problem: What was sequenced.
        order: The sequence as it was planned.
        lost: Cars that are gone, by index or name.
        enough: The largest value of each objective that will do. Default: the high violations and the colour changes
            that the planned sequence had.
        frozen: Positions at the head of the planned sequence that must not change, apart from closing up.
        effort: How many times as many moves to try as by default, which takes about a quarter of a second for 1,300
            cars.
        seed: Of the random numbers.

    Raises:
        OptionError: ``order`` is no sequence of the cars, a lost car is unknown, ``enough`` names no objective, or
            ``frozen`` or ``effort`` is too small.
        ModelError: No sequence of the cars that are left keeps the batch limit, or they lack what an objective needs.
    """
    _check(frozen, effort, enough or {})
    make_ready()
    began = time.perf_counter()
    order = np.asarray(order, np.int32)
    if not is_sequence(order, problem.cars):
        message = Phrase("the sequence does not name each of the {cars} cars once", cars=problem.cars)
        _wrong("order", message, Phrase("give a permutation of the car indices"))
    wanted = dict(enough) if enough is not None else _as_planned(problem, order)
    left = _without(problem, order, _indices(problem, lost), frozen)
    names = [name for name in OBJECTIVES if name in wanted]
    left = left.with_objectives((*names, "changes"), (*[1000 * left.cars] * len(names), 1))
    assert left.reference is not None
    found = _search(left, wanted, effort, seed)
    final = score(left, found)
    return Resequenced(
        problem=left,
        order=found,
        score=final,
        changed=int(final.values["changes"]),
        enough=wanted,
        reached=all(final.values[name] <= wanted[name] for name in names),
        seconds=time.perf_counter() - began,
    )


def _check(frozen: int, effort: int, enough: Mapping[str, float]) -> None:
    if frozen < 0:
        _wrong("frozen", Phrase("{frozen} positions cannot be frozen", frozen=frozen), Phrase("give 0 or more"))
    if effort < 1:
        _wrong("effort", Phrase("the effort is {effort}", effort=effort), Phrase("give 1 or more"))
    names = [name for name in OBJECTIVES if name != "changes"]  # which are what is made small in any case
    for name, value in enough.items():
        if name not in names:
            _wrong("enough", Phrase('there is no objective "{name}" to be kept', name=name), suggest(name, names))
        if not math.isfinite(value):
            _wrong(
                "enough",
                Phrase("{name} is to be {value} at most", name=name, value=value),
                Phrase("give a number, or leave the objective out"),
            )


def _wrong(parameter: str, message: str, remedy: str) -> NoReturn:
    raise OptionError(f"{parameter}: {message}", remedy, parameter)


def _as_planned(problem: SequenceProblem, order: NDArray[np.int32]) -> dict[str, float]:
    planned = score(problem, order).values
    return {name: planned[name] for name in ("high_violations", "paint_color_changes")}


def _indices(problem: SequenceProblem, lost: Sequence[int | str]) -> list[int]:
    index = {name: at for at, name in enumerate(problem.idents)}
    found = []
    for one in lost:
        at = index.get(one, -1) if isinstance(one, str) else int(one)
        if not 0 <= at < problem.cars:
            _wrong("lost", Phrase('there is no car "{one}"', one=one), Phrase("name cars of the sequence"))
        found.append(at)
    if len(set(found)) == problem.cars:
        _wrong("lost", Phrase("no car is left"), Phrase("name the cars that are lost, not all of them"))
    return found


def _without(problem: SequenceProblem, order: NDArray[np.int32], lost: list[int], frozen: int) -> SequenceProblem:
    """The problem of the cars that are left, numbered anew; the old order, closed up, is its reference."""
    stays = np.ones(problem.cars, bool)
    stays[lost] = False
    number = np.cumsum(stays) - 1
    closed = number[order[stays[order]]].astype(np.int32)
    pinned = np.full(len(closed), -1, np.int32)
    kept = int(stays[order[:frozen]].sum())
    pinned[:kept] = closed[:kept]
    return replace(
        problem,
        idents=tuple(name for name, stay in zip(problem.idents, stays, strict=True) if stay),
        colours=problem.colours[stays],
        has=problem.has[stays],
        pinned=pinned if kept else None,
        spans=_moved_up(problem, stays, len(lost)),
        due=None if problem.due is None else problem.due[stays],
        reference=closed,
        given=None,
        objectives=("changes",),
        weights=(1,),
    )


def _moved_up(problem: SequenceProblem, stays: NDArray[np.bool_], lost: int) -> Spans | None:
    """The spans of the cars that are left: all may come as much sooner as cars are lost."""
    if problem.spans is None:
        return None
    last = int(stays.sum()) - 1
    first = np.maximum(problem.spans[0][stays] - lost, 0)
    return first.astype(np.int32), np.minimum(problem.spans[1][stays], last).astype(np.int32)


def _search(problem: SequenceProblem, wanted: Mapping[str, float], effort: int, seed: int) -> NDArray[np.int32]:
    """The order with the least violations above what is wanted, and of these the one with the fewest changes."""
    names = [name for name in problem.objectives if name != "changes"]
    search = Search(problem, seed, Bound({}, 0.0))
    enough = np.zeros(layout.VALUES, np.int64)
    for name in names:
        at = OBJECTIVES.index(name)
        enough[at] = int(np.floor(wanted[name] * layout.UNIT[at]))
    layout.set_enough(search.arrays, enough)
    closed = problem.reference
    assert closed is not None
    check_colours(problem)
    near = mend(problem, closed)
    search.start(starts(problem)[0] if near is None else near)
    search.goal = int((search.weights * enough).sum())
    search.shares(_SHARES)
    for lent, hot, moves in _ROUNDS:
        soft = search.weights.copy()
        for name in names:
            at = OBJECTIVES.index(name)
            soft[at] = lent * search.scale // layout.UNIT[at]
        search.anneal(soft, hot * search.scale, 0.12 * search.scale, effort * moves, lambda: True)
        search.start(search.best)
    return search.best
