"""Bad input: lines that are called or joined from another plant."""

from pathlib import Path

import pytest

from taktwin.model import ModelError, load_model
from tests.model.bad_input.case import Case, each

TWO = """\
taktwin: 1
name: two
plants:
  seats:
    options: {trim: {base: 50 %, sport: 50 %}}
    products: {car: {}}
    orders: {spares: {interval: 1 h, mix: {car: 100 %}}}
    shops:
      making:
        lines:
          seats:
            call: {at: cars.paint-exit}
            flow:
              - {buffer: called, capacity: unlimited}
              - {station: make, cycle: {by: trim, base: 90 s, sport: 100 s}}
              - {buffer: at-line, capacity: 24}
          spares:
            orders: spares
            flow: [{station: pack, cycle: 60 s}]
  cars:
    options: {colour: {red: 1, blue: 0}, trim: {sport: 40 %, base: 60 %}}
    products: {car: {}}
    orders: {cars: {interval: 2 min, mix: {car: 100 %}}}
    shops:
      trim:
        lines:
          main:
            orders: cars
            flow:
              - {station: paint-exit, cycle: 20 s}
              - {conveyor: trim-line, capacity: 60, transit: 50 min}
              - {station: fit-seats, cycle: 112 s, joins: [{line: seats.seats, matched: true}]}
              - {station: fit-more, cycle: 9 s}
"""
CALL = "            call: {at: cars.paint-exit}"
JOIN = "{station: fit-seats, cycle: 112 s, joins: [{line: seats.seats, matched: true}]}"
AT_LINE = "              - {buffer: at-line, capacity: 24}"
PAINT = "              - {station: paint-exit, cycle: 20 s}"
SEATS, CARS = "plants.seats.shops.making.lines.seats", "plants.cars.shops.trim.lines.main"


def call(name: str, said: str, message: str, remedy: str, key: str = "at") -> Case:
    return Case(name, CALL, f"            call: {{{said}}}", f"{SEATS}.call.{key}", message, remedy)


def join(name: str, said: str, message: str, remedy: str, key: str = "line") -> Case:
    new = f"{{station: fit-seats, cycle: 112 s, joins: [{{{said}}}]}}"
    return Case(name, JOIN, new, f"{CARS}.flow.fit-seats.joins", message, remedy)


