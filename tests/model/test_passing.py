"""Buffers without a place: the plant is, to the bit, the one without them."""

from __future__ import annotations

from typing import Any

import pytest

import taktwin
from taktwin.model.errors import ModelError
from tests.kernel.plants import Data, history, line, run

PASSED: Data = {"buffer": "none", "capacity": 0}


def plants(place: int, kind: str) -> tuple[Data, Data]:
    """A line with a rework loop, joined doors and a call, with a passed buffer at a place, and without."""
    flow: list[Data] = [
        {"station": "a", "cycle": "exp(9 s)", "failures": [{"up": "exp(90 s)", "repair": "exp(9 s)"}]},
        {"station": "b", "cycle": "exp(8 s)", "servers": 2, "routes": [{"to": "rework", "share": "20 %"}]},
        {"conveyor": "c", "capacity": 2, "transit": "4 s"} if kind == "belt" else {"buffer": "c", "capacity": 2},
        {"station": "d", "cycle": "exp(7 s)", "joins": [{"line": "doors"}]},
    ]
    doors: list[Data] = [{"station": "door", "cycle": "exp(3 s)"}]
    rework: list[Data] = [{"buffer": "yard", "capacity": "unlimited"}, {"station": "sand", "cycle": "exp(5 s)"}]
    lines = {
        "doors": {"call": {"at": "a"}, "flow": [{"buffer": "calls", "capacity": "unlimited"}, *doors]},
        "rework": {"to": "c", "flow": rework},
    }
    without = line(list(flow), lines=lines)
    with_it = line([*flow[:place], PASSED, *flow[place:]], lines=lines)
    lines_with: Any = with_it["shops"]["shop"]["lines"]
    if place == 2:
        lines_with["rework"] = {"to": "none", "flow": rework}
    if place == 0:
        lines_with["doors"] = lines["doors"] | {"call": {"at": "none"}}
        lines_with["doors"]["flow"] = [*lines["doors"]["flow"], PASSED | {"buffer": "none too"}]
    return with_it, without


@pytest.mark.rule("A buffer of capacity 0 is only passed: the plant is the one without it")
@pytest.mark.parametrize("kind", ["belt", "buffer"])
@pytest.mark.parametrize("place", range(5))
def test_to_the_bit(place, kind):
    with_it, without = plants(place, kind)
    found, expected = run(with_it, 5000), run(without, 5000)
    assert found.jobs.equals(expected.jobs)
    for name in "abd":
        assert history(found, name) == history(expected, name)


def test_a_plain_line_keeps_its_fast_path():
    flow = [{"station": "a", "cycle": "exp(9 s)"}, PASSED, {"station": "b", "cycle": "exp(8 s)"}]
    one, other = run(line(flow), 5000), run(line([flow[0], flow[2]]), 5000)
    assert one.jobs.equals(other.jobs)


PLANT = """
name: passed
orders: {{jobs: {{}}}}
fleets: {{tugs: {{count: 1, speed: 1 m/s}}}}
shops:
  s:
    lines:
      l: {{orders: jobs, flow: [{{station: a, cycle: 1 s{route}}}, {flow}]}}
      other: {{orders: jobs, {other}}}
"""
GIVEN = {
    "route": "",
    "flow": "{buffer: b, capacity: 0}, {station: c, cycle: 1 s}",
    "other": "to: c, flow: [{station: d, cycle: 1 s}]",
}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"flow": "{buffer: b, capacity: 0, point: here}, {station: c, cycle: 1 s}"}, "is never entered"),
        ({"other": "to: c, flow: [{buffer: d, capacity: 0}]"}, "no element of this line has a place"),
        (
            {"route": ", routes: [{to: b, share: 10 %}]", "flow": "{station: c, cycle: 1 s}, {buffer: b, capacity: 0}"},
            '"b" has no place and ends its line',
        ),
        (
            {
                "flow": "{transport: t, fleet: tugs, distance: 1 m}, {buffer: b, capacity: 0}, "
                "{transport: u, fleet: tugs, distance: 1 m}, {station: c, cycle: 1 s}"
            },
            'the transport "u" follows the transport "t"',
        ),
        (
            {
                "flow": "{lift: h, speed: 1 m/s, routes: [{to: d, at: 1 m}]}, {station: c, cycle: 1 s}",
                "other": "to: c, flow: [{station: e, cycle: 1 s}, {buffer: d, capacity: 0}]",
            },
            '"d" has no place and ends its line',
        ),
        (
            {
                "flow": "{buffer: b, capacity: 0}, {station: c, cycle: 1 s, merge: {first: [b]}}",
            },
            'no jobs come here from "b"',
        ),
    ],
)
def test_what_has_no_meaning_is_refused(changes, message):
    taktwin.load(PLANT.format(**GIVEN))
    with pytest.raises(ModelError, match=message):
        taktwin.load(PLANT.format(**(GIVEN | changes)))
