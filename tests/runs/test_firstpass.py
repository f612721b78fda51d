"""First pass: a gate sends nobody to rework, and copies of a line are one place."""

from __future__ import annotations

import pytest

import taktwin
from taktwin.api.run import Run

CELLS = """
taktwin: 1
name: cells
options: {size: {small: 40 %, large: 60 %}}
orders: {bodies: {interval: 60 s}}
shops:
  body:
    lines:
      main: {orders: bodies, flow: [{station: gate, cycle: 5 s, GATE}]}
      cell:
        copies: 3
        to: out
        flow: [{buffer: queue, capacity: 50}, {station: weld, cycle: 100 s, routes: [{to: repair, share: 10 %}]}]
      repair: {to: out, flow: [{buffer: yard, capacity: unlimited}, {station: bench, cycle: 90 s}]}
      other: {to: out, flow: [{buffer: other-queue, capacity: 50}]}
      end: {flow: [{station: out, cycle: 10 s}]}
"""


def cells(gate: str, days: float = 5.0) -> Run:
    return taktwin.load(CELLS.replace("GATE", gate)).simulate(days=days, warmup=0)


def first_pass(run: Run, station: str) -> float:
    row = run.result.resources.filter(station=station).row(0, named=True)
    return row["first_pass"] / row["jobs"]


@pytest.mark.parametrize(
    "gate",
    [
        "route_by: shortest_queue, routes: [{to: cell}, {to: other, when: {size: small}}]",
        "routes: [{to: cell, share: 70 %}, {to: other, share: 30 %}]",
        "routes: [{to: cell, when: {size: large}}, {to: other, when: {size: small}}]",
    ],
)
def test_a_gate_that_sends_all_elsewhere_sends_none_to_rework(gate: str) -> None:
    """And of three equal cells each body passes one: 90 % pass first time, not 0.9 to the third."""
    run = cells(gate)
    assert first_pass(run, "gate") == 1.0
    assert run.kpis["first_pass_yield"].value == pytest.approx(0.9, abs=0.02)


@pytest.mark.parametrize(
    "gate",
    [
        "routes: [{to: cell, share: 30 %}, {to: other, share: 10 %}]",
        "routes: [{to: cell, when: {size: small}}, {to: other, when: {size: large}, share: 10 %}]",
        "route_by: shortest_queue, routes: [{to: cell, when: {size: small}}, {to: other, full: go_on}]",
    ],
)
def test_where_jobs_can_go_on_along_the_line_another_way_is_rework(gate: str) -> None:
    assert first_pass(cells(gate), "gate") < 0.75
