import pytest

from taktwin.model import check_model, load_model
from taktwin.model.checks.ways.loads import loads
from tests.model.plant_text import PLANT, changed


def warnings(text: str) -> list[str]:
    problems = check_model(load_model(text))
    assert all(problem.level == "warning" and problem.remedy for problem in problems)
    return [str(problem) for problem in problems]


def steady(old: str, new: str) -> str:
    """The plant with a change, and without shifts: its orders come day and night."""
    return changed(old, new).replace("calendar: day\n", "note: always\n")


def test_the_plant_is_plausible() -> None:
    assert warnings(steady("hit: 5 s", "hit: 5 s")) == []


def test_orders_that_come_day_and_night_overload_a_line_with_shifts() -> None:
    # 100 s of work, of each 486 min 6 min under repair, and 5 shifts of 7.75 h a week
    assert any("weld-1 needs 439 s for each (load 366 %)" in one for one in warnings(PLANT)), warnings(PLANT)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("interval: 120 s", "interval: 95 s", "weld-1 needs 101.2 s for each (load 107 %)"),
        ("tri(90 s, 95 s, 100 s)", "tri(110 s, 115 s, 120 s)", "topcoat needs 115 s for each (load 104 %)"),
        ("{cycle: 90 s}", "{cycle: 130 s}", "weld-2 needs 131.6 s"),
        ("hit: 5 s", "hit: 31 s", "this cell is loaded to 103 %"),
        ("hit: 5 s", "hit: 1.5 s", "40 hits a minute"),
        ("repair: 6 min", "repair: 600 min", "longer than the mean up time"),
        (
            "capacity: 30",
            "capacity: 30, spacing: 60 s".replace(", ", "\n            "),
            "let a job pass every 80 s only",
        ),
        ("count: 3", "count: 3\n            uses: {door: 1}", "each of the 3 stations has these `uses`"),
        ("blanks-in:", "more-in: {supplier: steelworks, to: spare, every: 8 h, quantity: 1}\n  blanks-in:", ""),
        ("stocks:\n", "stocks:\n  idle: {part: blank2}\n", "nobody refills this stock and nobody draws"),
        ("orders:\n  cars:", "orders:\n  spare: {mix: {suv: 1}}\n  cars:", "no line takes orders from this stream"),
    ],
)
def test_rules(old: str, new: str, message: str) -> None:
    text = steady(old, new).replace("  blank: {family: steel}", "  blank: {family: steel}\n  blank2: {}")
    if not message:
        text = text.replace("stocks:\n", "stocks:\n  spare: {part: blank2}\n")
        assert warnings(text) == []
        return
    assert any(message in warning for warning in warnings(text)), warnings(text)


def test_without_an_interval_the_slowest_station_sets_the_pace() -> None:
    text = steady("    interval: 120 s\n", "")
    found = {one.name: one for one in loads(load_model(text))}
    # topcoat takes 95 s, but 8 % come back to it through a buffer without a limit: it holds up nobody else
    assert found["weld-1"].pace == "weld-1"
    assert found["weld-1"].load == pytest.approx(1.0)
    assert any("at the full pace of weld-1" in one for one in warnings(text.replace("hit: 5 s", "hit: 27 s")))


def test_two_streams_halve_the_load() -> None:
    text = steady("interval: 120 s", "interval: 60 s") + "streams: {count: 2, shops: [body, paint]}\n"
    assert not [one for one in warnings(text) if "load" in one]
