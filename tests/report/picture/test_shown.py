"""The figures of a run beside the boxes: shares, levels and marks, against numbers worked out by hand."""

from __future__ import annotations

import pytest

import taktwin
from taktwin.report.picture.draw import words_of
from taktwin.report.picture.plan import plan
from taktwin.report.picture.shown import Shown, shown_of
from tests.kernel.plants import Data, line, model_of

DAY = 86400.0


def figures(data: Data, most: int = 80, **options: object) -> tuple[dict[str, Shown], taktwin.Run]:
    from taktwin.analysis.bottleneck import bottlenecks

    run = taktwin.Plant(model_of(data)).simulate(**{"days": 1.0, "warmup": 0.0, **options})
    words = words_of(run.model, "en")
    diagram = plan(run.model, words, most)
    found = shown_of(run.results, bottlenecks(run.results, run.model), None, words)(diagram)
    return {box.title: found[box.key] for box in diagram.boxes() if box.key in found}, run


def test_two_stations_by_hand() -> None:
    """A station of 60 s that gets a job every 120 s works half of the time; one of 30 s a quarter of it."""
    flow = [{"station": "a", "cycle": "60 s"}, {"buffer": "b", "capacity": 4}, {"station": "c", "cycle": "30 s"}]
    found, _ = figures(line(flow, {"interval": "120 s"}))
    assert found["a"].shares["working"] == pytest.approx(0.5, abs=2e-3)
    assert found["a"].shares["starved"] == pytest.approx(0.5, abs=2e-3)
    assert found["c"].shares["working"] == pytest.approx(0.25, abs=2e-3)
    assert found["b"].level == 0.0
    assert found["a"].mark == "busiest"
    assert found["c"].mark == ""
    assert found["a"].tip[0].startswith("working 49.9")


def test_a_full_buffer_is_full() -> None:
    """Behind it a station that takes ten times as long: after the first minutes all its places are taken."""
    flow = [{"station": "a", "cycle": "10 s"}, {"buffer": "b", "capacity": 4}, {"station": "c", "cycle": "100 s"}]
    found, _ = figures(line(flow))
    assert found["b"].level == pytest.approx(1.0, abs=0.01)
    assert found["b"].tip == ["mean level 4.00 of 4"]
    assert found["a"].shares["blocked"] == pytest.approx(0.9, abs=0.01)


def test_a_folded_box_shows_the_mean_and_names_the_most_active() -> None:
    flow = [{"station": "a", "count": 3, "cycle": "60 s", "except": {2: {"cycle": "90 s"}}}]
    found, run = figures(line(flow, {"interval": "120 s"}))
    working = run.result.resources.get_column("working").to_list()
    assert found["a"].shares["working"] == pytest.approx(sum(working) / 3 / DAY)
    assert found["a"].shares["working"] == pytest.approx((0.5 + 0.75 + 0.5) / 3, abs=3e-3)
    assert found["a"].tip[1].startswith("most active: a-2, 7")


def test_of_stations_and_conveyors_folded_the_stations_count() -> None:
    """The belt always carries something; the station beside it works half of the time."""
    flow = [{"station": "a", "cycle": "60 s"}, {"conveyor": "belt", "transit": "10 min", "capacity": 20}]
    found, _ = figures(line(flow, {"interval": "120 s"}), most=1)
    assert found["shop"].shares["working"] == pytest.approx(0.5, abs=2e-3)


def test_a_moving_line_shows_its_own_states_and_not_those_of_operators_in_its_zones() -> None:
    """One operator for two works of 60 s: the line always works; zone 2 waits half of its time."""
    zoned = {"moving_line": "trim", "zones": 2, "takt": "100 s", "cycle": "60 s", "operators": "team"}
    found, run = figures(line([zoned]) | {"operators": {"team": {"count": 1}}})
    assert found["trim"].shares["working"] == pytest.approx(1.0, abs=2e-3)
    assert dict(run.result.resources.select("resource", "kind").iter_rows())["trim-2"] == "zone"


def test_time_off_shift_is_left_out() -> None:
    calendars = {"day": {"shifts": [{"days": "daily", "from": "06:00", "to": "18:00"}]}}
    flow = [{"station": "a", "cycle": "60 s", "calendar": "day"}]
    found, _ = figures(line(flow, calendars=calendars))
    assert sum(found["a"].shares.values()) == pytest.approx(1.0)
    assert found["a"].shares["working"] == pytest.approx(1.0, abs=1e-2)


def test_copies_of_a_shop_are_one_box_with_the_mean_of_all() -> None:
    data = line([{"station": "a", "cycle": "60 s"}], {"interval": "240 s"}, streams={"count": 2, "shops": ["shop"]})
    found, run = figures(data)
    assert found["a"].shares["working"] == pytest.approx(sum(run.result.resources["working"]) / 2 / DAY)


def test_what_pays_is_marked_in_the_report(tmp_path) -> None:
    flow = [
        {"station": "a", "cycle": "exp(50 s)"},
        {"buffer": "b", "capacity": 4},
        {"station": "c", "cycle": "exp(90 s)"},
    ]
    run = taktwin.Plant(model_of(line(flow))).simulate(days=2, warmup=0.5)
    best = run.measure_bottleneck().best
    assert [one.name for one in best] == ["c"]
    page = run.report(tmp_path / "r.html").read_text(encoding="utf-8")
    a, c = (page.split(f'<g class="box" data-kind="station"><title>{name}')[1].split("</g>\n")[0] for name in "ac")
    assert "busiest, pays most</text>" in c
    assert "eased: +" in c
    assert "busiest" not in a
    assert "最忙、改善最有效</text>" in page


def test_several_plants_share_one_picture_and_have_their_own(tmp_path) -> None:
    run = taktwin.load("two-plants").simulate(days=1)
    page = run.report(tmp_path / "r.html").read_text(encoding="utf-8")
    assert page.count('<section class="picture">') == 2 * 3  # both languages: the whole, and each plant
    assert "lane modules, every 30" in page
