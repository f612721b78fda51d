"""The events of a run: as many of each kind as the run counts, valid, and of one story."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from taktwin.analysis.exports.epcis import RunEvents, run_events
from taktwin.analysis.exports.names import Names
from taktwin.api.run import Run
from taktwin.exchange import epcis
from taktwin.model.errors import OptionError
from tests.analysis.trace.plant import MODEL, traced
from tests.exchange.schemas import validator
from tests.runs.test_moves import run as frames

ZONE = dt.timezone(dt.timedelta(hours=8))
NAMES = Names("plant.example.org/twin", "seats")
WITH_PARTS = MODEL.replace(
    "joins: [{line: maker.seats, matched: true}]", "joins: [{line: maker.seats, matched: true}], uses: {bolt: 4}"
).replace("options:", "parts: {bolt: {}}\nstocks: {bolts: {part: bolt, initial: unlimited}}\noptions:", 1)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return traced(tmp_path_factory.mktemp("seats"), text=WITH_PARTS, days=0.4)


@pytest.fixture(scope="module")
def found(run: Run) -> RunEvents:
    return run_events(run.result, run.model, NAMES, ZONE)


@pytest.fixture(scope="module")
def events(found: RunEvents) -> list[dict[str, Any]]:
    return found.document.events


def of(events: list[dict[str, Any]], step: str) -> list[dict[str, Any]]:
    return [event for event in events if event["bizStep"] == step]


def test_the_books_of_jobs(run: Run, found: RunEvents, events: list[dict[str, Any]]) -> None:
    """Born, finished and fitted, as the tables of the run count them."""
    assert found.not_followed == []
    cars = {NAMES.car("cars", number) for number in run.result.jobs.get_column("order_number")}
    made = Counter(name for event in of(events, "commissioning") for name in event["epcList"])
    assert max(made.values()) == 1
    assert cars <= set(made)
    gone = {event["epcList"][0] for event in of(events, "departing")}
    assert len(gone) == found.counts["finished"] == run.result.orders.get_column("finished").item() > 50
    fitted = [name for event in of(events, "assembling") for name in event.get("inputEPCList", ())]
    assert len(fitted) == len(set(fitted)) >= len(gone)
    assert set(fitted) <= set(made) - cars


def test_the_books_of_trucks(run: Run, found: RunEvents, events: list[dict[str, Any]]) -> None:
    """All that entered the delivery was packed, once, three in a rack; what came out was unpacked."""
    packed = [name for event in of(events, "packing") for name in event["childEPCs"]]
    (truck,) = run.result.buffers.filter(kind="delivery").to_dicts()
    assert len(packed) == len(set(packed)) == truck["entered"] > 100
    assert {len(event["childEPCs"]) for event in of(events, "packing")} == {3}
    unpacked = [name for event in of(events, "unpacking") for name in event["childEPCs"]]
    assert len(unpacked) == len(set(unpacked)) == truck["entered"] - truck["final"]
    trips = found.counts["trips shipped"]
    racks = [rack for event in of(events, "loading") for rack in event["childEPCs"]]
    assert len(of(events, "loading")) == trips
    assert len(racks) == len(set(racks)) == len(of(events, "packing"))
    assert trips - found.counts["trips received"] in (0, 1, 2)  # trucks that are still on their way


def test_the_books_of_parts(run: Run, events: list[dict[str, Any]]) -> None:
    """Bolts are drawn as the stock point gives them: four for each car that is begun."""
    bolts = [one for event in of(events, "assembling") for one in event.get("inputQuantityList", ())]
    assert sum(one["quantity"] for one in bolts) == run.result.stocks.get_column("drawn").item() > 200
    assert {one["epcClass"] for one in bolts} == {NAMES.material("bolt")}


def test_the_books_of_rejections(run: Run, events: list[dict[str, Any]]) -> None:
    assert run.result.trace is not None
    entered = run.result.trace.filter(pl.col("event") == "enter").group_by("name").len()
    counts = dict(entered.iter_rows())
    calls = counts["paint-exit"]
    assert len(of(events, "inspecting")) == counts["called"] - calls > 0
    assert all(event["disposition"] == "non_conformant" for event in of(events, "inspecting"))


def test_the_story_of_each_part(events: list[dict[str, Any]]) -> None:
    """Made before packed, packed before shipped, unpacked before fitted; times never go back."""
    when: dict[str, dict[str, str]] = defaultdict(dict)
    for event in events:
        for name in (*event.get("epcList", ()), *event.get("childEPCs", ()), *event.get("inputEPCList", ())):
            when[name][event["bizStep"]] = event["eventTime"]
    order = ("commissioning", "packing", "unpacking", "assembling")
    whole = [steps for name, steps in when.items() if "/part/" in name and "assembling" in steps]
    assert len(whole) > 50
    for steps in whole:
        assert [steps[step] for step in order] == sorted(steps[step] for step in order)
    times = [event["eventTime"] for event in events]
    assert times == sorted(times)
    assert times[0].startswith("2026-")
    assert times[0].endswith("+08:00")


def test_a_truck_holds_what_was_put_on_it(events: list[dict[str, Any]]) -> None:
    """Racks come off the truck that they were put on; parts out of the rack that they were put into."""
    inside: dict[str, str] = {}
    for event in events:
        if event["type"] != "AggregationEvent":
            continue
        for name in event["childEPCs"]:
            if event["action"] == "ADD":
                assert name not in inside
                inside[name] = event["parentID"]
            else:
                assert inside.pop(name) == event["parentID"]


def test_the_document_is_valid(found: RunEvents, shared: Path) -> None:
    """For our own reader, and for the schema of the standard."""
    data = found.document.write()
    again = epcis.read(data, "run.jsonld")
    assert again.hashes() == [event["eventID"] for event in again.events]
    assert len({event["eventID"] for event in again.events}) == len(again.events) == sum(found.counts.values())
    value = json.loads(data)
    kinds: dict[tuple[str, str], dict[str, Any]] = {}
    for event in value["epcisBody"]["eventList"]:
        kinds.setdefault((event["type"], event["bizStep"]), event)
    value["epcisBody"]["eventList"] = list(kinds.values())  # one of each: the schema takes a second for 400 of them
    assert len(kinds) > 8
    assert list(validator(shared / "data/epcis/epcis-2.0-schema.json").iter_errors(value)) == []


def test_stocks_and_lanes(tmp_path: Path, shared: Path) -> None:
    """A plant of stock points: what cells made and lanes brought is what the stock points have received."""
    run = frames(tmp_path, trace=True)
    found = run_events(run.result, run.model, Names("example.org", "frames"))
    events = found.document.events
    stocks = {row["stock"]: row for row in run.result.stocks.iter_rows(named=True)}
    received = [one for event in of(events, "receiving") for one in event["quantityList"]]
    sheets = [one for one in received if one["epcClass"].endswith("/part/sheet")]
    assert sum(one["quantity"] for one in sheets) == pytest.approx(stocks["sheets"]["received"])
    assert {one["uom"] for one in sheets} == {"KGM"}
    made = [event for event in events if event.get("transformationID", "").find("/hit/press/") > 0]
    assert sum(event["outputQuantityList"][0]["quantity"] for event in made) == stocks["store"]["received"]
    went_in = sum(one["quantity"] for event in made for one in event["inputQuantityList"])
    assert 0.0 <= stocks["sheets"]["drawn"] - went_in <= 2.5 * 10  # what is in the press, or was scrapped last
    assert found.counts["lane shipped"] >= found.counts["lane received"] > 20
    document = json.loads(found.document.write())
    document["epcisBody"]["eventList"] = document["epcisBody"]["eventList"][::20]
    assert list(validator(shared / "data/epcis/epcis-2.0-schema.json").iter_errors(document)) == []


def test_names_are_the_same_in_every_run(run: Run, found: RunEvents) -> None:
    again = run_events(run.result, run.model, NAMES, ZONE)
    assert again.document.write() == found.document.write()


def test_without_a_trace(tmp_path: Path) -> None:
    plain = frames(tmp_path)
    with pytest.raises(OptionError, match="the run has no trace"):
        run_events(plain.result, plain.model, NAMES)
