"""Snapshots of lines whose jobs move together: an indexed line may move with no job on it, a moving line may not."""

from __future__ import annotations

import pytest

from taktwin.kernel.base import state as k
from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import Snapshot, SnapshotError
from tests.kernel import accounts
from tests.kernel.plants import Data, line, program_of

END_S = 60.0
SHORT: Data = line([{"indexed_line": "cell", "zones": 1, "cycle": "0 s", "transfer": "1 s"}])
LONG: Data = line([{"indexed_line": "cell", "zones": 2, "cycle": "3 s", "transfer": "2 s"}], {"interval": "10 s"})


@pytest.mark.parametrize("data", [SHORT, LONG])
def test_an_indexed_line_is_saved_while_its_gaps_move_on(data: Data) -> None:
    """Its only job has left the last zone: the line moves on empty, and the run goes on from there all the same."""
    program = program_of(data)
    whole, stopped = Simulation(program), Simulation(program)
    whole.advance_to(END_S)
    empty = 0
    for moment in (0.5 * half for half in range(80)):
        stopped.advance_to(moment)
        moves = stopped.arrays["line_states"]["stage"][0] == k.MOVES
        without = bool(moves and stopped.arrays["line_zone_states"]["job"].max() < 0)
        resumed = Snapshot.of(stopped).resume(program)
        empty += without
        if without:
            resumed.advance_to(END_S)
            assert accounts.differences(accounts.arrays_of(whole), accounts.arrays_of(resumed)) == []
    assert empty > 0


def test_a_moving_line_that_moves_with_no_job_is_refused() -> None:
    """It waits for its first job, which comes at 500 s."""
    program = program_of(
        line([{"moving_line": "trim", "zones": 3, "takt": "100 s", "cycle": "90 s"}], {"interval": "500 s"})
    )
    simulation = Simulation(program)
    simulation.advance_to(250.0)
    Snapshot.of(simulation).resume(program)
    forged = Snapshot.of(simulation)
    drive = program.resource_names.index("trim")
    for field, value in {"phase": k.IN_WORK, "running": 1, "work_end": 300.0, "state": k.WORKING}.items():
        forged.arrays["resource_states"][field][drive] = value
    forged.arrays["line_states"]["stage"][0] = k.MOVES
    with pytest.raises(SnapshotError, match="does without a job"):
        forged.resume(program)
