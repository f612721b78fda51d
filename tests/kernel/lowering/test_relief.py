"""A plant with one thing eased is the plant that the model would say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from taktwin.kernel.base import state as k
from taktwin.kernel.kinds.register import KINDS
from taktwin.kernel.lowering.builder import Builder
from taktwin.kernel.lowering.program import Program
from taktwin.kernel.lowering.relief import eased, more_places
from taktwin.kernel.lowering.times import kernel_parameters, scaled, scaled_rows, table_of
from taktwin.model.values.distribution import EXAMPLES, PARAMETERS, parse_distribution
from taktwin.runs.simulation import Simulation
from tests.kernel.plants import Data, line, program_of
from tests.kernel.rules.small import bolts

MEASURED_HERE = [
    "discrete(10 s = 20 %, 30 s = 30 %, 20 s = 50 %)",
    "empirical(1 s, 2 s, 3 s, 4 s, 5 s, 6 s, 7 s, 8 s, 9 s)",
    "interpolated(1 s, 2 s, 5 s)",
]
COLOURS: Data = {"options": {"colour": {"red": "50 %", "blue": "50 %"}}}


def outcome(program: Program) -> dict[str, list]:
    """What a run of some hours comes to, to the bit."""
    simulation = Simulation(program, 5)
    simulation.advance_to(20_000.0)
    simulation.settle()
    a = simulation.arrays
    return {
        "seconds": a["seconds"].tolist(),
        "works": a["resource_states"]["works"].tolist(),
        "areas": a["node_states"]["area"].tolist(),
        "stocks": a["stock_states"]["area"].tolist(),
    }


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_scaled_distribution_is_that_of_scaled_times(kind):
    longer = {"mean", "value", "low", "mode", "high", "sd", "scale"}
    text = EXAMPLES[kind]
    found = parse_distribution(text)
    params = [p * (0.9 if name in longer else 1.0) for (name, _), p in zip(PARAMETERS[kind], found.params, strict=True)]
    wanted = replace(found, params=tuple(params))
    row = np.zeros(1, k.DIST)
    row[0] = (*kernel_parameters(found), found.mean, 0.0)
    assert np.array(scaled(row[0], 0.9).tolist()) == pytest.approx(
        (*kernel_parameters(wanted), wanted.mean, 0.0), rel=1e-12
    )


@pytest.mark.parametrize("text", MEASURED_HERE)
def test_a_scaled_table_is_that_of_scaled_times(text):
    found = parse_distribution(text)
    times = len(found.params) // (2 if found.kind == "discrete" else 1)
    wanted = replace(found, params=tuple(0.9 * t for t in found.params[:times]) + found.params[times:])
    builder = Builder()
    builder.distribution(parse_distribution("exp(5 s)"))
    at, other = builder.distribution(found), builder.distribution(wanted)
    dists = builder.arrays(KINDS)["dists"]
    rows = scaled_rows(dists, at, 0.9)
    assert np.array(rows[0].tolist()) == pytest.approx(dists[other].tolist(), rel=1e-12)
    assert table_of(rows, 0) == pytest.approx(table_of(dists, other), rel=1e-12)


def _line(cycle: str = "tri(80 s, 100 s, 130 s)", places: int = 5) -> Data:
    return line(
        [{"station": "a", "cycle": cycle}, {"buffer": "b", "capacity": places}, {"station": "c", "cycle": "exp(95 s)"}]
    )


def _setup(red: str, blue: str, time: str) -> Data:
    cycle = {"by": "colour", "red": red, "blue": blue}
    return line([{"station": "a", "cycle": cycle, "setup": {"by": "colour", "time": time}}], **COLOURS)


def _belt(transit: str) -> Data:
    """Its spacing is the transit time a place."""
    return line([{"conveyor": "w", "transit": transit, "capacity": 8}, {"station": "a", "cycle": "5 s"}])


def _press(hit: str, change: str) -> Data:
    makes = {p: {"part": p, "hit": hit, "lot": 5, "reorder": 2} for p in ("p", "q")}
    stocks = {p: {"part": p, "initial": 9} for p in ("p", "q")}
    parts = {p: {"family": "panels", "unit": "piece"} for p in ("p", "q")}
    flow = [{"station": "m", "cycle": "20 s", "uses": {"p": 1, "q": 1}}]
    return line(flow, parts=parts, stocks=stocks, shop={"cells": {"press": {"makes": makes, "change": change}}})


def _crew(size: int) -> Data:
    mode = {"up": "exp(300 s)", "repair": "exp(120 s)", "crew": "fitters"}
    flow = [{"station": name, "cycle": "10 s", "failures": [mode]} for name in "xyz"]
    return line(flow, crews={"fitters": {"size": size}})


def _lane(every: str) -> Data:
    lane = {"every": every, "offset": "50 s", "quantity": 3}
    return line([{"station": "m", "cycle": "20 s", "uses": {"bolt": 1}}], **bolts(**lane))


def _matrix(cycle: str, first: str, second: str, time: str) -> Data:
    matrix = {"red": {"blue": first}, "blue": {"red": second}}
    setup = {"by": "colour", "matrix": matrix, "purge_after": 2, "purge_time": time}
    return line([{"station": "a", "cycle": cycle, "setup": setup}], **COLOURS)


CASES = {
    "by a matrix": (_matrix("100 s", "50 s", "30 s", "20 s"), _matrix("90 s", "45 s", "27 s", "18 s"), "a"),
    "station": (_line(), _line("tri(72 s, 90 s, 117 s)"), "a"),
    "buffer": (_line(), _line(places=6), "b"),
    "by option": (_setup("100 s", "50 s", "30 s"), _setup("90 s", "45 s", "27 s"), "a"),
    "conveyor": (_belt("100 s"), _belt("90 s"), "w"),
    "cell": (_press("10 s", "30 s"), _press("9 s", "27 s"), "press"),
    "crew": (_crew(1), _crew(2), "fitters"),
}


@pytest.mark.parametrize("case", CASES)
def test_an_eased_place_is_that_of_the_eased_model(case):
    before, after, name = CASES[case]
    program = program_of(before)
    found = outcome(eased(program, node=program.node_names.index(name)))
    wanted = outcome(program_of(after))
    for figure, values in wanted.items():
        np.testing.assert_allclose(found[figure], values, rtol=1e-9, atol=1e-6, err_msg=figure)
    assert outcome(program) != wanted


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        (line([{"station": "m", "cycle": "1 s"}], {"interval": "exp(10 s)"}),
         line([{"station": "m", "cycle": "1 s"}], {"interval": "exp(9 s)"}), "jobs"),
        (_lane("100 s"), _lane("90 s"), "truck"),
    ],
    ids=["stream", "lane"],
)  # fmt: skip
def test_an_eased_resource_is_that_of_the_eased_model(before, after, name):
    program = program_of(before)
    found, wanted = outcome(eased(program, resource=program.resource_names.index(name))), outcome(program_of(after))
    for figure, values in wanted.items():
        np.testing.assert_allclose(found[figure], values, rtol=1e-9, atol=1e-6, err_msg=figure)


def test_a_plain_line_keeps_its_fast_path_and_the_given_program_is_not_touched():
    program = program_of(_line())
    before = {name: array.copy() for name, array in program.arrays.items()}
    for name in "abc":
        assert eased(program, node=program.node_names.index(name)).arrays["steps"].size == 2
    assert all((program.arrays[name] == array).all() for name, array in before.items())


def test_what_is_said_to_limit_says_how_it_is_eased():
    for kind in KINDS.all:
        if kind.limits and (kind.holds or kind.makes):
            assert kind.eased_by, kind.name
    program = program_of(_line())
    with pytest.raises(ValueError, match="nothing waits for a exit"):
        eased(program, node=int(np.flatnonzero(program.arrays["nodes"]["kind"] == KINDS.code("exit"))[0]))


def test_a_tenth_more_places_is_at_least_one():
    assert [more_places(n) for n in (1, 5, 10, 11, 95)] == [1, 1, 1, 2, 10]


def test_one_carrier_more_is_the_plant_with_one_more():
    def loop(count: int) -> Program:
        flow = [{"station": "a", "cycle": "exp(9 s)"}, {"station": "b", "cycle": "exp(9 s)"}]
        return program_of(
            line(flow, carriers={"skids": {"count": count, "from": "a", "to": "b", "return": "exp(9 s)"}})
        )

    few = loop(2)
    assert outcome(eased(few, node=few.flow.pools["skids"])) == outcome(loop(3))
    assert outcome(few) != outcome(loop(3))


def test_shorter_maintenance_leaves_repairs_alone():
    def kept(service: str, repair: str) -> Data:
        modes = [
            {"planned": True, "every": "300 s", "repair": service},
            {"up": "exp(100 s)", "repair": repair},
            {"minor": True, "up": "exp(50 s)", "repair": repair},
        ]
        return line([{"station": "m", "cycle": "7 s", "failures": modes}])

    program = program_of(kept("50 s", "20 s"))
    node = program.node_names.index("m")
    shorter = outcome(eased(program, node=node, change="maintenance"))
    assert shorter == outcome(program_of(kept("45 s", "20 s")))
    assert outcome(eased(program, node=node, change="repairs")) == outcome(program_of(kept("50 s", "18 s")))
    assert shorter != outcome(program)
