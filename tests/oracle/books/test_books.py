"""The tables of media, the ledger of a site and that of each car against the oracle's meters; and the books close."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

import polars as pl
import pytest

from taktwin.analysis.site.cars import ledger_by_car
from taktwin.analysis.site.convert import MACHINES, Entry
from taktwin.analysis.site.ledger import SiteLedger
from taktwin.analysis.site.machines import machines_of
from taktwin.kernel.lowering.program import lower
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.start.begin import begin_anew
from taktwin.runs.tables import Result, result_of
from tests.oracle.books.cars import by_car, shop_in_the_model
from tests.oracle.books.meter import PER_JOB, figure
from tests.oracle.compare import compare, model_of
from tests.oracle.drafts.draft import Data
from tests.oracle.drafts.factories import factory
from tests.oracle.plant import Plant

SECONDS = 600.0
FACTORIES = 150
CLOSE = 1e-9


@dataclass
class Ran:
    """A factory that has run in both."""

    number: int
    model: PlantModel
    result: Result
    plant: Plant


@pytest.fixture(scope="module")
def ran() -> list[Ran]:
    """Random factories that draw something and whose run is a whole number of buckets."""
    found: list[Ran] = []
    for number in range(FACTORIES):
        data = factory(7, number)
        if "bucket" not in data or SECONDS % int(data["bucket"].split()[0]) or "min" in data["bucket"]:
            continue
        model = model_of(data)
        program = lower(model)
        simulation = begin_anew(program, number, 0, False)
        simulation.advance_to(SECONDS)
        plant = Plant(program.model, number)
        plant.run(SECONDS)
        found.append(Ran(number, model, result_of(simulation), plant))
    assert len(found) > FACTORIES // 4
    return found


def same(one: dict, two: dict) -> bool:
    """Equal to 1e-9 relative, and to 1e-12 of the largest; what is nothing may be missing."""
    rounding = 1e-12 * max((abs(value) for value in two.values()), default=0.0)
    pairs = [(one.get(key, 0.0), two.get(key, 0.0)) for key in one.keys() | two.keys()]
    return all(abs(x - y) <= CLOSE * abs(y) + rounding for x, y in pairs)


def summed(rows: pl.DataFrame, *columns: str) -> dict[tuple, float]:
    """Amounts by these columns; the last names the amount."""
    found: dict[tuple, float] = defaultdict(float)
    for *key, amount in rows.select(columns).iter_rows():
        found[tuple(key)] += amount
    return found


def test_the_tables_say_what_the_meters_say(ran: list[Ran]) -> None:
    """`energy` by power of the profile, `ledger` by state, `ledger_buckets` and `series` by shop and bucket."""
    for one in ran:
        by_figure: dict[tuple, float] = defaultdict(float)
        by_state: dict[tuple, float] = defaultdict(float)
        by_bucket: dict[tuple, float] = defaultdict(float)
        by_shop: dict[tuple, float] = defaultdict(float)
        for resource in one.plant.resources:
            if resource.meter is None:
                continue
            shop = resource.meter.group[0]
            for (medium, what), amount in resource.meter.whole.items():
                by_state[resource.name, medium, what] += amount
                by_figure[resource.name, medium, what if what == PER_JOB else figure(what)] += amount
            for bucket, drawn in resource.meter.buckets.items():
                for (medium, what), amount in drawn.items():
                    by_bucket[shop, bucket, medium, what] += amount
                    by_shop[shop, bucket, medium] += amount
        parts = ("working", "setup", "idle", "brief", "long", "waking", "standby", "off", PER_JOB)
        table = {(*key, part): row[part] for row in one.result.energy.iter_rows(named=True)
                 for key in [(row["resource"], row["medium"])] for part in parts}  # fmt: skip
        assert same(table, by_figure), one.number
        assert same(summed(one.result.ledger, "resource", "medium", "booked_on", "amount"), by_state), one.number
        buckets = one.result.ledger_buckets
        assert same(summed(buckets, "shop", "bucket", "medium", "booked_on", "amount"), by_bucket), one.number
        series = one.result.series.filter(pl.col("kind") == "energy")
        assert same(summed(series, "shop", "bucket", "medium", "value"), by_shop), one.number


def machine_books(one: Ran) -> SiteLedger:
    """The ledger of a site that has nothing but its machines, and no weather."""
    machines = machines_of(one.model, [one.result])
    entries = tuple(Entry(shop, MACHINES, MACHINES, medium, None, a) for (shop, medium), a in machines.drawn.items())
    return SiteLedger(one.model, None, machines, entries, {}, False)  # type: ignore[arg-type]


def test_each_car_bears_what_the_oracle_says(ran: list[Ran]) -> None:
    shared = 0
    for one in ran:
        for by in ("occupancy", "equal"):
            expected = by_car(one.plant, by == "equal")
            if not expected:
                continue
            cars = ledger_by_car(machine_books(one), one.result, by)
            orders = dict(one.result.jobs.select("job", "order_number").iter_rows())
            media = [name for name in cars.columns if name not in ("job", "stream", "outcome")]
            found = {
                (row["stream"], orders[row["job"]], m): row[m] for row in cars.iter_rows(named=True) for m in media
            }
            assert same(found, {(*car, m): value for car, each in expected.items() for m, value in each.items()})
            shared += len(expected) > 1
    assert shared > 30


def test_the_books_close_by_medium_resource_shop_bucket_and_car(ran: list[Ran]) -> None:
    for one in ran:
        result, ledger = one.result, machine_books(one)
        whole = summed(result.energy, "medium", "amount")
        for table, column in ((result.ledger, "amount"), (result.ledger_buckets, "amount"),
                              (result.series.filter(pl.col("kind") == "energy"), "value")):  # fmt: skip
            assert same(summed(table, "medium", column), whole), one.number
        assert same({(medium,): amount for medium, amount in ledger.totals.items()}, whole), one.number
        by_shop = summed(result.energy, "model_shop", "medium", "amount")
        assert same({key: float(amounts.sum()) for key, amounts in ledger.machines.drawn.items()}, by_shop)
        if by_car(one.plant, True):
            for by in ("occupancy", "equal"):
                cars = ledger_by_car(ledger, result, by)
                found = {(medium,): math.fsum(cars[medium]) for medium in ledger.totals}
                assert same(found, whole), one.number
        for resource in one.plant.resources:
            if resource.meter is not None:
                each = [amount for drawn in resource.meter.buckets.values() for amount in drawn.values()]
                assert math.isclose(math.fsum(each), math.fsum(resource.meter.whole.values()), abs_tol=1e-12)


def one_station() -> Data:
    """A station of 10 s, in buckets of 60 s, that draws in each of its states."""
    power = {"working": "36 kW", "idle": "3 kW", "standby": "2 kW", "off": "1 kW", "setup": "5 kW"}
    failures = [{"up": "70 s", "repair": "25 s"}]
    station = {"station": "m", "cycle": "10 s", "power": {"electricity": power}, "failures": failures}
    shop = {"lines": {"main": {"orders": "jobs", "flow": [station | {"energy_per_job": {"water": "1 m3"}}]}}}
    return {"name": "one", "bucket": "60 s", "orders": {"jobs": {"interval": "20 s"}}, "shops": {"shop": shop}}


def _changed(data: Data, **powers: str) -> Data:
    data["shops"]["shop"]["lines"]["main"]["flow"][0]["power"]["electricity"] |= powers
    return data


@pytest.mark.parametrize("powers", [{"working": "37 kW"}, {"idle": "4 kW"}, {"standby": "3 kW"}], ids=str)
def test_another_power_of_one_state_is_found(monkeypatch, powers: dict[str, str]) -> None:
    assert compare(model_of(one_station()), 1, SECONDS).differences == []
    other = model_of(_changed(one_station(), **powers))
    monkeypatch.setattr("tests.oracle.compare.Plant", lambda model, seed: Plant(lower(other).model, seed))
    found = compare(model_of(one_station()), 1, SECONDS).differences
    assert found[0].startswith("at the end, ")
    assert "electricity of m for " in "".join(found)


def test_a_work_counted_in_the_next_bucket_is_found(monkeypatch) -> None:
    """The third work ends at 60 s (and is in the bucket that ends there)."""
    data = one_station()
    data["orders"]["jobs"]["interval"] = "10 s"
    assert compare(model_of(data), 1, SECONDS).differences == []
    from tests.oracle.books.meter import Meter

    book = Meter.work
    monkeypatch.setattr(Meter, "work", lambda self, now, works: book(self, now + 1e-9, works))
    found = compare(model_of(data), 1, SECONDS).differences
    assert found
    assert all("in bucket" in text and "water" in text for text in found)


def test_copies_of_a_shop_are_one_shop_of_the_model() -> None:
    plant = Plant(lower(model_of(one_station() | {"streams": {"count": 2, "shops": ["shop"]}})).model, 1)
    assert {shop_in_the_model(plant, name) for name in plant.model.shops} == {"shop"}
    assert len(plant.model.shops) == 2
