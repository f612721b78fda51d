"""Every kind stands in every chain that it can come to; nobody else asks for a kind."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from taktwin.kernel.base.chain import CHAINS
from taktwin.kernel.base.kind import GIVER, PLACE, RESOURCE, Kind, Kinds, nothing
from taktwin.kernel.kinds.register import KINDS
from taktwin.kernel.lowering.program import lower
from taktwin.model import load_model
from taktwin.model.nouns.element import ELEMENTS
from taktwin.runs.simulation import Simulation, SimulationError

PACKAGE = Path(__file__).resolve().parents[3] / "src" / "taktwin"
#: A comparison of the kind of a node or resource, in the kernel or in its arrays.
ASKED = re.compile(
    r"(\b(node|giver|target|r|source)\.kind|(place|resource)\([^)]*\)\.kind"
    r'|(node|nodes|record|records|resources|cell)\["kind"\](\[[^\]]*\])?) *(==|!=|>=|>|<|in\b|not in\b)'
)
#: A comparison with the name of a kind, in what reads the tables.
NAMED = re.compile(rf'kind("\))? *(==|!=|in|\.is_in\() *[\[(]?"({"|".join(kind.name for kind in KINDS.all)})"')


@pytest.mark.parametrize("kind", KINDS.all, ids=lambda kind: kind.name)
def test_each_kind_is_in_each_of_its_chains(kind: Kind) -> None:
    """What a kind is decides which chains it must know; the chain asks for its code."""
    wanted = {
        *(PLACE if kind.is_place else ()),
        *(GIVER if kind.is_giver else ()),
        *(RESOURCE if kind.is_resource else ()),
    }
    asked = {chain.name for chain in CHAINS if re.search(rf"kind == {KINDS.code(kind.name)}\b", chain.text)}
    assert asked == wanted == set(kind.handlers())


def test_every_element_has_a_kind() -> None:
    """A noun that can stand in a line is lowered by exactly one kind."""
    assert {kind.noun for kind in KINDS.all if kind.phase == "element"} == set(ELEMENTS)


def test_a_kind_that_says_half_is_refused() -> None:
    """Jobs that can be seen and never be taken, or be written and never read; two kinds of one name."""
    with pytest.raises(ValueError, match="lacks jobs_ready, take"):
        Kind(name="half", look=nothing, ready=nothing)
    with pytest.raises(ValueError, match="say when it `runs`"):
        replace(KINDS["station"], runs=None)
    with pytest.raises(ValueError, match="one of `put_jobs` and `tell_jobs`"):
        replace(KINDS["station"], put_jobs=nothing)
    with pytest.raises(ValueError, match="neither a place"):
        Kind(name="ghost")
    with pytest.raises(ValueError, match="same name"):
        Kinds((KINDS["station"], replace(KINDS["crane"], name="station")))


@pytest.mark.parametrize(("table", "chain"), [("nodes", "look"), ("resources", "event")])
def test_an_unknown_kind_stops_the_run_with_its_name(table: str, chain: str) -> None:
    """It is not taken for another one."""
    program = lower(load_model("paint-loop"))
    wrong = "calendar" if table == "nodes" else "crew"
    row = next(i for i, code in enumerate(program.arrays[table]["kind"]) if KINDS.all[code].name == "station")
    program.arrays[table] = program.arrays[table].copy()  # what is given is read-only
    program.arrays[table]["kind"][row] = KINDS.code(wrong)
    with pytest.raises(SimulationError, match=f"what a {wrong} does when it is asked to"):
        Simulation(program).advance_to(3600.0)


def test_nobody_else_asks_for_a_kind() -> None:
    """Chains are made from the list of kinds; tables, analysis and states read traits."""
    found = []
    for file in PACKAGE.rglob("*.py"):
        room = file.relative_to(PACKAGE).parts[0]
        if room in ("model", "library") or file.parent.name == "kinds" or file.name == "program.py":
            continue  # the model knows nouns, not kinds; a program finds the rows of a kind by its name
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if (ASKED.search(line) or NAMED.search(line)) and '"scrap"' not in line:
                found.append(f"{file.relative_to(PACKAGE)}:{number}: {line.strip()}")
    assert not found, "\n".join(found)
