"""Factsheets of three versions: one vehicle, the verdict of the schemas, and a fleet drafted from it."""

from __future__ import annotations

import copy
import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from taktwin.exchange import vda5050
from taktwin.exchange.jsondocument import DocumentError
from taktwin.exchange.vda5050 import Factsheet, LoadSet
from taktwin.exchange.vda5050.check import problems
from taktwin.model.errors import OptionError
from taktwin.model.files.load import load_model
from taktwin.model.nouns.fleets.factsheet import read_factsheet
from tests.exchange.schemas import places
from tests.exchange.vary import varied
from tests.exchange.vda5050.sheets import SHEETS
from tests.fuzz.mutate import mutated

OX = Factsheet(
    version="2.1", manufacturer="Bull", serial="7", series="Ox", vehicle_class="CARRIER", length=1.6, width=1,
    height=0.4, speed=1.8, acceleration=0.5, deceleration=0.6, load_mass=1500,
    loads=(
        LoadSet("RACK", "rack", 800, 1.2, 1, None, 12, 10, 1.2),
        LoadSet("BODY", "car-body", pick_time=20),
    ),
)  # fmt: skip
FOLDERS = {"2.0": "2.0.0", "2.1": "2.1.0", "3.0": "3.0.0-head-0b2ae43"}


def data(value: Any) -> bytes:
    return json.dumps(value).encode()


def test_one_vehicle_in_three_versions() -> None:
    for version, sheet in SHEETS.items():
        assert vda5050.recognise(data(sheet))
        levels = {"low": 0.3, "high": 0.9} if version == "3.0" else {}
        assert vda5050.read(b"\xef\xbb\xbf" + data(sheet)) == replace(OX, version=version, **levels)
        assert (OX.pick_time, OX.drop_time, OX.load_types) == (20, 10, ("rack", "car-body"))
    nameless = {key: one for key, one in SHEETS["2.0"].items() if key != "version"}
    assert vda5050.read(data(nameless)).version == "2.0"


@pytest.mark.parametrize("version", SHEETS)
def test_the_schemas_take_the_factsheets(shared: Path, version: str) -> None:
    assert places(shared / f"data/vda5050/{FOLDERS[version]}/factsheet.schema", SHEETS[version]) == set()


def agree(shared: Path, version: str, cases: int, seed: int) -> int:
    """How many varied factsheets are wrong; each must be wrong at the same places for the schema and for us."""
    schema = shared / f"data/vda5050/{FOLDERS[version]}/factsheet.schema"
    draw, wrong = random.Random(seed), 0
    sheet = copy.deepcopy(SHEETS[version])
    if version == "2.1":  # the schema allows no value of it
        sheet["protocolFeatures"]["agvActions"][0].pop("blockingTypes", None)
    for _ in range(cases):
        value = varied(sheet, draw)
        wanted = places(schema, value)
        assert {one.path for one in problems(value, version)} == wanted, value
        wrong += bool(wanted)
        if wanted and isinstance(value, dict) and value.get("version") == sheet["version"]:
            with pytest.raises(DocumentError):
                vda5050.read(data(value))
    return wrong


@pytest.mark.parametrize("version", ["2.1", "3.0"])
def test_varied_factsheets_have_the_verdict_of_the_schema(shared: Path, version: str) -> None:
    assert 100 < agree(shared, version, 300, seed=1) < 300


@pytest.mark.long
@pytest.mark.parametrize("version", ["2.1", "3.0"])
def test_many_varied_factsheets_have_the_verdict_of_the_schema(shared: Path, version: str) -> None:
    agree(shared, version, 50_000, seed=2)


@pytest.mark.parametrize(
    ("version", "steps", "value", "place", "words"),
    [
        ("2.0", ("physicalParameters", "speedMax"), "fast", "/physicalParameters/speedMax", "a number"),
        ("2.0", ("physicalParameters", "speedMax"), None, "/physicalParameters", 'the property "speedMax"'),
        ("2.1", ("physicalParameters", "length"), 0, "/physicalParameters/length", "more than 0"),
        ("2.1", ("physicalParameters", "length"), 10**400, "/physicalParameters/length", "at most 1e+06"),
        ("2.1", ("typeSpecification", "agvClass"), "CAR", "/typeSpecification/agvClass", "one of FORKLIFT"),
        ("3.0", ("typeSpecification", "maximumLoadMass"), -1, "/typeSpecification/maximumLoadMass", "0 or more"),
        ("3.0", ("headerId",), 1.5, "/headerId", "a whole number"),
        ("3.0", ("timestamp",), None, "", 'the property "timestamp"'),
        ("3.0", ("version",), "4.0.0", "/version", "one of the versions 2.0, 2.1, 3.0, got 4.0.0"),
        ("3.0", ("loadSpecification", "loadSets"), [{"setName": "a", "loadType": "b", "pickTime": 1e9}],
         "/loadSpecification/loadSets/0/pickTime", "at most 1e+06"),
    ],
)  # fmt: skip
def test_an_error_says_what_and_where(version: str, steps: tuple[str, ...], value: Any, place: str, words: str) -> None:
    sheet = copy.deepcopy(SHEETS[version])
    holder = sheet
    for step in steps[:-1]:
        holder = holder[step]
    holder[steps[-1]] = value
    if value is None:
        del holder[steps[-1]]
    with pytest.raises(DocumentError) as caught:
        vda5050.read(data(sheet), "ox.json")
    problem = caught.value.problems[0]
    assert (problem.file, problem.path) == ("ox.json", place)
    assert words in problem.message
    assert problem.remedy