CASES = [
    call("no such element", "at: cars.pain-exit", 'there is no element "cars.pain-exit"', "`cars.paint-exit`"),
    call("no such plant", "at: car.paint-exit", 'there is no element "car.paint-exit"', "`cars.paint-exit`"),
    call("a name without its plant", "at: paint-exit", 'there is no element "paint-exit"', "`cars.paint-exit`"),
    call("the plant itself", "at: seats.pack", '"seats.pack" is of this plant itself', "write `pack`"),
    call(
        "an option that only this plant asks",
        "at: cars.paint-exit, when: {colr: red}",
        'there is no option "colr"',
        "`colour`",
        "when.colr",
    ),
    call(
        "a value that those who call do not have",
        "at: cars.paint-exit, when: {trim: sprot}",
        'there is no value of trim "sprot"',
        "`sport`",
        "when.trim",
    ),
    call(
        "no number for a colour",
        "at: cars.paint-exit, quantity: {by: colour, red: 1}",
        'no quantity for colour "blue"',
        "default",
        "quantity",
    ),
    join(
        "no such line", "line: seats.seat, matched: true", 'there is no line or element "seats.seat"', "`seats.seats`"
    ),
    join("the own plant", "line: cars.main", '"cars.main" is of this plant itself', "write `main`"),
    join("the own plant with its shop", "line: cars.trim.main", "is of this plant itself", "write `trim.main`"),
    join(
        "more than was called",
        "line: seats.seats, matched: true, quantity: 2",
        '2 jobs of "seats.seats" are joined, but a job calls 1 of them',
        "call as many",
    ),
    join(
        "a line that others start",
        "line: seats.spares, matched: true",
        'nobody calls the jobs of "seats.spares"',
        "give that line a `call",
    ),
    Case(
        "joined here and there",
        "          spares:\n            orders: spares\n            flow: [{station: pack, cycle: 60 s}]",
        "          spares:\n            orders: spares\n"
        "            flow: [{station: pack, cycle: 60 s, joins: [{line: seats}]}]",
        f"{CARS}.flow.fit-seats.joins",
        'the line "seats.seats" is joined at "seats.pack" and at "fit-seats"',
        "a sub-line of its own",
        at=JOIN,
    ),
    Case(
        "joined twice there",
        "              - {station: fit-more, cycle: 9 s}",
        "              - {station: fit-more, cycle: 9 s, joins: [{line: seats.making.seats, matched: true}]}",
        f"{CARS}.flow.fit-more.joins",
        'is joined at "fit-seats" and at "fit-more"',
        "a sub-line of its own",
    ),
    Case(
        "no buffer at its end",
        f"\n{AT_LINE}",
        "",
        f"{CARS}.flow.fit-seats.joins",
        "is no buffer in which each job can wait",
        "end that line with a buffer",
        at=JOIN,
    ),
    Case(
        "jobs that nobody called",
        AT_LINE,
        "              - {buffer: at-line, capacity: 24, contents: 2}",
        f"{SEATS}.flow.at-line.contents",
        "nobody has called these jobs",
        "drop `contents`",
    ),
    Case(
        "cars that have called nothing",
        PAINT,
        f"{PAINT}\n              - {{buffer: painted, capacity: 9, contents: 2}}",
        f"{CARS}.flow.painted.contents",
        'beyond "cars.paint-exit"',
        'put them before "cars.paint-exit"',
    ),
    Case(
        "it leads elsewhere",
        CALL,
        f"{CALL}\n            to: spares",
        f"{CARS}.flow.fit-seats.joins",
        "leads to spares, so its jobs cannot be joined here",
        "drop its `to`",
        at=JOIN,
    ),
    Case(
        "joined nowhere",
        ", joins: [{line: seats.seats, matched: true}]",
        "",
        SEATS,
        "the jobs of this sub-line are never joined",
        "join it at a station",
        at="          seats:",
    ),
    Case(
        "the caller has copies",
        "          main:\n            orders: cars",
        "          main:\n            copies: 2\n            orders: cars",
        f"{SEATS}.call.at",
        "stands for 2 equal lines of cars",
        "name something that is there once",
        at=CALL,
    ),
    Case(
        "it is copied with its shop",
        "    orders: {spares: {interval: 1 h, mix: {car: 100 %}}}",
        "    orders: {spares: {interval: 1 h, mix: {car: 100 %}}}\n    streams: {count: 2, shops: [making]}",
        f"{CARS}.flow.fit-seats.joins",
        "has 2 copies (`streams`)",
        "name something that is there once",
        at=JOIN,
    ),
    Case(
        "an option that those who call lack",
        "    options: {colour: {red: 1, blue: 0}, trim: {sport: 40 %, base: 60 %}}",
        "    options: {colour: {red: 1, blue: 0}}",
        f"{SEATS}.call.at",
        'have no option "trim"',
        "give the plant cars the option `trim`",
        at=CALL,
    ),
    Case(
        "a value that is not known",
        "    options: {trim: {base: 50 %, sport: 50 %}}",
        "    options: {trim: {base: 100 %}}",
        f"{SEATS}.call.at",
        'call with option "trim" "sport", which this plant does not know',
        "add it to `options",
        at=CALL,
    ),
    Case(
        "a product that is not known",
        "    products: {car: {}}\n    orders: {cars: {interval: 2 min, mix: {car: 100 %}}}",
        "    products: {car: {}, van: {}}\n    orders: {cars: {interval: 2 min, mix: {car: 50 %, van: 50 %}}}",
        f"{SEATS}.call.at",
        'call with product "van", which this plant does not know',
        "`products: {van: {}}`",
        at=CALL,
    ),
    Case(
        "products that those who call lack",
        "    products: {car: {}}\n    orders: {cars: {interval: 2 min, mix: {car: 100 %}}}",
        "    orders: {cars: {interval: 2 min}}",
        f"{SEATS}.call.at",
        "have no product",
        "`products`",
        at=CALL,
    ),
    Case(
        "a product that lacks the option",
        "trim: {sport: 40 %, base: 60 %}}\n    products: {car: {}}",
        "}\n    products: {car: {options: {trim: {sport: 40 %, base: 60 %}}}, van: {}}",
        f"{SEATS}.call.at",
        'call with option "trim" "none"',
        "let all products there have the option",
        at=CALL,
    ),
    Case(
        "called for other orders",
        CALL,
        "            call: {at: pack}",
        f"{CARS}.flow.fit-seats.joins",
        'called at "pack" for jobs of other orders',
        "call it where the jobs pass that join it",
        at=JOIN,
    ),
]


