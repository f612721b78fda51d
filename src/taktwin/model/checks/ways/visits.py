"""Visits: how often a released job, and what is started for it, enters each place in the mean."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

from taktwin.model.checks.flowgraph import Node
from taktwin.model.checks.ways.variants import Variant
from taktwin.model.checks.ways.ways import Start, State, Ways


def visits(
    ways: Ways, base: Mapping[Node, float], variant: Variant, closed: Collection[Node] = ()
) -> dict[State, float] | None:
    """Entries a second into each place that jobs of a variant, or jobs started for them, come to.

    Where visits are asked for, also into each state (see `State`).

    ``base`` is what begins at each place from outside, a second. The flows solve the traffic equations
    flow = base + P' flow, where P holds the shares of the jobs that go on to each next place and the number that each
    starts elsewhere; so a job that comes back is counted each time (Jackson, Networks of waiting lines, Operations
    Research 5(4), 1957). Into the ``closed`` places no job goes on. Jobs of endless lines are not among these (see
    `drawn`).

    None where the equations have no such solution: jobs come without end.
    """
    reached = _reached(ways, [node for node, rate in base.items() if rate > 0], variant, closed)
    if not reached:
        return {}
    from scipy.sparse import csc_array
    from scipy.sparse.linalg import splu

    nodes = sorted(reached)
    begins: dict[State, float] = {}
    for node, rate in base.items():
        begins[ways.begin(node)] = begins.get(ways.begin(node), 0.0) + rate
    at = {node: row for row, node in enumerate(nodes)}
    rows, columns, values = list(range(len(nodes))), list(range(len(nodes))), [1.0] * len(nodes)
    for node in nodes:
        for other, part in reached[node].items():
            rows.append(at[other])
            columns.append(at[node])
            values.append(-part)
    begun = [begins.get(node, 0.0) for node in nodes]
    try:
        found = splu(csc_array((values, (rows, columns)), shape=(len(nodes), len(nodes)))).solve(_array(begun))
    except RuntimeError:  # singular: some never leave
        return None
    if not all(math.isfinite(rate) and rate >= -1e-9 for rate in found):
        return None
    flow = {node: max(float(rate), 0.0) for node, rate in zip(nodes, found, strict=True)}
    if ways.counted:
        for state in nodes:
            flow[state[:3]] = flow.get(state[:3], 0.0) + flow[state]
    return flow


def drawn(ways: Ways, flow: Mapping[State, float], variant: Variant) -> dict[Node, float]:
    """Jobs of endless lines that the jobs of a variant join, a second, by the places where these begin."""
    found: dict[Node, float] = {}
    for start in ways.starts(variant):
        if start.first and (rate := ways.entering(flow, start.at, start.visits)) > 0:
            first = (*start.line, 0)
            found[first] = found.get(first, 0.0) + start.quantity * rate
    return found


def _reached(
    ways: Ways, begins: list[Node], variant: Variant, closed: Collection[Node]
) -> dict[State, dict[State, float]]:
    """The states that are reached, each with what a job there sends on: itself, and the jobs that it starts."""
    starts: dict[Node, list[Start]] = {}
    for one in ways.starts(variant):
        if not one.first:
            starts.setdefault(one.at, []).append(one)
    found: dict[State, dict[State, float]] = {}
    waiting = [ways.begin(node) for node in begins]
    while waiting:
        node = waiting.pop()
        if node in found:
            continue
        sent = {other: part for other, part in ways.onward(node, variant)[0].items() if other[:3] not in closed}
        for one in starts.get(node[:3], []):
            if ways.fits(node, one.visits):
                first = ways.begin((*one.line, 0))
                sent[first] = sent.get(first, 0.0) + one.quantity
        found[node] = sent
        waiting += sent
    return found


def _array(values: list[float]) -> object:
    import numpy as np

    return np.array(values)
