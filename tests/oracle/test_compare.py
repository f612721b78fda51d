"""The comparison itself finds what it is there to find, and the oracle's own books close."""

from __future__ import annotations

import pytest

from taktwin.kernel.lowering.program import lower
from taktwin.runs.simulation import Simulation
from tests.oracle.compare import compare, differences, model_of
from tests.oracle.drafts.chooser import Numbered
from tests.oracle.drafts.draft import Data
from tests.oracle.drafts.factories import draw_factory, factory
from tests.oracle.drafts.shrink import shrink
from tests.oracle.elements.station import Station
from tests.oracle.plant import Plant
from tests.oracle.regression import read, write
from tests.oracle.run import Difference, check_factories, check_many, smallest


def line(**station: object) -> Data:
    first = {"station": "m1", "cycle": "10 s", "scrap": "20 %", **station}
    flow = [first, {"buffer": "b", "capacity": 2}, {"station": "m2", "cycle": "exp(12 s)"}]
    shop = {"lines": {"main": {"orders": "jobs", "flow": flow}}}
    return {"name": "line", "orders": {"jobs": {}}, "shops": {"shop": shop}}


def both(kernel: Data, oracle: Data, seconds: float = 300.0) -> list[str]:
    """Differences between the kernel on one model and the oracle on another."""
    simulation = Simulation(lower(model_of(kernel)), 1, trace=True)
    simulation.advance_to(seconds)
    simulation.settle()
    plant = Plant(lower(model_of(oracle)).model, 1)
    plant.run(seconds)
    return differences(simulation, plant)


@pytest.mark.parametrize(
    "change",
    [
        {"cycle": "10.000000000001 s"},
        {"servers": 2},
        {"scrap": "21 %"},
        {"failures": [{"up": "100 s", "repair": "1 s"}]},
        {"point": "gate"},
    ],
    ids=str,
)
def test_a_changed_model_is_found(change):
    assert both(line(), line()) == []
    assert both(line(), line(**change)) != []


def test_a_sum_that_differs_is_found():
    simulation = Simulation(lower(model_of(line())), 1, trace=True)
    simulation.advance_to(300.0)
    simulation.settle()
    plant = Plant(simulation.program.model, 1)
    plant.run(300.0)
    assert differences(simulation, plant) == []
    plant.resources[0].jobs += 1
    plant.resources[1].seconds["starved"] += 1e-3
    shown = differences(simulation, plant)
    assert [text.split(":")[0] for text in shown] == ["at the end, jobs of m1", "at the end, starved of m2"]


@pytest.mark.parametrize("change", [{"amount": 2.0}, {"who": "m1"}, {"late": True}], ids=str)
def test_a_movement_of_parts_that_differs_is_found(change: Data) -> None:
    """Of one draw in the whole run the amount, or for whom it was, or when; the sums are as they were."""
    data = line(uses=[{"part": "bolt"}]) | {
        "parts": {"bolt": {}},
        "stocks": {"bolts": {"part": "bolt", "initial": "unlimited"}},
    }
    simulation = Simulation(lower(model_of(data)), 1, trace=True)
    simulation.advance_to(300.0)
    simulation.settle()
    plant = Plant(simulation.program.model, 1)
    plant.run(300.0)
    assert differences(simulation, plant) == []
    events = plant.ledger.events
    at = next(at for at, event in enumerate(events) if event[0] == "stock" and event[1] > 100.0)
    word, time, stock, amount, who = events[at]
    assert (stock, amount, who) == ("bolts", -1.0, ("jobs", who[1], True))  # type: ignore[index]
    events[at] = (word, time + 1e-9 * ("late" in change), stock, -change.get("amount", 1.0), change.get("who", who))
    assert [shown.split(", ")[1].split(":")[0] for shown in differences(simulation, plant)] == ["stock bolts"]


def test_the_oracles_own_books_close():
    """States sum to the elapsed time, waits to the waiting, and every job is somewhere."""
    for number in range(60):
        plant = Plant(lower(model_of(factory(1, number))).model, number)
        plant.run(300.0)
        for resource in plant.resources:
            assert sum(resource.seconds.values()) == pytest.approx(300.0, rel=1e-9)
        for place in plant.places:
            if isinstance(place, Station):
                waited = sum(server.seconds.get("waiting_parts", 0.0) for server in place.servers)
                causes = [*place.work.joins, *place.work.needs]
                assert sum(cause.seconds for cause in causes) == pytest.approx(waited, abs=1e-6)
        for name, stock in plant.stocks.items():
            initial = min(plant.model.stocks[name].initial.value, 1e12)
            assert initial + stock.received - stock.drawn == stock.level.value + stock.dock


def test_factories_have_addresses():
    assert factory(1, 7) == factory(1, 7)
    assert factory(1, 7) != factory(2, 7)
    assert draw_factory(Numbered(1, 7)) == factory(1, 7)


def test_two_processes_find_the_same(monkeypatch):
    """Of clusters: they have no rules of their own, which every process would compile first."""
    monkeypatch.setattr("tests.oracle.run.CHUNK", 4)  # several for each process
    one, two = (check_many(21, seed=5, jobs=jobs, seconds=60.0, draw="clusters") for jobs in (1, 2))
    assert (one.factories, one.events, one.seen) == (two.factories, two.events, two.seen)
    assert one.factories == 21
    assert one.events > 0


def test_a_model_shrinks_to_what_shows_the_difference():
    data = factory(1, 3)

    def fails(attempt: Data) -> bool:
        return bool(attempt.get("shops", {}).get("one", {}).get("lines", {}).get("main", {}).get("orders"))

    assert shrink(data, fails) == {"shops": {"one": {"lines": {"main": {"orders": "jobs"}}}}}


def test_a_difference_is_kept_as_a_small_model(tmp_path, monkeypatch):
    """With an oracle that scraps one job too many, the model kept is a line with scrap."""
    from tests.oracle.elements import station

    draw = station.Server._route

    def wrong(self, job):
        draw(self, job)
        if self.works == 2 and self.job is not None and self.station.name == "m1":
            self.rerouted += 1

    monkeypatch.setattr(station.Server, "_route", wrong)
    data = line(servers=2) | {"crews": {"fitters": {"size": 1}}}
    shown = compare(model_of(data), 1, 300.0).differences
    assert shown[0].startswith("at the end, rerouted of m1")
    small = smallest(Difference(1, data, shown, 300.0))
    assert "crews" not in small.data
    assert len(small.data["shops"]["shop"]["lines"]["main"]["flow"]) == 1
    path = write(small, tmp_path)
    assert read(path).model == small.data
    assert read(path).differences() == small.shown


def test_a_factory_that_the_checks_refuse_is_reported(monkeypatch):
    from tests.oracle import run

    monkeypatch.setitem(run.DRAWS, "factories", lambda seed, number: {"name": "empty", "shops": {}})
    assert len(check_factories(1, 0, 2).refused) == 2
