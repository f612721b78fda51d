"""A result holds what was so when it was made, whenever its tables are asked for."""

from __future__ import annotations

import pickle

from taktwin.runs.tables import result_of
from tests.kernel.plants import line, simulated

QUEUE = line(
    [{"buffer": "queue", "capacity": "unlimited"}, {"station": "m", "cycle": "exp(50 s)"}], {"interval": "exp(60 s)"}
)


def test_tables_asked_for_late_are_of_the_time_of_the_result() -> None:
    early = result_of(simulated(QUEUE, 7200.0, trace=True)).tables()
    simulation = simulated(QUEUE, 7200.0, trace=True)
    result = result_of(simulation)
    simulation.advance_to(36000.0)
    late = result.tables()
    assert late.keys() == early.keys()
    assert "trace" in late
    for name, table in early.items():
        assert table.equals(late[name]), name


def test_a_result_is_pickled_as_its_tables() -> None:
    result = result_of(simulated(QUEUE, 7200.0))
    text = pickle.dumps(result)
    assert b"PlantModel" not in text
    copy = pickle.loads(text)
    for name, table in result.tables().items():
        assert table.equals(copy.tables()[name]), name
    assert copy.totals.finished == result.totals.finished > 0
