"""The report of a sequence: whole, in both languages, with picture, objectives and the plant."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from taktwin.model import load_model
from taktwin.planning.sequence.day import day_of
from taktwin.planning.sequence.effect import Effect, sequence_effect
from taktwin.planning.sequence.from_model import sequence_problem
from taktwin.planning.sequence.measures import (
    COLOURS,
    MEASURES,
    NO_POINT,
    NO_TAKT,
    NO_TIMES,
    NOT_PASSED,
    PART,
    SIDE_BY_SIDE,
)
from taktwin.planning.sequence.score import score
from taktwin.report.sequence import SequenceReport, render_sequence_report, write_sequence_report
from taktwin.report.texts import TEXTS
from taktwin.runs.options import RunOptions
from tests.planning.sequence.plants import PLANT
from tests.report.test_page import Checker, figures_of, own_part

VARIED = PLANT.replace("cycle: 50 s", "cycle: tri(30 s, 50 s, 70 s)")


@pytest.fixture(scope="module")
def effect() -> Effect:
    model = load_model(VARIED)
    day = day_of(model)
    problem = sequence_problem(model, day)
    return sequence_effect(model, day, problem, np.arange(40), better(), RunOptions(days=0.3, replications=3))


def better() -> np.ndarray:
    return np.argsort(sequence_problem(load_model(VARIED)).colours, kind="stable")


def report(effect: Effect | None) -> SequenceReport:
    problem = sequence_problem(load_model(VARIED))
    titles = {"en": "Small <plant>", "zh": "小工厂"}
    return SequenceReport(
        problem, np.arange(40), better(), titles, {"paint_color_changes": 1.0}, effect, {"origin_model": "small"}
    )


def text_of(page: str) -> str:
    return " ".join(Checker(own_part(page)).text)


def test_both_languages(effect: Effect) -> None:
    page = render_sequence_report(report(effect), "zh")
    text = text_of(page)
    assert 'lang="zh-CN"' in page[:200]
    for words in (
        "Car sequence",
        "车辆排序报告",
        "Order given",
        "原顺序",
        "red",
        "红",
        "Overload at trim stations",
        "超载",
    ):
        assert words in text
    assert "Small <plant>" in text  # escaped in the page, whole for the reader


def test_objectives_of_both_orders(effect: Effect) -> None:
    found = report(effect)
    old, new = (score(found.problem, order) for order in (found.before, found.after))
    page = own_part(render_sequence_report(found))
    cells = [re.sub("<.*?>", "", cell) for cell in re.findall(r"<td[^>]*>.*?</td>", page)]
    at = cells.index("Colour changes")
    assert cells[at + 1 : at + 4] == [str(old.paint_color_changes), str(new.paint_color_changes), "1"]
    at = cells.index("glass-roof")
    assert cells[at + 1 : at + 3] == ["high", "1/2"]
    assert cells[at + 5 : at + 7] == [str(old.by_ratio["glass-roof"]), str(new.by_ratio["glass-roof"])]


def test_plant_table_and_chart(effect: Effect) -> None:
    """Every figure has its row with an interval; the chart shows its change in percent."""
    page = render_sequence_report(report(effect))
    rows = {row["measure"]: row for row in effect.table.rows(named=True)}
    assert rows["colour_changes"]["verdict"] == "lower"
    part = own_part(page)
    for name in rows:
        assert TEXTS[f"seq_m_{name}"][0] in part
    chart = figures_of(page)["en"]["plant-0"]
    names = chart["layout"]["yaxis"]["ticktext"]
    place = names.index("Colour changes in paint")
    row = rows["colour_changes"]
    assert chart["data"][0]["x"][place] == pytest.approx(100 * row["difference"] / row["before"], rel=1e-3)
    half = (row["high"] - row["low"]) / 2 * 100 / row["before"]
    assert chart["data"][0]["error_x"]["array"][place] == pytest.approx(half, rel=1e-3)


def test_summary_names_what_is_told_apart(effect: Effect) -> None:
    text = text_of(render_sequence_report(report(effect)))
    assert re.search(r"In the simulated plant: .*colour changes in paint [\d.]+ to [\d.]+", text)
    assert "Pairs of runs with the same random numbers: 3;" in text


def test_summary_of_what_is_the_same_and_of_what_is_not_told_apart() -> None:
    """A figure that is 0 in both is not named; one pair of runs tells nothing apart."""
    before = [{"throughput_per_hour": 30.0, "lead_time_hours": 9.0 + k, "energy_kwh_per_job": 0.0} for k in range(3)]
    after = [{"throughput_per_hour": 30.0, "lead_time_hours": 9.0 - k, "energy_kwh_per_job": 0.0} for k in range(3)]
    text = text_of(render_sequence_report(report(Effect(before, after, 5, 1, 1))))
    assert "In the simulated plant no figure is told apart. The same: throughput rate." in text
    rise = [one | {"overload": 5.0} for one in before], [one | {"overload": 4.0} for one in after]
    text = text_of(render_sequence_report(report(Effect(*rise, 5, 1, 1))))
    assert "Not told apart: lead time. The same: throughput rate." in text
    text = text_of(render_sequence_report(report(Effect(before[:1], after[:1], 5, 1, 1))))
    assert "One pair of runs gives no intervals" in text
    assert "Pairs of runs with the same random numbers" not in text


def test_intervals_in_the_chart_are_whole() -> None:
    """However wide; a change that is beyond the axis has none."""
    before = [{"displacement": 1.0, "wip": 10.0} for _ in range(3)]
    after = [{"displacement": value, "wip": 35.0 + value} for value in (0.0, 0.2, 4.0)]
    found = Effect(before, after, 5, 1, 1)
    rows = {row["measure"]: row for row in found.table.rows(named=True)}
    chart = figures_of(render_sequence_report(report(found)))["en"]["plant-0"]
    half = (rows["displacement"]["high"] - rows["displacement"]["low"]) / 2 * 100
    assert half > 100
    assert chart["data"][0]["error_x"]["array"] == pytest.approx([half, 0.0], rel=1e-3)
    assert chart["data"][0]["x"][1] == 100.0
    assert chart["data"][1]["text"][1].strip() == "+264 %"


def test_what_the_figures_mean_and_what_is_lacking(effect: Effect) -> None:
    text = text_of(render_sequence_report(report(effect)))
    assert "Trim entry is the point “trim entry”." in text
    assert "Each overloaded car is a call for help" in text
    assert "Stations waiting for parts: station time lost waiting for parts" in text
    assert "which comes again each day" in text
    ends = replace(effect, limited=True, lacking=("no_takt", "colours"))
    text = text_of(render_sequence_report(report(ends)))
    assert "they end with the releases or the quantity of the orders" in text
    assert "Not measured: overload, since the rules name no `takt`." in text
    assert "未统计涂装换色" in text


def test_every_lack_has_a_text() -> None:
    known = {PART, COLOURS, NO_POINT, NOT_PASSED, SIDE_BY_SIDE, NO_TAKT, NO_TIMES}
    assert {key for key in TEXTS if key.startswith("seq_lack_")} == {f"seq_lack_{why}" for why in known}


def test_cars_beyond_the_batch_limit() -> None:
    """Of the order given, which may not keep it: here sorted colours, at most 5 in a row."""
    found = report(None)
    page = own_part(render_sequence_report(replace(found, before=found.after, after=found.before)))
    cells = [re.sub("<.*?>", "", cell) for cell in re.findall(r"<td[^>]*>.*?</td>", page)]
    at = cells.index("Cars beyond the batch limit of 5")
    over = [score(found.problem, order).over_limit for order in (found.after, found.before)]
    assert over[0] > 0
    assert cells[at + 1 : at + 4] == [str(over[0]), str(over[1]), "0"]


def test_without_colours_or_ratios() -> None:
    """Nothing is said of what the day does not have."""
    found = report(None)
    plain = replace(found.problem, colours=np.zeros(40, np.int32), colour_names=("",), batch_limit=None)
    text = text_of(render_sequence_report(replace(found, problem=plain)))
    assert "cars: 40, ratios: 2" in text
    assert "Mean colour batch" not in text
    assert "Cars:" not in text
    assert "Violations, high priority" in text
    free = replace(found.problem, ratios=(), has=np.zeros((40, 0), bool), before_has=None, before_colours=None)
    text = text_of(render_sequence_report(replace(found, problem=free)))
    assert "Mean colour batch" in text
    assert "Marks below them" not in text
    assert "one too many" not in text


def test_a_day_with_ratios_of_one_priority_alone() -> None:
    found = report(None)
    ratios = tuple(replace(ratio, high=True) for ratio in found.problem.ratios)
    text = text_of(render_sequence_report(replace(found, problem=replace(found.problem, ratios=ratios))))
    assert text.count("Violations, low priority") == 1  # a row of the objectives, no tile
    assert "low priority instead" not in text
    assert re.search(r"Ratio violations: \d+ instead of \d+\.", text)


def test_as_many_colour_changes_as_before() -> None:
    """No change of +0 %, and nothing that is not what it was."""
    found = report(None)
    same = text_of(render_sequence_report(replace(found, after=found.before)))
    assert re.search(
        r"\d+ colour changes, as in the order given: [\d.]+ cars of one colour in a row on average\.", same
    )
    assert "instead of" in text_of(render_sequence_report(found)).split("Ratio violations")[0]
    assert "(+0" not in same


def test_better_and_worse() -> None:
    """Less is better of changes, more of throughput and of cars in position."""
    rise = [{"colour_changes": 9.0 + k, "in_position": 0.9, "throughput_per_hour": 30.0 + k / 9} for k in range(3)]
    fall = [{"colour_changes": 5.0 + k, "in_position": 0.5, "throughput_per_hour": 20.0 + k / 9} for k in range(3)]
    words: list[list[str]] = []
    for before, after in ((rise, fall), (fall, rise)):
        page = own_part(render_sequence_report(report(Effect(before, after, 5, 1, 1))))
        rows = re.findall(r"<tr>(.*?)</tr>", page)
        told = {row.split("<td>")[1].split(" (")[0]: row for row in rows if row.count("<td") == 6}
        names = ("Colour changes in paint", "In position at trim entry", "Throughput rate")
        words.append([re.sub("<.*?>", " ", told[name]).split()[-1] for name in names])
    assert words == [["better", "worse", "worse"], ["worse", "better", "better"]]


def test_without_a_plant() -> None:
    page = render_sequence_report(report(None))
    assert "What it changes in the plant" not in own_part(page)
    assert figures_of(page)["en"] == {}


def test_every_figure_has_a_text_and_a_unit() -> None:
    for measure in MEASURES:
        assert f"seq_m_{measure.name}" in TEXTS
        assert measure.unit == "share" or f"seq_u_{measure.unit.replace('/', '_')}" in TEXTS
    known = {f"seq_m_{measure.name}" for measure in MEASURES}
    assert {key for key in TEXTS if key.startswith("seq_m_")} == known


def test_written_whole_or_not_at_all(tmp_path: Path) -> None:
    assert write_sequence_report(report(None), tmp_path / "s.html").read_text(encoding="utf-8").endswith("</html>\n")
    with pytest.raises(ValueError, match='unknown language "fr"'):
        write_sequence_report(report(None), tmp_path / "x.html", "fr")
    assert [path.name for path in tmp_path.iterdir()] == ["s.html"]
