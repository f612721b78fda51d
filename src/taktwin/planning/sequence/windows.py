"""What the last cars of a sequence cost the next one: the ratio windows of several ratios as one graph.

A ratio N/P is an automaton. Its state is which of the last P - 1 cars have the option; the next car, with the option
or without, leads to the next state and costs what the window that it ends holds too much. The states of several ratios
together are the nodes of a graph, and every sequence of the day is a walk through it, one arc a car, whose costs are
exactly the violations of these ratios.

Such a graph grows with two to the power of all windows. So an automaton may forget: where a window would hold more than
N + ``slack`` cars, the new car costs one violation and is then taken as one without the option. Without that car the
window holds one less, and no window holds more: the walk never costs more than the sequence does. That is all a lower
bound needs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from taktwin.planning.sequence.problem import Ratio, SequenceProblem


class Automaton(NamedTuple):
    """One ratio; state 0 is that before the first car of the day."""

    #: Next state, without and with the option; shape (states, 2).
    next: NDArray[np.int64]
    #: Violations of that step; shape (states, 2).
    cost: NDArray[np.int64]
    #: Violations of the windows that the end of the day cuts; shape (states,).
    end: NDArray[np.int64]


class WindowGraph(NamedTuple):
    """The windows of several ratios; node 0 is that before the first car.

    An arc leads from ``tail`` to ``head``, takes a car of the ``kind`` and has the ``cost`` in violations; ``end`` is
    the cost of a day that ends at a node, ``demand`` how many cars of each kind the day has.
    """

    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    kind: NDArray[np.int64]
    cost: NDArray[np.int64]
    end: NDArray[np.int64]
    demand: NDArray[np.int64]


def ratio_within(problem: SequenceProblem, column: int) -> Ratio:
    """A ratio, its window no longer than all cars that are known and one more: a longer one holds the same cars."""
    ratio = problem.ratios[column]
    return replace(ratio, window=min(ratio.window, problem.cars + len(problem.tail_has) + 1))


def states(ratio: Ratio, slack: int) -> int:
    """How many states a ratio has in the long run."""
    places = ratio.window - 1
    return sum(math.comb(places, held) for held in range(min(places, ratio.count + slack) + 1))


def automaton(
    ratio: Ratio, before: Sequence[bool] | NDArray[np.bool_], cut: bool, slack: int, most: int = 1 << 20
) -> Automaton | None:
    """The automaton of one ratio; None where it has more than ``most`` states.

    Args:
        ratio: N/P.
        before: Which of the last cars of the day before have the option.
        cut: Whether windows that reach beyond the end of the day count.
        slack: A window remembers at most N + ``slack`` cars.
        most: States.
    """
    places = ratio.window - 1
    # how many cars are known (windows begin at the first known one), and a bit for each of the last, the newest lowest
    start = (min(len(before), places), _bits(before) & _ones(places))
    index, todo = {start: 0}, [start]
    follows: list[tuple[int, int]] = []
    costs: list[tuple[int, int]] = []
    for known, bits in todo:  # grows while it is walked through
        if len(todo) > most:
            return None
        pair: list[tuple[int, int]] = []
        for flag in (0, 1):
            window, cost = bits << 1 | flag, 0
            if flag and window.bit_count() > ratio.count + slack:
                window, cost = bits << 1, 1
            if known == places:
                cost += max(0, window.bit_count() - ratio.count)
            then = (min(known + 1, places), window & _ones(places))
            if then not in index:
                index[then] = len(index)
                todo.append(then)
            pair.append((index[then], cost))
        follows.append((pair[0][0], pair[1][0]))
        costs.append((pair[0][1], pair[1][1]))
    end = [
        sum(max(0, (bits & _ones(length)).bit_count() - ratio.count) for length in range(1, known + 1)) if cut else 0
        for known, bits in todo
    ]
    return Automaton(np.array(follows), np.array(costs), np.array(end))


def window_graph(problem: SequenceProblem, columns: Sequence[int], slack: int, most_arcs: int) -> WindowGraph | None:
    """The graph of the ratios ``columns``; None where it has more than ``most_arcs`` arcs.

    Cars that do not differ in these ratios are of one kind.
    """
    kinds, demand = np.unique(problem.has[:, columns], axis=0, return_counts=True)
    parts = []
    for column in columns:
        ratio, before = ratio_within(problem, column), problem.tail_has[:, column]
        part = automaton(ratio, before, problem.cut_windows, slack, most_arcs // len(kinds))
        if part is None:
            return None
        parts.append(part)
    sizes = [len(part.end) for part in parts]
    if math.prod(sizes) > 2**62:
        return None
    number = {0: 0}
    frontier = np.zeros(1, np.int64)  # nodes as numbers with one digit a ratio
    tails, heads, which, costs, ends = [], [], [], [], []
    while len(frontier):
        digits = np.unravel_index(frontier, sizes)
        ends.append(np.sum([part.end[digit] for part, digit in zip(parts, digits, strict=True)], axis=0))
        found: list[int] = []
        for kind, flags in enumerate(kinds.astype(np.int64)):
            steps = list(zip(parts, digits, flags, strict=True))
            then = np.asarray(np.ravel_multi_index([part.next[digit, flag] for part, digit, flag in steps], sizes))
            for node in then.tolist():
                if node not in number:
                    number[node] = len(number)
                    found.append(node)
            if len(number) * len(kinds) > most_arcs:
                return None
            tails.append(frontier)
            heads.append(then)
            which.append(np.full(len(then), kind))
            costs.append(np.sum([part.cost[digit, flag] for part, digit, flag in steps], axis=0))
        frontier = np.array(found, np.int64)
    nodes, ids = np.array(list(number)), np.array(list(number.values()))
    order = np.argsort(nodes)
    nodes, ids = nodes[order], ids[order]
    tail, head = (ids[np.searchsorted(nodes, np.concatenate(one))] for one in (tails, heads))
    return WindowGraph(tail, head, np.concatenate(which), np.concatenate(costs), np.concatenate(ends), demand)


def _ones(places: int) -> int:
    return (1 << places) - 1


def _bits(flags: Sequence[bool] | NDArray[np.bool_]) -> int:
    bits = 0
    for flag in flags:
        bits = bits << 1 | int(flag)
    return bits
