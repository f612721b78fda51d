"""Bad input: flows of jobs and of parts that cannot work."""

from pathlib import Path

import pytest

from taktwin.model import ModelError, load_model
from tests.model.bad_input.case import Case, check, each
from tests.model.plant_text import changed, line_of

#: A station of the plant that joins, and the sub-line that it joins.
HOOD = """            joins: [{line: hood}]
          - transport: to-paint
            fleet: tuggers
            distance: 50 m
      hood:
        call: {at: weld}
        flow:
          - {station: hood-cell, cycle: 60 s}
          - {buffer: hoods, capacity: 5}
"""
CASES = [
    # supply
    Case(
        "nobody supplies",
        "lanes:\n  blanks-in: {supplier: steelworks, to: blanks, every: 8 h, quantity: 5000}\n",
        "",
        "stocks.blanks",
        "nobody supplies",
        "add a lane",
        "blanks: {part",
    ),
    Case(
        "nobody makes",
        "part: door, hit",
        "part: blank, hit",
        "stocks.door-rack",
        'nobody supplies the part "door"',
        "make cell",
        "door-rack: {",
    ),
    Case(
        "two stocks",
        "stocks:\n",
        "stocks:\n  door-rack-2: {part: door, initial: unlimited}\n",
        "doors-on.uses.door",
        "held at several stocks",
        "`from: door-rack",
        "uses: {door: 4}",
    ),
    Case("reorder", "reorder: 300", "reorder: 3000", "door-die.reorder", "above the capacity", "lower it"),
    Case("lot", "lot: 200", "lot: 2000", "door-die.lot", "above the capacity", "raise the capacity"),
    Case("initial", "initial: 100,", "initial: 10000,", "stocks.door-rack.initial", "above the capacity", "lower it"),
    Case(
        "all scrapped",
        "uses: {blank: 1}",
        "scrap: 100 %, uses: {blank: 1}",
        "door-die.scrap",
        "all hits are scrapped",
        "below 100 %",
    ),
    Case("lane lot", "quantity: 5000", "quantity: 0", "lanes.blanks-in.quantity", "cannot be 0", "above 0"),
    # flow
    Case(
        "unreachable line",
        "  paint:\n    lines:\n",
        "  paint:\n    lines:\n      lost:\n        flow: [{station: lonely, cycle: 1 s}]\n",
        "shops.paint.lines.lost",
        "no job can reach this line",
        "give it a start",
        "      lost:",
    ),
    Case(
        "unreachable station",
        "share: 8 %",
        "share: 100 %",
        "shops.paint.lines.paint.flow.bodies",
        'no job can reach the store "bodies"',
        "lower the shares",
        "store: bodies",
    ),
    Case(
        "never joined",
        "            joins: [{line: hood}]\n",
        "",
        "shops.body.lines.hood",
        "never joined",
        "joins: [{line",
        "      hood:",
    ),
    Case(
        "joined elsewhere",
        "call: {at: weld}",
        "call: {at: weld}\n        to: sort",
        "doors-on.joins.hood",
        "leads to sort",
        "drop its `to`",
        "joins: [",
    ),
    Case(
        "more are joined than can wait",
        "joins: [{line: hood}]",
        "joins: [{line: hood, quantity: 6}]",
        "doors-on.joins.hood.quantity",
        'at the end of "hood" ("hoods") no more than 5 can wait',
        "buffer of 6 places",
        "quantity: 6",
    ),
    Case(
        "more are joined than a station keeps",
        HOOD,
        HOOD.replace("line: hood}", "line: hood, quantity: 2}").replace(
            "          - {buffer: hoods, capacity: 5}\n", ""
        ),
        "doors-on.joins.hood.quantity",
        '("hood-cell") no more than 1 can wait',
        "buffer of 2 places",
        "quantity: 2",
    ),
    Case("own call", "call: {at: weld}", "call: {at: hoods}", "hood.call.at", "of this line itself", "line that calls"),
    Case("joins itself", "line: hood}", "line: main}", "doors-on.joins.main", "cannot join itself", "sub-line"),
    Case(
        "transport first",
        "- station: weld\n",
        "- {transport: first, fleet: tuggers, distance: 5 m}\n          - station: weld\n",
        "main.flow.first",
        "first element of a line with a start",
        "buffer or a station",
        "transport: first",
    ),
    Case(
        "two transports",
        "          - {buffer: sort,",
        "          - {transport: second, fleet: tuggers, distance: 5 m}\n          - {buffer: sort,",
        "paint.flow.second",
        "follows the transport",
        "between them",
        "transport: second",
    ),
    Case(
        "line into scrap",
        "to: sort",
        "to: scrap",
        "rework.to",
        "cannot lead into scrap",
        "leave `to` out",
        "        to: scrap",
    ),
]


@each(CASES)
def test_problem_names_file_line_field_and_remedy(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)


def test_jobs_that_start_without_end() -> None:
    text = changed("    interval: 120 s\n", "").replace(
        "          - station: weld\n", "          - {buffer: first, capacity: unlimited}\n          - station: weld\n"
    )
    with pytest.raises(ModelError, match='its room is unlimited: give "first" a capacity') as caught:
        load_model(text)
    assert caught.value.problems[0].line == line_of(text, "buffer: first")


def test_no_start_at_all() -> None:
    text = changed("orders: cars\n", "note: no start\n").replace("call: {at: weld}", "note: none")
    with pytest.raises(ModelError, match="no line has a start, so no job ever enters"):
        load_model(text)


def test_calls_in_a_circle() -> None:
    text = changed("orders: cars\n", "call: {at: hoods}\n")
    with pytest.raises(ModelError, match=r"these calls go round in a circle"):
        load_model(text)


def test_a_loop_without_an_end() -> None:
    text = changed("share: 8 %", "share: 100 %").replace(
        "{to: scrap, share: 0.5 %, when: {colour: red}}", "{to: sort, share: 0}"
    )
    with pytest.raises(ModelError, match="can never leave the plant: lead a route"):
        load_model(text)
