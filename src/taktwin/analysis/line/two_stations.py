"""One buffer of a line with the stations on both sides of it: a small Markov chain, solved level by level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from taktwin.analysis.line.sides import (
    BLOCKED,
    DOWN,
    MORE,
    STARVED,
    WORKING,
    Ahead,
    Behind,
    Downstream,
    Machine,
    Matrix,
    Upstream,
)

IMPOSSIBLE = 1e-200  # a probability or rate below this is taken for 0, before divisions lose their digits


@dataclass(frozen=True)
class Link:
    """The steady state of one buffer.

    `throughput` of the station behind it; mean `level`; the share of time in which that station has no job (`empty`)
    and in which the one before is blocked (`full`); and what the chains beside it are told.
    """

    throughput: float
    level: float
    empty: float
    full: float
    behind: Behind
    ahead: Ahead


def solved(
    places: int,
    own: tuple[Machine, Machine],
    beside: tuple[Machine | None, Machine | None],
    told: tuple[Behind | None, Ahead | None],
) -> Link:
    """Solve the chain of a buffer.

    Args:
        places: in the buffer.
        own: the stations before and behind it.
        beside: the station before those and the one behind them, if the line goes on there.
        told: what is known of these from their own chains.
    """
    up, down = Upstream(own[0], beside[0], told[0]), Downstream(own[1], beside[1], told[1])
    levels = _levels(places, up, down)
    flow = sum(float((level @ down.on).sum()) for level in levels[1:])
    shares = np.array([level.sum() for level in levels])
    held = np.clip(np.arange(places + 3) - 1, 0, places)
    return Link(
        flow,
        float(shares @ held),
        float(shares[0]),
        float(shares[-1]),
        _behind(levels, up, down, beside[0]),
        _ahead(levels, up, down),
    )


def _levels(places: int, up: Upstream, down: Downstream) -> list[Matrix]:
    """Probabilities, one matrix (phase upstream, phase downstream) for each number of jobs 0 ... places + 2.

    The jobs are those that have left the first station's work and not the second station. A chain that changes by one
    level at a time is solved by eliminating the levels from below (block Gauss elimination; M. F. Neuts:
    Matrix-Geometric Solutions in Stochastic Models, 1981, section 1.7 on finite chains).
    """
    active, busy = np.eye(len(up.active)), np.eye(len(down.busy))
    middle = np.kron(up.moves, busy) + np.kron(active, down.moves)
    local = [
        np.kron(up.moves, np.eye(len(down.idle))) + np.kron(active, down.waits),
        *[middle] * (places + 1),
        np.kron(up.waits, busy) + np.kron(np.eye(len(up.held)), down.moves),
    ]
    rise = [np.kron(up.done, down.begin), *[np.kron(up.done, busy)] * places, np.kron(up.full, busy)]
    fall = [np.kron(active, down.out), *[np.kron(active, down.on)] * places, np.kron(up.again, down.on)]
    back: list[Matrix] = []  # the level below = the level above times this; nothing negative, so no digits are lost
    reduced = local[0]
    for k, rising in enumerate(rise):
        back.append(np.maximum(np.linalg.solve(-reduced.T, fall[k].T).T, 0.0))
        reduced = local[k + 1] + back[k] @ rising
    found = [_balanced(reduced)]
    for factor in reversed(back):
        found.append(found[-1] @ factor)
        scale = found[-1].sum()
        if scale > 1e100:  # the highest levels may be as good as impossible
            found = [level / scale for level in found]
    whole = sum(level.sum() for level in found)
    sizes = [(len(active), len(down.idle)), *[(len(active), len(busy))] * (places + 1), (len(up.held), len(busy))]
    return [level.reshape(size) / whole for level, size in zip(reversed(found), sizes, strict=True)]


def _balanced(generator: Matrix) -> Matrix:
    """Steady state of a small chain, each probability exact to its own digits, however small it is.

    W. K. Grassmann, M. I. Taksar, D. P. Heyman: Regenerative analysis and steady state distributions for Markov chains.
    Operations Research 33 (1985), 1107-1116: elimination of one state after the other without a subtraction.
    """
    count = len(generator)
    system = np.vstack([generator.T[1:], np.ones(count)])
    rough = np.linalg.solve(system, np.eye(count)[-1])
    order = np.argsort(-rough)  # the last to be left must be a state that does occur
    rates = np.maximum(generator[np.ix_(order, order)], 0.0)
    for n in range(count - 1, 0, -1):
        leaving = rates[n, :n].sum()
        rates[:n, n] = rates[:n, n] / leaving if leaving > 0 else 0.0
        rates[:n, :n] += np.outer(rates[:n, n], rates[n, :n])
    found = np.ones(count)
    for n in range(1, count):
        found[n] = found[:n] @ rates[:n, n]
    result = np.empty(count)
    result[order] = found / found.sum()
    return result


def _behind(levels: list[Matrix], up: Upstream, down: Downstream, before: Machine | None) -> Behind:
    """What the chain behind this one must know of the first station and of the jobs that wait for the second."""
    states = [state for state, _ in up.active]
    phases = tuple(p for p in (STARVED, WORKING, DOWN) if p in states)
    group = _grouped(states, phases)
    leaving = down.on.sum(axis=1)
    last, then = [], []
    for kind in (WORKING, BLOCKED):
        leaves = np.array([state == kind for state, _ in down.busy]) * leaving
        only = levels[2] @ leaves
        last.append(_ratio(only.sum(), sum((level @ leaves).sum() for level in levels[2:]), 0.0))
        then.append(_shares((only if len(levels) > 3 else only @ up.again) @ group, phases))
    wakes = starves = 0.0
    if before and STARVED in phases:
        short = levels[0].sum(axis=1) + levels[1].sum(axis=1)
        starving = short[[state == STARVED for state in states]].sum()
        wakes = before.rate * _ratio(short[up.active.index((STARVED, WORKING))], starving, 1.0)
        after = (levels[0].sum(axis=1) @ up.done) @ group
        starves = _ratio(after[0], after.sum(), 0.0)
    return Behind(phases, wakes, starves, (last[0], last[1]), (then[0], then[1]))


def _ahead(levels: list[Matrix], up: Upstream, down: Downstream) -> Ahead:
    """What the chain before this one must know of the second station and of the room for the first one's jobs."""
    states = [state for state, _ in down.busy]
    phases = tuple(q for q in (WORKING, DOWN, BLOCKED) if q in states)
    leaving = up.full.sum(axis=1)
    filling = leaving @ levels[-3]
    fills = _ratio(filling.sum(), sum((leaving @ level).sum() for level in levels[:-2]), 0.0)
    then = _shares((filling @ down.begin if len(levels) == 3 else filling) @ _grouped(states, phases), phases)
    crowded = levels[-2].sum(axis=0) + levels[-1].sum(axis=0)
    working = np.array([state == WORKING for state in states])
    to_block = np.array([state == WORKING and c != MORE for state, c in down.busy])
    stuck = np.array([state == BLOCKED for state in states])
    blocks = _ratio(crowded[to_block].sum(), crowded[working].sum(), 0.0)
    unblocks = _ratio(crowded[stuck] @ down.on.sum(axis=1)[stuck], crowded[stuck].sum(), 1.0)
    return Ahead(phases, blocks, unblocks, fills, then)


def _grouped(states: Sequence[str], phases: Sequence[str]) -> Matrix:
    return np.array([[float(state == phase) for phase in phases] for state in states])


def _ratio(part: float, whole: float, otherwise: float) -> float:
    """A share, or `otherwise` of something that is as good as impossible."""
    return float(part / whole) if whole > IMPOSSIBLE else otherwise


def _shares(flows: Matrix, phases: Sequence[str]) -> Matrix:
    """Flows as shares of their sum; working where there is no flow at all."""
    total = flows.sum()
    return flows / total if total > IMPOSSIBLE else np.array([float(phase == WORKING) for phase in phases])
