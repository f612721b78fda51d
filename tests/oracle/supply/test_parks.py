"""Random supplier parks: kernel and oracle agree on what families stand for, and each car gets its part numbers."""

from __future__ import annotations

import polars as pl
import pytest

from tests.kernel.plants import entries, model_of, run
from tests.oracle.compare import compare
from tests.oracle.compare import model_of as checked
from tests.oracle.drafts.draft import Data
from tests.oracle.drafts.draft_parks import park, spelt_park

SECONDS = 600.0
PARKS = range(14)
WANTED = {"lane: several loads", "truck at a dock", "truck in the yard", "batch: not full", "join of its own jobs"}
WANTED |= {"truck of a delivery at a dock", "truck of a delivery in the yard", "truck waits for a shift of a supplier"}
WANTED |= {"milk run", "lane: ordered as parts are drawn", "lane: above the reorder level", "lane: fixed quantity"}


def test_random_parks_run_the_same_in_both() -> None:
    seen: set[str] = set()
    events = 0
    for number in PARKS:
        found = compare(checked(spelt_park(7, number)), number, SECONDS)
        assert found.differences == [], number
        seen |= found.seen
        events += found.events
    assert events > 500 * len(PARKS)
    assert seen >= WANTED


def wants(family: Data, car: Data) -> bool:
    """Whether a car needs a family."""
    when = family.get("when", {})
    return all(car[option] in (values if isinstance(values, list) else [values]) for option, values in when.items())


@pytest.mark.parametrize("number", range(6))
def test_each_car_gets_one_part_number_of_each_family(number: int) -> None:
    """Of a family out of stock its quantity at each place, all of the number of its options; of others nothing."""
    data = park(7, number)
    result = run(data, SECONDS)
    assert result.movements is not None
    cars = {row["order_number"]: row for row in result.jobs.iter_rows(named=True)}
    drawn = result.movements.filter(pl.col("main"), pl.col("event") == "drawn")
    family_of = {name: part.family for name, part in model_of(data).parts.items()}
    for name, family in data["supply"]["families"].items():
        if family["mode"] in ("jis", "in_plant"):
            continue
        places = family["at"] if isinstance(family["at"], list) else [family["at"]]
        last = max((job for _, job in entries(result, places[-1])), default=-1)
        own = drawn.filter(pl.col("part").is_in([part for part, of in family_of.items() if of == name]))
        numbers: dict[tuple[str, ...], set[str]] = {}
        for car, parts, amount in (
            own.group_by("order_number").agg(pl.col("part").unique(), pl.col("amount").sum()).iter_rows()
        ):
            assert wants(family, cars[car])
            assert len(parts) == 1
            assert amount <= family["quantity"] * len(places)
            if car < last - 1:
                assert amount == family["quantity"] * len(places)
            numbers.setdefault(tuple(cars[car][one] for one in family.get("variants", [])), set()).update(parts)
        assert all(len(parts) == 1 for parts in numbers.values())
        assert len(set.union(set(), *numbers.values())) == len(numbers)
        got = set(own.get_column("order_number").to_list())
        assert all(car in got for car in range(last - 1) if wants(family, cars[car]))
