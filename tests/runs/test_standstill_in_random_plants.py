"""Standing for good in random plants: nothing that is told so ever moves again, and what never moves is found."""

from __future__ import annotations

import functools

import pytest

from taktwin.kernel.kinds.register import KINDS
from taktwin.kernel.lowering.program import Program, lower
from taktwin.runs.simulation import Simulation, SimulationError
from taktwin.runs.standstill import standstills
from tests.oracle.compare import model_of
from tests.oracle.drafts.factories import factory

EARLY, LATE = 600.0, 200_000.0  # s: every calendar of these plants has then opened and closed again
FACTORIES = 500


def units(simulation: Simulation) -> dict[tuple[str, int], tuple[int, ...]]:
    """What changes of each place and resource whenever a job or a hit moves there or is worked on, or a job comes."""
    places = simulation.arrays["node_states"][["entered", "count", "waiting"]].tolist()
    resources = simulation.arrays["resource_states"][["works", "jobs", "job", "done", "phase"]].tolist()
    found = {("place", n): row for n, row in enumerate(places)} | {
        ("server", i): row for i, row in enumerate(resources)
    }
    return found | {("entered", n): row[:1] for n, row in enumerate(places)}


def alarmed(simulation: Simulation, program: Program) -> set[tuple[str, int]]:
    """Places, with all their servers, and single servers that stand for good."""
    places = {(w.shop, w.line, w.kind, w.element): n for n, w in program.flow.node_where.items()}
    servers = {(w.shop, w.line, w.kind, w.element, w.server): i for i, w in program.flow.resource_where.items()}
    found: set[tuple[str, int]] = set()
    for standing in standstills(simulation):
        for at in (*standing.places, *standing.waiting):
            key = (at.shop, at.line, at.kind, at.element)
            if at.server is not None:
                found.add(("server", servers[*key, at.server]))
            elif key in places:
                last = standing.why == "batch" and at == standing.places[-1]
                if last or (standing.why == "jobs" and at in standing.places[1:]):
                    # It is only waited for: no batch or job comes any more, but those that it has begun go.
                    found.add(("entered", places[key]))
                    continue
                own = units_of(simulation, places[key])
                # Where the sequence is kept, others may wait for what the place will never take, and what it has goes.
                found |= set(own[:1] if simulation.arrays["nodes"]["sequence0"][places[key]] >= 0 else own)
    return found


def holding(simulation: Simulation) -> set[int]:
    """Places of the flow that hold jobs, those before a line left out."""
    arrays = simulation.arrays
    found: set[int] = set()
    for n, node in enumerate(arrays["nodes"]):
        servers = arrays["resource_states"][node["res0"] : node["res0"] + node["res"]]
        kind = KINDS.all[node["kind"]]
        count = arrays["node_states"]["count"][n]
        if kind.holds not in ("", "source") and (count > 0 or (servers["job"] >= 0).any()):
            found.add(n)
    return found


def units_of(simulation: Simulation, n: int) -> list[tuple[str, int]]:
    """A place and its servers."""
    node = simulation.arrays["nodes"][n]
    return [("place", n), *(("server", int(i)) for i in range(node["res0"], node["res0"] + node["res"]))]


def passed_over(simulation: Simulation, n: int, before: dict[tuple[str, int], tuple[int, ...]]) -> bool:
    """Whether the place to which the jobs of place ``n`` go has taken jobs of others since."""
    to = ("place", int(simulation.arrays["nodes"]["dest"][n]))
    return to in before and before[to][0] != units(simulation)[to][0]


@functools.cache
def measured() -> dict[str, int]:
    """Alarms at an early time, in random plants that then run on for 333 times as long."""
    names = ["plants", "alarms", "places", "false", "whole", "whole missed", "stood", "stood missed"]
    counts: dict[str, int] = dict.fromkeys(names, 0)
    for number in range(FACTORIES):
        data = factory(7, number)
        program = lower(model_of(data))
        simulation = Simulation(program)
        try:
            simulation.advance_to(EARLY)
            early, before, out = alarmed(simulation, program), units(simulation), simulation.world["finished"][0]
            whole = any(one.whole for one in standstills(simulation))
            held = holding(simulation)
            simulation.advance_to(LATE)
        except SimulationError:
            continue  # it fills without end
        after, late = units(simulation), alarmed(simulation, program)
        resources = simulation.arrays["resource_states"]
        streams = list(program.flow.streams.values())
        ended = resources["jobs"][streams] >= resources["count"][streams]
        still = {n for n in held if all(before[one] == after[one] for one in units_of(simulation, n))}
        busy = [i for i, r in enumerate(resources) if r["running"] or not r["up"]]
        vain = any(before["server", i] == after["server", i] for i in busy)  # always down, or work begun ever anew
        counts["plants"] += 1
        counts["alarms"] += bool(early)
        working = {one for n in held for one in (*units_of(simulation, n), ("entered", n))}
        counts["places"] += len(early & working)
        counts["false"] += sum(before[one] != after[one] for one in early & working)
        counts["false"] += whole and bool(simulation.world["finished"][0] != out)
        if "carriers" in data or any("call" in lane for lane in data.get("lanes", {}).values()):
            continue  # of jobs that may come with a carrier, or call for a part, more is held to be possible than is
        if not ended.any() and not vain:
            still = {n for n in still if not passed_over(simulation, n, before)}
            counts["stood"] += len(still)
            counts["stood missed"] += sum(("place", n) not in late for n in still)
        if held and before == after and not ended.all() and not vain:
            counts["whole"] += 1
            counts["whole missed"] += not late
    return counts


@pytest.mark.rule("Where it is not certain")
def test_no_alarm_is_false_in_random_plants() -> None:
    """No place that stands for good ever moves again."""
    assert measured()["plants"] >= 0.95 * FACTORIES
    assert measured()["alarms"] >= FACTORIES / 20
    assert measured()["places"] >= 50
    assert measured()["false"] == 0


def test_what_never_moves_again_is_found_in_random_plants() -> None:
    """Plants in which nothing moves any more are all found; so are nearly all parts of plants.

    Those that are not could move: parts are always taken by others, or options that are joined are not drawn any more.
    Of lines whose jobs move together, and of jobs that wait to be a batch, too, more is held to be possible than is.
    """
    assert measured()["whole"] >= 3
    assert measured()["whole missed"] == 0
    assert measured()["stood missed"] <= 0.30 * measured()["stood"]