@each(CASES)
def test_lines_between_plants(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "two.yaml"
    assert TWO.count(case.old) == 1
    text = TWO.replace(case.old, case.new)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        load_model(file)
    found = [one for one in caught.value.problems if case.path in one.path and case.message in one.message]
    assert found, f"not among: {caught.value}"
    at = case.at or case.new.strip().splitlines()[-1]
    lines = [number for number, line in enumerate(text.splitlines(), 1) if at.strip() in line]
    assert found[0].line in lines
    assert case.remedy in found[0].remedy


def test_the_model_itself_is_right(tmp_path: Path) -> None:
    load_model(TWO)
    load_model(TWO.replace("trim: {base: 50 %, sport: 50 %}}", "trim: {base: 0 %, sport: 100 %, lux: 0 %}}").replace(
        "cycle: {by: trim, base: 90 s, sport: 100 s}", "cycle: {by: trim, base: 90 s, default: 1 s}"))  # fmt: skip


def test_who_lacks_a_value_may_let_only_others_call() -> None:
    """Only cars with the value that this plant knows call, and only they take one."""
    few = TWO.replace("    options: {trim: {base: 50 %, sport: 50 %}}", "    options: {trim: {base: 100 %}}")
    few = few.replace("{by: trim, base: 90 s, sport: 100 s}", "90 s")
    with pytest.raises(ModelError, match="does not know"):
        load_model(few)
    few = few.replace("call: {at: cars.paint-exit}", "call: {at: cars.paint-exit, when: {trim: base}}")
    load_model(few.replace("matched: true}", "matched: true, when: {trim: base}}"))


def test_calls_round_in_a_circle_through_plants() -> None:
    circle = TWO.replace("            orders: spares\n", "            call: {at: cars.body}\n").replace(
        "          main:\n",
        "          bodies: {call: {at: seats.pack}, flow: [{station: body, cycle: 1 s}]}\n          main:\n",
    )
    with pytest.raises(ModelError, match=r"go round in a circle: seats\.spares - cars\.bodies") as caught:
        load_model(circle)
    assert sum("circle" in problem.message for problem in caught.value.problems) == 1


def test_a_line_of_its_own_goes_before_one_of_another_plant() -> None:
    """Two words may be SHOP.LINE or PLANT.LINE; three mean one thing only."""
    own = TWO.replace(
        "      trim:\n        lines:\n",
        "      seats:\n        lines:\n          seats: {call: {at: paint-exit}, flow: [{buffer: own, capacity: 9}]}\n"
        "      trim:\n        lines:\n",
    )
    with pytest.raises(
        ModelError, match=r"plants\.seats\.shops\.making\.lines\.seats: the jobs of this sub-line are never"
    ):
        load_model(own)
    both = own.replace("[{line: seats.seats, matched: true}]", "[{line: seats.seats}, {line: seats.making.seats}]")
    load_model(both)


def test_several_shops_have_the_line() -> None:
    more = TWO.replace(
        "      making:\n",
        "      other: {lines: {seats: {orders: spares, flow: [{station: o, cycle: 9 s}]}}}\n      making:\n",
    )
    with pytest.raises(
        ModelError, match=r'several shops have a line "seats\.seats".*PLANT\.SHOP\.LINE, such as seats\.other'
    ):
        load_model(more)


def test_buffers_without_a_place_at_the_end_of_a_line_call_nothing() -> None:
    last = TWO.replace("{station: fit-more, cycle: 9 s}", "{buffer: gone, capacity: 0}").replace(
        "cars.paint-exit", "cars.gone"
    )
    with pytest.raises(ModelError, match=r'"cars\.gone" has no place and ends its line, so nothing is called there'):
        load_model(last)