HALL = """\
taktwin: 1
name: hall
orders: {o: {}}
paths: {loop: {ways: [a > b > c > d > a], points: {a: [0, 0], b: [10, 0], c: [10, 10], d: [0, 10]},
  stations: {a: 1, c: 1}, parking: {d: 2}}}
shops: {body: {lines: {main: {orders: o, flow: [{station: s, cycle: 60 s},
  {transport: t, fleet: ox, from_point: a, to_point: c, capacity: 2}, {station: u, cycle: 50 s}]}}}}
"""


def test_a_model_takes_the_draft() -> None:
    model = load_model(HALL + vda5050.draft_fleet(OX, "ox", 2, paths="loop").text)
    fleet = model.fleets["ox"]
    assert fleet.speed.value == 1.8
    assert fleet.length.value == 1.6


def test_a_draft_says_what_the_factsheet_says() -> None:
    draft = vda5050.draft_fleet(OX, "ox", 3, paths="loop")
    assert draft.text == (
        "fleets:\n  ox:\n    count: 3\n    speed: 1.8 m/s\n    load: 20 s\n    unload: 10 s\n    paths: loop\n"
        "    length: 1.6 m\n    acceleration: 0.5 m/s2\n    deceleration: 0.6 m/s2\n"
    )
    assert any("width 1 m and height 0.4 m" in one for one in draft.untaken)
    assert any("1500 kg" in one for one in draft.untaken)
    assert any("speed limit 1.2 m/s with load RACK" in one for one in draft.untaken)
    free = vda5050.draft_fleet(replace(OX, loads=(), low=0.3, high=0.9))
    assert free.text == "fleets:\n  agvs:\n    count: 1\n    speed: 1.8 m/s\n"
    assert any("need a guide path" in one for one in free.untaken)
    assert any("30% and 90%" in one for one in free.untaken)
    with pytest.raises(OptionError, match="0 vehicles"):
        vda5050.draft_fleet(OX, count=0)


def test_a_draft_is_what_the_model_reads_of_the_factsheet(tmp_path: Path) -> None:
    """`factsheet:` of a fleet and the draft give the same fields."""
    for sheet in SHEETS.values():
        file = tmp_path / "ox.json"
        file.write_bytes(data(sheet))
        lines = vda5050.draft_fleet(vda5050.read(data(sheet)), "ox", paths="loop").text.splitlines()[2:]
        fields = dict(line.strip().split(": ", 1) for line in lines)
        del fields["count"], fields["paths"]
        assert fields == read_factsheet(file)


def test_other_documents_are_not_recognised() -> None:
    for text in (b"", b"{}", b'"physicalParameters"', b"<physicalParameters/>", b'{"physicalParameters": {}}'):
        assert not vda5050.recognise(text)
        with pytest.raises(DocumentError):
            vda5050.read(text)


def survive(cases: int, seed: int) -> tuple[int, int]:
    """How many of so many broken factsheets are read, and how many refused: nothing else happens."""
    taken, draw, sources = 0, random.Random(seed), [data(one) for one in SHEETS.values()]
    for _ in range(cases):
        text = mutated(draw.choice(sources), draw)
        vda5050.recognise(text)
        try:
            sheet = vda5050.read(text, "m")
        except DocumentError as error:
            if not error.problems or not all(one.message and one.remedy and one.file for one in error.problems):
                raise AssertionError(f"an error that says too little: {error!r}") from error
            continue
        taken += 1
        assert vda5050.draft_fleet(sheet, paths="p").untaken
    return taken, cases - taken


def test_broken_factsheets_are_refused_or_read_whole() -> None:
    taken, refused = survive(1000, seed=1)
    assert taken > 50
    assert refused > 300


@pytest.mark.long
def test_a_hundred_thousand_broken_factsheets_are_refused_or_read_whole() -> None:
    survive(100_000, seed=2)
