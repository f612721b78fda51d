"""The books close: by medium, shop, resource and car, on random small plants."""

from __future__ import annotations

import json
import math
import random

import numpy as np
import pytest

import taktwin
from taktwin.energy import ledger_by_car, site_ledger
from taktwin.model.errors import ModelError
from tests.analysis.site.plant import bright, run, text

CLOSE = 1e-9


def some_plant(number: int) -> str:
    """A plant with random cycles, powers, shifts and utilities."""
    draw = random.Random(number)
    end, pause = draw.choice(["14:00", "22:00", "05:30"]), draw.choice(["11:55-12:20", "13:00-13:45"])
    return text(
        ("cycle: 4 min", f"cycle: tri(1 min, {draw.randint(2, 6)} min, 8 min)"),
        ("cycle: 5 min", f"cycle: exp({draw.randint(3, 9)} min)"),
        ('to: "22:00", breaks: ["12:00-12:30"]', f'to: "{end}", breaks: ["{pause}"]'),
        ("electricity: {working: 120 kW", f"electricity: {{working: {draw.randint(50, 300)} kW"),
        ("supply: 60000 m3/h", f"supply: {draw.randint(1, 90)}000 m3/h"),
        ("leakage: 25 %", f"leakage: {draw.randint(0, 60)} %"),
        ("heat: {source: gas, efficiency: 92 %}", draw.choice(
            ["heat: {source: gas, efficiency: 90 %}", "heat: {source: network, factor: 0.396}"])),
        ("{peak: 500 kW}", f"{{peak: {draw.choice([1, 300, 900])} kW, mounting: bipv}}"),
    )  # fmt: skip


@pytest.mark.parametrize("number", range(6))
def test_books_close(number: int) -> None:
    plant = taktwin.load(some_plant(number))
    done = plant.simulate(days=3, warmup=0.25 if number % 2 else 1)
    result = done.result
    ledger = site_ledger(plant.model, done.results, bright())

    # what the machines drew, with what was replaced, is the run's table of resources, shop by shop
    table = result.energy
    for shop, medium in {(row[0], row[1]) for row in table.select("model_shop", "medium").iter_rows()}:
        of_run = math.fsum(table.filter((table["model_shop"] == shop) & (table["medium"] == medium))["amount"])
        key = (shop, medium)
        booked = sum(math.fsum(book[key]) for book in (ledger.machines.drawn, ledger.machines.replaced) if key in book)
        assert booked == pytest.approx(of_run, rel=CLOSE)

    # shops and uses sum to the medium, and steps do
    for medium, total in ledger.totals.items():
        for rows in (ledger.by_shop(), ledger.by_use()):
            assert math.fsum(rows.filter(rows["medium"] == medium)["amount"]) == pytest.approx(total, rel=CLOSE)
        assert math.fsum(ledger.of_medium(medium)) == pytest.approx(total, rel=CLOSE)

    # every quarter of an hour: sun + bought = used + fed in
    used = ledger.of_medium("electricity")
    assert np.allclose(ledger.sun + ledger.bought, used + ledger.fed_in, rtol=CLOSE, atol=1e-9)
    assert np.all(ledger.bought * ledger.fed_in == 0)

    # all cars together bear all of it
    for by in ("occupancy", "equal"):
        cars = ledger_by_car(ledger, result, by)
        for medium, total in ledger.totals.items():
            assert math.fsum(cars[medium]) == pytest.approx(total, rel=CLOSE)
            assert cars[medium].to_numpy().min() >= 0


def test_replications_are_the_mean() -> None:
    plant = taktwin.load(some_plant(1))
    done = plant.simulate(days=1, warmup=0, replications=3)
    whole = site_ledger(plant.model, done.results, bright())
    each = [site_ledger(plant.model, [one], bright()) for one in done.results]
    assert whole.cars == pytest.approx(sum(one.cars for one in each) / 3)
    assert whole.totals["electricity"] == pytest.approx(sum(one.totals["electricity"] for one in each) / 3)


def test_a_car_that_stayed_longer_bears_more() -> None:
    """The cars between which the weekend lies are the dearest."""
    ledger = site_ledger(run().model, run().results, bright())
    by_time = ledger_by_car(ledger, run().result)["electricity"].to_numpy()
    assert by_time.max() > 5 * np.median(by_time)
    equal = ledger_by_car(ledger, run().result, "equal")["electricity"].to_numpy()
    assert equal.max() < 1.01 * np.median(equal)


def test_a_model_without_a_site_runs_as_before() -> None:
    from tests.analysis.site.plant import TEXT

    without = taktwin.load(TEXT).simulate(days=7, warmup=7)
    assert without.result.energy.equals(run().result.energy)
    assert without.result.series.equals(run().result.series)


def test_cars_that_were_there_before_bear_their_part() -> None:
    """The first car leaves paint on Monday morning: it stood there all night, and bears what it took then."""
    ledger = site_ledger(run().model, run().results, bright())
    cars = ledger_by_car(ledger, run().result)
    first = run().result.passages.row(0, named=True)
    assert first["point"] == "line off"
    found = cars.filter(cars["job"] == first["job"])
    assert found.height == 1
    night = sum(float(one.amounts[:24].sum()) for one in ledger.entries if (one.shop, one.medium) == ("paint", "gas"))
    assert found["gas"].to_numpy()[0] > night / 2


def test_a_plant_among_several_has_its_own_site() -> None:
    """Its books are those of its shops alone, in its own names."""
    plain = taktwin.load(text())
    whole = plain.model.model_dump(mode="json", by_alias=True, exclude_unset=True)
    own = {key: value for key, value in whole.items() if key not in ("taktwin", "name", "start")}
    both = {"taktwin": 1, "name": "both", "start": "2026-01-05 00:00", "plants": {"east": own, "west": own}}
    several = taktwin.load(json.dumps(both)).simulate(days=7, warmup=7)
    with pytest.raises(ModelError, match="asked of one plant"):
        several.energy([bright()])
    east, alone = several.of("east").energy([bright()]), run().energy([bright()])
    assert east.ledgers[0].totals == pytest.approx(alone.ledgers[0].totals)
    assert east.ledgers[0].cars == alone.ledgers[0].cars
