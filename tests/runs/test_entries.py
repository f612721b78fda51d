"""The plain tier of the engine does what the whole one does, to the bit, and cannot take what it does not know."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from taktwin.kernel.base.chain import CHAINS
from taktwin.kernel.kinds.register import KINDS, PLAIN
from taktwin.kernel.lowering.program import Program, lower
from taktwin.model import load_model
from taktwin.runs import simulation as runs
from taktwin.runs.entries import PLAIN as PLAIN_TIER
from taktwin.runs.entries import SERIAL, WHOLE
from taktwin.runs.simulation import Simulation, SimulationError
from tests.kernel.plants import Data, line, program_of
from tests.kernel.rules.rich import body, paint

REPOSITORY = Path(__file__).resolve().parents[2]
SECONDS = 30_000.0


def by_hand() -> Data:
    """Work that needs operators."""
    flow = [
        {"buffer": "in", "capacity": "unlimited"},
        {"station": "load", "cycle": "exp(9 s)", "operators": [{"need": "team"}], "servers": 2},
        {"buffer": "out", "capacity": 2},
        {"station": "check", "cycle": "exp(5 s)", "operators": [{"need": "team"}]},
    ]
    return line(flow, {"interval": "exp(9 s)"}, operators={"team": {"count": 2}})


MODELS = {
    **{name: lambda name=name: lower(load_model(name)) for name in ("mm1", "paint-loop")},
    "shop50": lambda: lower(load_model(REPOSITORY / "benchmarks/shop50.yaml")),
    "body": lambda: program_of(body()),
    "paint": lambda: program_of(paint()),
    "by hand": lambda: program_of(by_hand()),
}


def in_tier(program: Program, plain: bool) -> Simulation:
    """A traced run in one of the tiers, whatever its program asks for."""
    program.__dict__["plain"] = plain
    simulation = Simulation(program, seed=3, trace=True)
    assert simulation.entries is (PLAIN_TIER if plain else WHOLE)
    simulation.advance_to(SECONDS / 3)
    simulation.begin_measuring()
    simulation.advance_to(SECONDS)
    simulation.settle()
    simulation.drain()
    return simulation


@pytest.mark.parametrize("name", MODELS)
def test_both_tiers_are_equal_to_the_bit(name: str) -> None:
    """All that a run leaves, of which the tables are made."""
    program = MODELS[name]()
    assert program.plain
    one, other = in_tier(program, True), in_tier(program, False)
    assert one.world["events"][0] > 500
    for simulation in (one, other):
        for field in (f for f in runs.k.WORLD.names or () if f.startswith("at_")):
            simulation.world[field] = 0
    for key, array in one.arrays.items():
        if key != "log":
            assert array.tobytes() == other.arrays[key].tobytes(), key
    assert np.concatenate(one.logs).tobytes() == np.concatenate(other.logs).tobytes()
    assert [rows.tobytes() for rows in one.rows] == [rows.tobytes() for rows in other.rows]


def test_a_plant_with_more_takes_the_whole() -> None:
    """What most plants of a first day lack is in no plain tier; serial lines never need the whole."""
    assert Simulation(lower(load_model("phoenix"))).entries is WHOLE
    assert Simulation(lower(load_model("mm1"))).entries is SERIAL
    assert {code for code, kind in enumerate(KINDS.all) if kind.serial} <= PLAIN


def test_the_plain_tier_stops_at_what_it_does_not_know() -> None:
    """A wrong choice is an error with the name of the kind, not another result."""
    program = lower(load_model("phoenix"))
    program.__dict__["plain"] = True
    with pytest.raises(SimulationError, match=r"does not know what a .* does when it is asked to"):
        Simulation(program).advance_to(SECONDS)


def test_chains_of_the_plain_tier_know_its_kinds_alone() -> None:
    """Each kind of it stands in each of its chains, as in the whole; no other does."""
    for chain in CHAINS:
        plain = chain.function.plain.py_func.__globals__
        known = {code for code in range(len(KINDS.all)) if f"f{code}" in plain}
        assert known == {code for code in PLAIN if chain.name in KINDS.all[code].handlers()}
