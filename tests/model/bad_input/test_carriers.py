"""Bad input: carriers and contents of which something is wrong; and carriers for which jobs may wait in vain."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.model.checks.check import check_model
from taktwin.model.errors import ModelError
from taktwin.model.files.load import load_model

PLANT = """
taktwin: 1
name: small
options: {colour: {red: 50 %, blue: 50 %}}
products: {van: {}, car: {options: {colour: {red: 100 %}}}}
orders:
  jobs: {mix: {van: 50 %, car: 50 %}, quantity: 9}
fleets: {tugs: {count: 1, speed: 1 m/s}}
CARRIERS
shops:
  hall:
    lines:
      main:
        orders: jobs
        flow:
          - {station: a, cycle: 10 s}
          - {buffer: q, capacity: 6CONTENTS}
          - {station: b, cycle: 10 s}
          - {transport: t, fleet: tugs, distance: 5 m}
          - {buffer: empty, capacity: 0}
          - {station: c, cycle: 10 s, routes: [{to: again, share: 10 %}]}
      again:
        to: q
        flow: [{buffer: r, capacity: unlimited}]
"""


def plant(carriers: str = "", contents: str = "") -> str:
    """The plant with a pool of carriers, or with contents of its buffer."""
    pool = f"carriers:\n  skids: {carriers}" if carriers else ""
    return PLANT.replace("CARRIERS", pool).replace("CONTENTS", f", contents: {contents}" if contents else "")


POOLS = [
    ("{count: 0, from: a, to: b}", "skids.count", "cannot be 0", "above 0"),
    ("{count: -1, from: a, to: b}", "skids.count", "cannot be negative", ""),
    ("{count: 2.5, from: a, to: b}", "skids.count", "whole number", ""),
    ("{count: 1e9, from: a, to: b}", "skids.count", "at most 100000", ""),
    ("{from: a, to: b}", "skids", '"count" is missing', "count"),
    ("{count: 2, to: b}", "skids", '"from" is missing', "spans"),
    ("{count: 2, from: a}", "skids", '"to" is missing', "spans"),
    ("{count: 2, form: a, to: b}", "skids", "form", "from"),
    ("{count: 2, from: aa, to: b}", "skids.from", 'no element "aa"', "`a`"),
    ("{count: 2, from: a, to: main}", "skids.to", 'no element "main"', ""),
    ("{count: 2, from: a, to: b, spans: [{from: b, to: c}]}", "skids", "both `spans` and `from`", "keep one"),
    ("{count: 2, spans: []}", "skids.spans", "too few", ""),
    ("{count: 2, spans: [{from: a}]}", "spans", '"to"', ""),
    ("{count: 2, spans: [{from: a, to: b}, {from: a, to: b}]}", "spans.1", "is there twice", "drop"),
    (
        "{count: 2, spans: [{from: a, to: q}, {from: b, to: c}]}",
        "skids.spans",
        "takes a carrier of the pool",
        "one span",
    ),
    ("{count: 2, from: t, to: c}", "skids.from", 'the transport "t"', "before it"),
    ("{count: 2, from: empty, to: c}", "skids.from", 'the buffer "empty" has no place', "behind it"),
    ("{count: 2, from: b, to: a}", "skids.to", 'no job that takes a carrier at "b" comes to "a"', "behind"),
    ("{count: 2, from: a, to: b, return: 4}", "skids.return", "expected a time", "unit"),
    ("{count: 2, from: a, to: b, return: -4 s}", "skids.return", "negative", ""),
    ("{count: 2, from: a, to: b, cleaning: {every: 0, time: 1 s}}", "cleaning.every", "cannot be 0", "leave"),
    ("{count: 2, from: a, to: b, cleaning: {every: 3}}", "cleaning", '"time" is missing', ""),
    ("{count: 2, from: a, to: b, when: {color: red}}", "skids.when", 'no option "color"', "`colour`"),
    ("{count: 2, from: b, to: b, when: {colour: rde}}", "skids.when", 'no value of colour "rde"', "`red`"),
    ("{count: 2, from: a, to: b, when: {colour: red}}", "skids.when", "made when there is room", "put a buffer"),
]
CONTENTS = [
    ("7", "contents", "7 jobs stand in it, but it holds 6", "raise"),
    ("-1", "contents", "negative", ""),
    ("some", "contents", "whole number", ""),
    ("1.5", "contents", "whole number", ""),
    ("[{count: 2, product: suv}]", "contents", 'no product "suv"', ""),
    ("[{options: {color: red}}]", "contents", 'no option "color"', "`colour`"),
    ("[{options: {colour: green}}]", "contents", 'no value of colour "green"', ""),
    ("[{product: car, options: {colour: blue}}]", "contents", 'no value of colour "blue"', ""),
    ("[{options: {product: car}}]", "contents", "no option here", "beside"),
    ("[{stream: job}]", "contents", 'no order stream "job"', "`jobs`"),
    ("[{number: 3}]", "contents", "number", ""),
]


def refused(text: str, path: str, message: str, remedy: str) -> None:
    with pytest.raises(ModelError) as caught:
        load_model(text)
    found = [one for one in caught.value.problems if path in one.path and message in one.message]
    assert found, [str(one) for one in caught.value.problems]
    assert remedy in found[0].remedy
    assert found[0].remedy
    assert found[0].line


@pytest.mark.parametrize(("pool", "path", "message", "remedy"), POOLS)
def test_carriers(pool: str, path: str, message: str, remedy: str) -> None:
    refused(plant(pool), path, message, remedy)


@pytest.mark.parametrize(("contents", "path", "message", "remedy"), CONTENTS)
def test_contents(contents: str, path: str, message: str, remedy: str) -> None:
    refused(plant(contents=contents), path, message, remedy)


def test_contents_without_enough_orders_or_carriers() -> None:
    few = plant(contents="6").replace("quantity: 9", "quantity: 4")
    refused(few, "contents", "6 jobs of jobs stand in the plant at its start, but there are 4", "quantity")
    refused(plant("{count: 2, from: a, to: b}", "3"), "contents", "3 jobs stand where one of skids is needed", "count")
    twice = plant("{count: 5, from: a, to: b}", "3") + "streams: {count: 2, shops: [hall]}\n"
    refused(twice, "contents", "6 jobs stand where one of skids is needed", "count")
    known = plant("{count: 9, from: q, to: b, when: {colour: red}}", "3")
    refused(known, "contents", "depends on their colour, which is not said", "colour")


@pytest.mark.parametrize("first", ["a", "b"])
def test_orders_of_a_file_without_times_are_made_on_demand_too(first: str, tmp_path: Path) -> None:
    """Also where a buffer is only passed before the first place."""
    (tmp_path / "orders.csv").write_text("product,colour\ncar,red\nvan,blue\n", encoding="utf-8")
    text = plant(f"{{count: 2, from: {first}, to: {first}, when: {{colour: red}}}}")
    text = text.replace("{mix: {van: 50 %, car: 50 %}, quantity: 9}", "{file: orders.csv}")
    if first == "b":
        text = text.replace(
            "- {station: a, cycle: 10 s}\n          - {buffer: q, capacity: 6}", "- {buffer: q, capacity: 0}"
        )
        text = text.replace("to: q", "to: empty")
    file = tmp_path / "plant.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match="made when there is room"):
        load_model(file)
    (tmp_path / "orders.csv").write_text("product,colour,release\ncar,red,0\nvan,blue,9\n", encoding="utf-8")
    load_model(file)


def warnings(text: str) -> list[str]:
    return [one.message for one in check_model(load_model(text)) if "lock up" in one.message]


def test_who_comes_again_may_stand_behind_one_that_waits() -> None:
    again = plant("{count: 2, from: b, to: c}").replace(", routes: [{to: again, share: 10 %}]", "")
    again = again.replace("{station: b, cycle: 10 s}", "{station: b, cycle: 10 s, routes: [{to: again, share: 10 %}]}")
    (behind,) = warnings(again)
    assert behind == 'this can lock up: at "q" a job that has one of "skids" may stand behind one that waits for it'
    assert warnings(again.replace("capacity: 6", "capacity: unlimited")) == []
    assert warnings(plant("{count: 2, from: a, to: b}")) == []


CROSSED = """
taktwin: 1
name: crossed
orders: {ones: {}, others: {}}
carriers:
  skids: {count: 1, spans: [{from: a, to: b}, {from: y, to: y}]}
  hooks: {count: 1, spans: [{from: b, to: b}, {from: x, to: y}]}
shops:
  hall:
    lines:
      one: {orders: ones, flow: [{station: a, cycle: 1 min}, {station: b, cycle: 1 min}]}
      other: {orders: others, flow: [{station: x, cycle: 1 min}, {station: y, cycle: 1 min}]}
"""


def test_pools_taken_in_two_orders() -> None:
    (crossed,) = warnings(CROSSED)
    assert 'jobs that have one of "skids" wait at "b" for one of "hooks"' in crossed
    assert 'jobs that have one of "hooks" wait at "y" for one of "skids"' in crossed
    assert warnings(CROSSED.replace("{from: x, to: y}", "{from: y, to: y}")) == []


def test_a_sub_line_that_waits_for_the_carrier_of_the_job_that_waits_for_it() -> None:
    joined = CROSSED.replace("{orders: others,", "{endless: true,").replace(
        "{station: b, cycle: 1 min}", "{station: b, cycle: 1 min, joins: [{line: other}]}"
    )
    joined = joined.replace(", {from: y, to: y}]", ", {from: x, to: y}]").replace("  hooks: {count: 1, spans: ", "  # ")
    (own,) = warnings(joined)
    assert own == 'this can lock up: jobs that have one of "skids" wait at "b" for one of "skids"'
