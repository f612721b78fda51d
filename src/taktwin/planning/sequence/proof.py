"""How few violations several ratios need together: prices from a linear program, proved by a dynamic program.

Every car of a kind gets a price, in violations, that is paid back to the walk through the graph of windows
(``windows``) which takes it. The cheapest walk of all with as many cars as the day has, whatever their kinds, plus the
prices of the cars that the day has, is a lower bound: the true sequence is one of these walks (Lagrangian relaxation,
Held and Karp 1971; as a flow of kinds of cars through states of windows). The best prices are the dual values of the
linear program that lets fractions of cars flow. They are rounded, and the cheapest walk is counted in whole numbers:
so the bound holds whatever the linear program did.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from taktwin.planning.highs import silent_highs
from taktwin.planning.sequence.bound import ratio_bound_of
from taktwin.planning.sequence.problem import SequenceProblem
from taktwin.planning.sequence.score import Score
from taktwin.planning.sequence.windows import WindowGraph, ratio_within, states, window_graph

#: Arcs of the largest graph: its linear program takes about ten seconds.
MOST_ARCS = 200_000
#: Prices are whole numbers of this part of a violation.
_PARTS = 1 << 20
#: No price is higher, so that sums over all cars stay far from the end of 64 bits.
_DEAREST = 10_000.0
#: Up to so many arcs the simplex method is faster than interior points.
_SMALL = 20_000
_NEVER = 1 << 60


def prove(
    problem: SequenceProblem,
    found: Score,
    high: bool,
    *,
    seconds: float = float("inf"),
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[int]:
    """Lower bounds of the violations of the ratios of one priority, from several ratios at a time.

    Ratios are put into groups whose graphs are small enough. A group for which ``found`` is proved the best is left.

    Args:
        problem: What is to be sequenced; pinned positions and colours are not looked at.
        found: What a good sequence has.
        high: The ratios of high priority, or those of low priority.
        seconds: Time to take, about.
        stopped: Asked again and again; true ends it.

    Yields:
        Violations; each bound is better than the last, the first one better than the sum of ``bound.ratio_bound``.
    """
    until = time.perf_counter() + seconds
    total = sum(ratio_bound_of(problem, column) for column, ratio in enumerate(problem.ratios) if ratio.high == high)
    for group in groups(problem, high):
        last = sum(ratio_bound_of(problem, column) for column in group)
        wanted = sum(found.by_ratio[problem.ratios[column].name] for column in group)
        for least in _prove_group(problem, group, wanted, stopped, until):
            total, last = total + least - last, least
            yield total


def _prove_group(
    problem: SequenceProblem, group: list[int], wanted: int, stopped: Callable[[], bool], until: float
) -> Iterator[int]:
    """Bounds for some ratios together: with more and more memory, and where that is too much with fewer ratios."""

    def ended() -> bool:
        return stopped() or time.perf_counter() > until

    alone = {column: ratio_bound_of(problem, column) for column in group}
    least, apart, slack, nodes = sum(alone.values()), 0, 0, 0
    while least < wanted and group and not ended():
        graph = window_graph(problem, group, slack, MOST_ARCS)
        if graph is None:
            largest = max(group, key=lambda column: states(ratio_within(problem, column), slack))
            group = [column for column in group if column != largest]
            apart, nodes = apart + alone[largest], 0
            continue
        if len(graph.end) == nodes:  # nothing more to remember
            break
        prices = best_prices(graph, ended, until - time.perf_counter())
        if prices is None:
            break
        bound = cheapest(graph, prices, problem.cars, ended)
        if bound is None:
            break
        if apart + bound > least:
            least = apart + bound
            yield least
        slack, nodes = 2 * slack + 1, len(graph.end)


def groups(problem: SequenceProblem, high: bool) -> list[list[int]]:
    """The ratios of one priority in groups, the tightest first, each into the first group that has room for it.

    Ratios that no car of the day has, or that no window is short enough for, are in none.
    """
    total = problem.cars + len(problem.tail_has)
    columns = [
        column
        for column, ratio in enumerate(problem.ratios)
        if ratio.high == high and problem.has[:, column].any() and (problem.cut_windows or ratio.window <= total)
    ]
    columns.sort(key=lambda at: -problem.has[:, at].sum() * problem.ratios[at].window / problem.ratios[at].count)
    found: list[list[int]] = []
    for column in columns:
        for group in found:
            if _arcs(problem, [*group, column]) <= MOST_ARCS:
                group.append(column)
                break
        else:
            found.append([column])
    return found


def _arcs(problem: SequenceProblem, columns: Sequence[int]) -> float:
    kinds = len(np.unique(problem.has[:, columns], axis=0))
    product = float(kinds)
    for column in columns:
        product *= states(ratio_within(problem, column), 0)
    return product


def best_prices(
    graph: WindowGraph, stopped: Callable[[], bool] = lambda: False, seconds: float = float("inf")
) -> NDArray[np.int64] | None:
    """What a car of each kind is worth, in parts of a violation; None where it was stopped or the time did not do.

    The dual values of: a flow of one walk, in fractions, from the first node to any, that takes each kind as often as
    the day has it, at the least cost.
    """
    import highspy
    from scipy.sparse import coo_matrix

    arcs, nodes, kinds = len(graph.tail), len(graph.end), len(graph.demand)
    arc = np.arange(arcs)
    rows = np.concatenate([graph.tail, graph.head, nodes + graph.kind, np.arange(nodes)])
    columns = np.concatenate([arc, arc, arc, arcs + np.arange(nodes)])
    values = np.concatenate([np.ones(arcs), -np.ones(arcs), np.ones(arcs), np.ones(nodes)])
    matrix = coo_matrix((values, (rows, columns)), shape=(nodes + kinds, arcs + nodes)).tocsc()
    right = np.concatenate([[1.0], np.zeros(nodes - 1), graph.demand])

    def look(event: highspy.HighsCallbackEvent) -> None:
        if stopped():
            event.interrupt()

    solver = silent_highs()
    options = {
        "threads": 1,
        "solver": "simplex" if arcs < _SMALL else "ipm",
        "run_crossover": "off",  # prices need no basis
        "time_limit": min(max(seconds, 0.0), 1e6),
    }
    for name, value in options.items():
        solver.setOptionValue(name, value)
    solver.cbSimplexInterrupt += look
    solver.cbIpmInterrupt += look
    none = np.zeros(0)
    solver.addRows(nodes + kinds, right, right, 0, none.astype(np.int32), none.astype(np.int32), none)
    solver.addCols(
        arcs + nodes,
        np.concatenate([graph.cost, graph.end]).astype(np.float64),
        np.zeros(arcs + nodes),
        np.full(arcs + nodes, highspy.kHighsInf),
        matrix.nnz,
        np.asarray(matrix.indptr[:-1], np.int32),
        np.asarray(matrix.indices, np.int32),
        np.asarray(matrix.data, np.float64),
    )
    solver.run()
    found, status = solver.getSolution(), solver.getModelStatus()
    if status in (highspy.HighsModelStatus.kInterrupt, highspy.HighsModelStatus.kTimeLimit) or not found.dual_valid:
        return None
    prices = np.nan_to_num(np.array(found.row_dual)[nodes:])
    return np.rint(np.clip(prices, -_DEAREST, _DEAREST) * _PARTS).astype(np.int64)


def cheapest(
    graph: WindowGraph, prices: NDArray[np.int64], cars: int, stopped: Callable[[], bool] = lambda: False
) -> int | None:
    """The bound for given prices: the cheapest walk of ``cars`` arcs, and the prices of the cars of the day.

    None where it was stopped.
    """
    by_head = np.argsort(graph.head, kind="stable")
    head, tail = graph.head[by_head], graph.tail[by_head]
    cost = (graph.cost * _PARTS - prices[graph.kind])[by_head]
    first = np.flatnonzero(np.concatenate([[True], head[1:] != head[:-1]]))
    reached = head[first]
    best = np.full(len(graph.end), _NEVER, np.int64)
    best[0] = 0
    for _ in range(cars):
        if stopped():
            return None
        best, before = np.full_like(best, _NEVER), best
        best[reached] = np.minimum.reduceat(before[tail] + cost, first)
        best[best > _NEVER // 2] = _NEVER
    least = int((best + graph.end * _PARTS).min()) + int((prices * graph.demand).sum())
    return -(-least // _PARTS)
