"""The reasons for no plan, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from taktwin.planning.supply.modes import Limits, NoPlanError, Option, Part, Problem, ZeroInventory, solve
from taktwin.planning.supply.modes.errors import TimeUpError
from taktwin.planning.supply.modes.milp import Found, Program

SLOW = Option("warehouse", "warehouse", 100, 960, 10, 100)
FAST = Option("jit", "jit", 120, 60, 25, 20)
FOUR = tuple(Part(f"P{i}", (SLOW, FAST)) for i in range(4))


def refusal(limits: Limits, parts: tuple[Part, ...] = FOUR) -> NoPlanError:
    with pytest.raises(NoPlanError) as refused:
        solve(Problem(parts, limits=limits))
    return refused.value


def test_one_limit_alone() -> None:
    error = refusal(Limits(dock_minutes=39))
    assert str(error) == (
        "there is no plan: dock minutes: at least 40 are needed, 39 are there; "
        "move dock minutes as far as named, or give parts more ways to come"
    )
    [move] = error.clashes[0].moves
    assert (move.limit, move.there, move.needed, move.settles, move.exact) == ("dock minutes", 39, 40, True, True)


def test_the_wish_and_the_dock() -> None:
    """Three of four parts are asked for; the dock lets two come often."""
    error = refusal(Limits(dock_minutes=80, space=1000, zero_inventory=ZeroInventory(least=0.7)))
    assert [clash.limits for clash in error.clashes] == [("dock minutes", "zero-inventory ratio")]
    assert error.message == (
        "there is no plan: dock minutes and zero-inventory ratio cannot be kept together "
        "(dock minutes: at least 85 are needed, 80 are there; "
        "or zero-inventory ratio: at most 50 % can be reached, 70 % are asked for)"
    )


def test_two_clashes_need_two_moves() -> None:
    jis = Part("jis", (Option("jis", "jis", 1, 30, 0, 0),))
    error = refusal(Limits(dock_minutes=39, jis_parts=0), (*FOUR, jis))
    assert [clash.limits for clash in error.clashes] == [("dock minutes",), ("JIS parts",)]
    assert not any(move.settles for clash in error.clashes for move in clash.moves)
    assert "JIS parts: at least 1 is needed, 0 are there" in str(error)
    assert error.remedy == "one move is not enough: settle each clash, and ask again"


def test_a_move_that_settles_goes_as_far_as_all_limits_want() -> None:
    """Dock clashes with space, and with the wish; beside both it takes the larger of the two."""
    limits = Limits(dock_minutes=50, space=300, zero_inventory=ZeroInventory(least=1.0))
    error = refusal(limits)
    assert {clash.limits for clash in error.clashes} == {
        ("dock minutes", "space"),
        ("dock minutes", "zero-inventory ratio"),
    }
    for clash in error.clashes:
        dock = clash.moves[0]
        assert (dock.needed, dock.settles) == (100, True)
        assert not clash.moves[1].settles
    solve(Problem(FOUR, limits=replace(limits, dock_minutes=100)))


def test_time_that_runs_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a plan and without a proof there is neither a plan nor a reason."""
    monkeypatch.setattr(Program, "run", lambda *_, **__: Found(None, float("nan"), 0.0, False, False))
    with pytest.raises(
        TimeUpError, match="no plan was found in 2 s, nor that there is none; give more time"
    ) as refused:
        solve(Problem(FOUR), time_limit=2)
    assert not isinstance(refused.value, NoPlanError)


def test_reasons_without_time_are_not_called_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    known, real = [], Program.run

    def run(self: Program, *args: object, **named: object) -> Found:
        known.append(1)
        return real(self, *args, **named) if len(known) == 1 else Found(None, float("nan"), 0.0, False, False)  # type: ignore[arg-type]

    monkeypatch.setattr(Program, "run", run)
    error = refusal(Limits(dock_minutes=39))
    assert not error.complete
    assert error.clashes[0].limits == ("dock minutes",)
    assert "unknown how far" in str(error)
