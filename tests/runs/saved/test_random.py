"""Random factories, clusters and supplier parks, saved at random moments: the traced run goes on as it would have.

What stands where at these moments is counted: trucks on the road, at a door and in a yard, parts of a rack, calls.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import pytest

from taktwin.kernel.kinds.register import KINDS
from taktwin.kernel.lowering.program import lower
from taktwin.runs.simulation import Simulation, SimulationError
from taktwin.runs.snapshot import Snapshot
from taktwin.runs.trucks import lanes_of
from tests.kernel import accounts
from tests.oracle.compare import model_of
from tests.oracle.drafts.draft import Data
from tests.oracle.run import DRAWS
from tests.runs.start.test_state import restarted, rounded_text

END_S = 500.0
SAVES = 3
#: What is drawn, by its seed and how many -> what stands where in at least so many of the saved states.
DRAWN: dict[str, tuple[int, dict[str, int]]] = {
    "factories": (24, {"truck on the road": 10, "called jobs": 5}),
    "clusters": (10, {"truck on the road": 10, "called jobs": 5}),
    "parks": (18, {"truck on the road": 5, "truck at a dock": 3, "rack not full": 5, "called jobs": 8}),
}


def standing(simulation: Simulation) -> set[str]:
    """What stands where now, as far as suppliers are concerned."""
    arrays, found = simulation.arrays, set()
    nodes, states, servers = arrays["nodes"], arrays["node_states"], arrays["resource_states"]
    if any(servers["count"][i] > servers["yard"][i] for i in lanes_of(arrays)):
        found.add("truck on the road")
    if any(servers["yard"][i] > 0 for i in lanes_of(arrays)):
        found.add("truck at a dock")
    if (arrays["dock_states"]["count"] > 0).any():
        found.add("truck in the yard")
    for n in range(nodes.size):
        if KINDS.all[nodes["kind"][n]].name == "delivery":
            before = arrays["ints"][nodes["pred0"][n] : nodes["pred0"][n] + nodes["preds"][n]]
            if any(states["count"][p] % nodes["rack"][n] for p in before):
                found.add("rack not full")
    if (arrays["jobs"]["main"][accounts.jobs_in_plant(simulation)] == 0).any():
        found.add("called jobs")
    return found


def moments(number: int) -> list[float]:
    """Some at random, and one at which much happens."""
    chosen = random.Random(number)
    return sorted([*(chosen.uniform(1.0, END_S) for _ in range(SAVES - 1)), 10.0 * chosen.randrange(1, 50)])


def visit(draw: str, check: Callable[[Simulation, Simulation], None]) -> Counter[str]:
    """Stop random plants at random moments; ``check`` is handed the whole run and the one that is stopped there."""
    many, _ = DRAWN[draw]
    seen: Counter[str] = Counter()
    for number in range(many):
        data: Data = DRAWS[draw](23, number)
        program = lower(model_of(data))
        whole, stopped = (Simulation(program, number, trace=True) for _ in range(2))
        try:
            whole.advance_to(END_S)
        except SimulationError:
            continue  # it fills without end
        for moment in moments(number):
            stopped.advance_to(moment)
            seen.update(standing(stopped))
            check(whole, stopped)
    return seen


@pytest.mark.rule("The run is bit for bit the one that never stopped")
@pytest.mark.parametrize("draw", DRAWN)
def test_a_saved_run_goes_on_as_it_would_have(draw: str) -> None:
    def check(whole: Simulation, stopped: Simulation) -> None:
        resumed = Snapshot.of(stopped).resume(stopped.program)
        resumed.advance_to(END_S)
        assert accounts.differences(accounts.arrays_of(whole), accounts.arrays_of(resumed)) == []
        assert accounts.handed_over(whole) == accounts.handed_over(resumed)

    seen = visit(draw, check)
    assert {what: seen[what] for what, least in DRAWN[draw][1].items() if seen[what] < least} == {}


@pytest.mark.parametrize("draw", ["clusters", "parks"])
def test_a_state_is_read_as_it_was_told(draw: str) -> None:
    """On guide paths only where each vehicle is: what an idle one with a battery does next is decided anew."""

    def check(whole: Simulation, stopped: Simulation) -> None:
        again = restarted(stopped, 1)
        if not stopped.program.arrays["guided"].size:
            assert rounded_text(again) == rounded_text(stopped)
        again.advance_to(END_S + 100.0)

    visit(draw, check)
