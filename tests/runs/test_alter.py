"""Changes of a run at one instant: nothing else moves, and what is held sets out again at once."""

from __future__ import annotations

import numpy as np
import pytest

from taktwin.kernel.base.state import IN_WORK
from taktwin.kernel.lowering.program import lower
from taktwin.model.files.load import load_model
from taktwin.runs import alter
from taktwin.runs.simulation import Simulation
from taktwin.runs.trucks import trucks_of
from tests.planning.stress.plants import CHAIN, MIX, SEQUENCE


def at(text: str, hours: float) -> Simulation:
    simulation = Simulation(lower(load_model(text)), 1, 0)
    simulation.advance_to(3600.0 * hours)
    return simulation


def lane(simulation: Simulation, name: str) -> int:
    return simulation.program.resources_of("lane")[name]


def test_trucks_behind_a_late_one_do_not_overtake() -> None:
    simulation = at(CHAIN.replace("lead: 1 h", "lead: 5 h"), 4.5)
    seats = lane(simulation, "seats")
    assert trucks_of(simulation.arrays, seats)[0].tolist() == [5 * 3600.0, 7 * 3600.0, 9 * 3600.0]
    assert alter.delay_truck(simulation, seats, 3 * 3600.0)
    assert trucks_of(simulation.arrays, seats)[0].tolist() == [8 * 3600.0, 8 * 3600.0, 9 * 3600.0]
    simulation.advance_to(8 * 3600.0)
    assert simulation.arrays["stock_states"]["received"][simulation.program.stocks["seats"]] == 240.0


def test_a_run_has_copies_of_what_is_changed() -> None:
    simulation, other = at(CHAIN, 1.0), at(CHAIN, 1.0)
    release = alter.hold_lane(simulation, lane(simulation, "seats"), 9.5 * 3600.0)
    assert release is not None
    assert alter.hold_lane(other, lane(other, "seats"), 1.5 * 3600.0) is None  # nothing is due before 2:00
    alter.lengthen_ways(simulation, [lane(simulation, "foam")], [], 2.0)
    alter.add_cover(simulation, {0: 10.0})
    for name in ("lane_loads", "resources", "stocks", "dists"):
        assert np.array_equal(other.arrays[name], simulation.program.arrays[name])
    # orders of 2:00 to 8:00 at once at 9:30, that of 10:00 as ever
    received = simulation.arrays["stock_states"]["received"]
    simulation.advance_to(9.5 * 3600.0)
    release(simulation)
    simulation.advance_to(10.5 * 3600.0)
    assert received[0] == 5 * 120.0
    simulation.advance_to(11 * 3600.0)
    assert received[0] == 6 * 120.0


def test_trucks_set_out_in_the_instant_in_which_they_may() -> None:
    simulation = at(SEQUENCE, 3.0)
    (node,) = simulation.program.nodes_of("delivery").values()
    alter.hold_delivery(simulation, node)
    simulation.advance_to(5 * 3600.0 + 30.0)
    records, given = simulation.arrays["resource_states"], simulation.arrays["nodes"][node]
    trucks = slice(int(given["res0"]), int(given["res0"] + given["res"]))
    assert not (records["phase"][trucks] == IN_WORK).any()
    alter.release_delivery(simulation, node)
    simulation.advance_to(simulation.now)
    assert (records["phase"][trucks] == IN_WORK).all()


def test_a_late_truck_of_a_delivery_is_due_later() -> None:
    simulation = at(SEQUENCE, 3.0)
    (node,) = simulation.program.nodes_of("delivery").values()
    while not alter.delay_delivery(simulation, node, 1800.0):
        simulation.advance_to(simulation.now + 60.0)
    due, leaves = simulation.arrays["due"], simulation.arrays["due"].size // 2
    for at_ in range(leaves // 4, leaves):
        if 4 * at_ < due.size:
            assert due[at_] == due[4 * at_ : 4 * at_ + 4].min()


@pytest.mark.parametrize("stock", ["common-parts", "rare-parts"])
def test_more_at_hand_moves_nothing_where_nothing_lacks(stock: str) -> None:
    usual, more = at(MIX, 0.0), at(MIX, 0.0)
    row = more.program.stocks[stock]
    alter.add_cover(more, {row: 25.0})
    for simulation in (usual, more):
        simulation.advance_to(36000.0)
    states = [simulation.arrays["stock_states"][row] for simulation in (usual, more)]
    assert states[1]["level"] - states[0]["level"] == 25.0
    assert states[1]["received"] == states[0]["received"]
    assert states[1]["least"] - states[0]["least"] == 25.0
