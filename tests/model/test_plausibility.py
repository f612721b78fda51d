import pytest

from taktwin.model import check_model, load_model
from taktwin.model.checks.traffic import traffic
from tests.model.plant_text import PLANT, changed


def warnings(text: str) -> list[str]:
    problems = check_model(load_model(text))
    assert all(problem.level == "warning" and problem.remedy for problem in problems)
    return [str(problem) for problem in problems]


def test_the_plant_is_plausible() -> None:
    assert warnings(PLANT) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("interval: 120 s", "interval: 95 s", "weld-1 needs 100 s for each (load 105 %)"),
        ("tri(90 s, 95 s, 100 s)", "tri(110 s, 115 s, 120 s)", "topcoat needs 115 s for each (load 104 %)"),
        ("{cycle: 90 s}", "{cycle: 130 s}", "weld-2 needs 130 s"),
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
    text = changed(old, new).replace("  blank: {family: steel}", "  blank: {family: steel}\n  blank2: {}")
    if not message:
        text = text.replace("stocks:\n", "stocks:\n  spare: {part: blank2}\n")
        assert warnings(text) == []
        return
    assert any(message in warning for warning in warnings(text)), warnings(text)


def test_flow_with_rework_scrap_and_calls() -> None:
    known = traffic(load_model(PLANT))
    assert known is not None
    flow = {name: rate * 120 for name, rate in known[0].flow.items()}
    # topcoat sees 1 / (1 - 0.08) of the jobs, of which 8 % are sanded and 0.5 % of the red ones (43 % of all) scrapped
    assert flow["weld-1"] == pytest.approx(1)
    assert flow["hood-cell"] == pytest.approx(1)
    assert flow["topcoat"] == pytest.approx(1 / 0.92)
    assert flow["sanding"] == pytest.approx(0.08 / 0.92)
    assert flow["bodies"] == pytest.approx((1 - 0.08 - 0.005 * (0.7 * 0.4 + 0.3 * 0.5)) / 0.92)


def test_without_an_interval_the_slowest_station_sets_the_pace() -> None:
    text = changed("    interval: 120 s\n", "").replace("calendar: day\n", "note: always\n")
    known = traffic(load_model(text))
    assert known is not None
    assert known[0].limit == "topcoat"
    assert known[0].flow["topcoat"] == pytest.approx(1 / 95)
    assert any("at the pace of topcoat" in one for one in warnings(text.replace("hit: 5 s", "hit: 27 s")))


def test_two_streams_halve_the_load() -> None:
    text = changed("interval: 120 s", "interval: 60 s") + "streams: {count: 2, shops: [body, paint]}\n"
    assert not [one for one in warnings(text) if "load" in one]
