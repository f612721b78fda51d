"""The rules of lines that are called and joined from another plant, each in a small pair of plants."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from tests.kernel.plants import Data, entries, run
from tests.oracle.compare import compare, model_of

COLOURS = {"red": "50 %", "blue": "30 %", "green": "20 %"}


def pair(call: Data, join: Data, **seats: Any) -> Data:
    """Cars every 20 s with colour and roof, and the plant that makes their seats by colour."""
    cycle = {"by": "colour", "red": "3 s", "blue": "5 s", "green": "7 s"}
    making = {
        "call": call,
        "flow": [
            {"buffer": "called", "capacity": "unlimited"},
            {"station": "make", "cycle": cycle},
            {"buffer": "there", "capacity": 9},
        ],
    }
    flow = [
        {"buffer": "painted", "capacity": 9},
        {"station": "first", "cycle": "9 s"},
        {"station": "fit", "cycle": "6 s", "joins": [join]},
    ]
    cars = {
        "options": {"roof": {"steel": "50 %", "glass": "50 %"}, "colour": COLOURS},
        "orders": {"jobs": {"interval": "20 s"}},
        "shops": {"trim": {"lines": {"main": {"orders": "jobs", "flow": flow}}}},
    }
    others = {"options": {"colour": dict(reversed(COLOURS.items()))}, "shops": {"making": {"lines": {"seats": making}}}}
    return {"name": "pair", "plants": {"seats": others | seats, "cars": cars}}


def agree(data: Data, *features: str) -> None:
    result = compare(model_of(data), 1, 900.0)
    assert result.differences == []
    assert set(features) <= result.seen


@pytest.mark.rule("What jobs of another plant call has those options, and the product, that its own plant knows")
def test_options_by_name_and_value() -> None:
    """The supplier numbers the colours the other way round and knows no roof: each seat takes the time of its car."""
    data = pair({"at": "cars.painted"}, {"line": "seats.seats", "matched": True})
    agree(data, "call from a plant with other options", "call", "join")
    result = run(data, 900.0)
    assert result.trace is not None
    made = {job: time for time, job in entries(result, "seats.make")}
    ready = {job: time for time, job in entries(result, "seats.there")}
    colours = dict(result.jobs.select("order_number", "colour").iter_rows())
    assert len(ready) > 40
    assert {(colours[job], round(ready[job] - made[job], 9)) for job in ready} == {
        ("red", 3),
        ("blue", 5),
        ("green", 7),
    }


@pytest.mark.rule("The `when` and the `quantity` of a call ask the job that calls")
def test_a_call_asks_the_job_that_calls() -> None:
    """The supplier knows no roof, but only cars with a glass one call, two seats if they are red."""
    when = {"when": {"roof": "glass"}, "quantity": {"by": "colour", "red": 2, "default": 1}}
    data = pair({"at": "cars.first", **when}, {"line": "seats.making.seats", "matched": True, **when})
    agree(data, "call from a plant with other options", "call of several jobs", "call with a condition")
    result = run(data, 900.0)
    cars = {row["order_number"]: row for row in result.jobs.iter_rows(named=True)}
    called = [job for _, job in entries(result, "seats.called")]
    first = {job for _, job in entries(result, "cars.first")}
    wanted = {job: 2 if cars[job]["colour"] == "red" else 1 for job in first if cars[job]["roof"] == "glass"}
    assert {job: called.count(job) for job in set(called)} == wanted


@pytest.mark.rule("A job of an order stream that is joined in another plant is booked as joined in its own")
def test_joined_jobs_are_booked_where_they_were_born() -> None:
    """Seats that are made to stock, one each 30 s: so the cars wait for them, and each plant's book of jobs closes."""
    data = pair({}, {"line": "seats.seats"}, orders={"made": {"interval": "30 s"}})
    line = data["plants"]["seats"]["shops"]["making"]["lines"]["seats"]
    line.pop("call")
    line["orders"] = "made"
    agree(data, "join")
    result = run(data, 895.0)
    counts = result.jobs.group_by("plant", "outcome").len().sort("plant", "outcome").rows()
    full = 9 + 1 + 1  # cars stand in all places, and more wait before these
    assert counts == [("cars", "finished", 29), ("cars", "in_process", full), ("seats", "joined", 29)]
    waits = result.waits.row(by_predicate=pl.col("resource") == "cars.fit", named=True)
    assert (waits["plant"], waits["cause"], waits["kind"]) == ("cars", "seats.seats", "join")
