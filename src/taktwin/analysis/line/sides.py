"""What a buffer of a line feels of the stations before and behind it: the two sides of a cut, for the decomposition.

Each side is its own station exactly, and of the station after next only as much as matters at once. Upstream that is,
as long as no further job waits for the own station, what the station before it does (whether it delivers in time); else
only `MORE`, that a further job waits. Downstream it is, as long as the place behind the own station is full, what the
station behind it does (whether it makes room in time); else only `MORE`, that there is room.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Move = tuple[Hashable, Hashable, float]
MORE = "more"
STARVED, WORKING, DOWN, BLOCKED = "starved", "working", "down", "blocked"


@dataclass(frozen=True)
class Machine:
    """A station: jobs, failures and repairs per unit of time of work, of work, and of repair."""

    rate: float
    failure_rate: float
    repair_rate: float


@dataclass(frozen=True)
class Behind:
    """What the next chain downstream is told of the stations behind it (seen against the flow).

    `phases`: what the station before can do. `wakes`: rate at which its starvation ends while it keeps the next one
    short. `starves`: chance that it starves after the job that ends such a shortage. `last`: chance that the job taken
    is the last one waiting, after a departure that was not, and one that was blocked. `then`: what the station before
    does at that time.
    """

    phases: tuple[str, ...]
    wakes: float
    starves: float
    last: tuple[float, float]
    then: tuple[Matrix, Matrix]


@dataclass(frozen=True)
class Ahead:
    """What the next chain upstream is told of the stations ahead of it.

    `phases`: what the station behind can do. `blocks`: chance that its job is blocked while it keeps the one before
    full up. `unblocks`: rate at which that ends. `fills`: chance that a job takes the last room. `then`: what the
    station behind does at that time.
    """

    phases: tuple[str, ...]
    blocks: float
    unblocks: float
    fills: float
    then: Matrix


class Upstream:
    """The station before a buffer, and what it feels of the station before it.

    `active`: labels while the buffer has room; `held`: labels while the own finished job is blocked. Rates: `moves`
    among the active, `done` with a job that leaves, `full` with one that is blocked, `waits` among the held, and
    `again` (chances) from held to active.
    """

    def __init__(self, own: Machine, before: Machine | None, behind: Behind | None) -> None:
        phases = behind.phases if behind else ()
        classes = [*phases, MORE]
        fails = own.failure_rate > 0
        self.active = [(STARVED, p) for p in phases] + [(WORKING, c) for c in classes]
        self.active += [(DOWN, c) for c in classes] if fails else []
        self.held = classes
        moves: list[Move] = []
        waits: list[Move] = []
        done: list[Move] = [((WORKING, p), (STARVED, p), own.rate) for p in phases]
        again: list[Move] = [(p, (STARVED, p), 1.0) for p in phases]
        if before and behind:
            for begin, end, rate in _neighbour(before, phases, (STARVED, WORKING, behind.wakes)):
                moves += [((own_state, begin), (own_state, end), rate) for own_state in (STARVED, WORKING, DOWN)]
                waits.append((begin, end, rate))
            moves += [((own_state, WORKING), (own_state, MORE), before.rate) for own_state in (WORKING, DOWN)]
            waits.append((WORKING, MORE, before.rate))
            # The job that ends a shortage is the only one again.
            moves.append(((STARVED, WORKING), (WORKING, WORKING), before.rate * (1 - behind.starves)))
            moves.append(((STARVED, WORKING), (WORKING, STARVED), before.rate * behind.starves))
        for kind, out, factor in ((0, done, own.rate), (1, again, 1.0)):
            begin = (WORKING, MORE) if kind == 0 else MORE
            last = behind.last[kind] if behind else 0.0
            out.append((begin, (WORKING, MORE), factor * (1 - last)))
            out += [
                (begin, (WORKING, p), factor * last * share)
                for p, share in zip(phases, behind.then[kind] if behind else (), strict=True)
            ]
        if fails:
            moves += [((WORKING, c), (DOWN, c), own.failure_rate) for c in classes]
            moves += [((DOWN, c), (WORKING, c), own.repair_rate) for c in classes]
        self.done = _matrix(self.active, self.active, done)
        self.full = _matrix(self.active, self.held, [((WORKING, c), c, own.rate) for c in classes])
        self.moves = _generator(_matrix(self.active, self.active, moves), self.full)
        self.waits = _generator(_matrix(self.held, self.held, waits))
        self.again = _matrix(self.held, self.active, again)


class Downstream:
    """The station behind a buffer, and what it feels of the station behind it.

    `idle`: labels while there is no job for it; `busy`: labels while there is. Rates: `waits` among the idle, `moves`
    among the busy, `on` with a job that leaves while another is there, `out` with one after which there is none; and
    `begin` (chances) from idle to busy.
    """

    def __init__(self, own: Machine, after: Machine | None, ahead: Ahead | None) -> None:
        phases = ahead.phases if ahead else ()
        classes = [*phases, MORE]
        fails = own.failure_rate > 0
        self.idle = classes
        self.busy = [(WORKING, c) for c in classes] + ([(DOWN, c) for c in classes] if fails else [])
        self.busy += [(BLOCKED, q) for q in phases]
        moves: list[Move] = [((WORKING, q), (BLOCKED, q), own.rate) for q in phases]
        waits: list[Move] = []
        leaves: list[tuple[Hashable, str, float]] = []
        if after and ahead:
            blocks = ahead.blocks if BLOCKED in phases else 0.0
            departs = [(WORKING, after.rate * (1 - blocks))]
            departs += [(BLOCKED, ahead.unblocks)] if BLOCKED in phases else []
            for begin, end, rate in _neighbour(after, phases, (WORKING, BLOCKED, after.rate * blocks)):
                moves += [((own_state, begin), (own_state, end), rate) for own_state in (WORKING, DOWN, BLOCKED)]
                waits.append((begin, end, rate))
            for phase, rate in departs:
                moves += [((own_state, phase), (own_state, MORE), rate) for own_state in (WORKING, DOWN)]
                waits.append((phase, MORE, rate))
                # The own job goes on into the room that was made: no more room, and the next station begins anew.
                leaves.append(((BLOCKED, phase), WORKING, rate))
        fills = ahead.fills if ahead else 0.0
        leaves.append(((WORKING, MORE), MORE, own.rate * (1 - fills)))
        leaves += [
            ((WORKING, MORE), q, own.rate * fills * share)
            for q, share in zip(phases, ahead.then if ahead else (), strict=True)
        ]
        if fails:
            moves += [((WORKING, c), (DOWN, c), own.failure_rate) for c in classes]
            moves += [((DOWN, c), (WORKING, c), own.repair_rate) for c in classes]
        self.on = _matrix(self.busy, self.busy, [(begin, (WORKING, c), rate) for begin, c, rate in leaves])
        self.out = _matrix(self.busy, self.idle, leaves)
        self.moves = _generator(_matrix(self.busy, self.busy, moves), self.on)
        self.waits = _generator(_matrix(self.idle, self.idle, waits))
        self.begin = _matrix(self.idle, self.busy, [(c, (WORKING, c), 1.0) for c in classes])


def _neighbour(machine: Machine, phases: Sequence[str], special: Move) -> list[Move]:
    """How the phase of the station after next changes without a departure."""
    found = [special] if special[0] in phases and special[1] in phases else []
    if DOWN in phases:
        found += [(WORKING, DOWN, machine.failure_rate), (DOWN, WORKING, machine.repair_rate)]
    return found


def _matrix(rows: Sequence[Hashable], columns: Sequence[Hashable], entries: Sequence[Move]) -> Matrix:
    """Rates by label; entries of labels that the side does not have are left out."""
    row, column = {label: i for i, label in enumerate(rows)}, {label: i for i, label in enumerate(columns)}
    found = np.zeros((len(rows), len(columns)))
    for begin, end, rate in entries:
        if begin in row and end in column:
            found[row[begin], column[end]] += rate
    return found


def _generator(moves: Matrix, leaving: Matrix | None = None) -> Matrix:
    """Rates of change with the negative sum of all that leaves a state on the diagonal."""
    total = moves.sum(axis=1) + (0.0 if leaving is None else leaving.sum(axis=1))
    return moves - np.diag(total)
