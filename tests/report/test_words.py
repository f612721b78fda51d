"""Numbers, durations and titles as a person writes them."""

import math
from types import SimpleNamespace

import pytest

from taktwin.analysis.elements.figures import FIGURES
from taktwin.analysis.kpi import UNITS
from taktwin.model.phrase import filled
from taktwin.report.shell.words import Words, number, percent, title_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (30.24, "30.2"),
        (30, "30"),
        (0, "0"),
        (1234.6, "1,235"),
        (9.997, "10.0"),
        (0.9, "0.900"),
        (0.01234, "0.0123"),
        (-5.678, "-5.68"),
        (math.inf, "∞"),
        (math.nan, "–"),
        (None, "–"),
    ],
)
def test_number(value: float | None, text: str) -> None:
    assert number(value) == text


def test_percent() -> None:
    assert percent(0.9312) == "93.1\u00a0%"
    assert percent(None) == "–"


def test_duration_in_both_languages() -> None:
    english, chinese = (Words(language, True, {}, {}) for language in ("en", "zh"))
    assert english.duration(2460) == "41 min"
    assert chinese.duration(2460) == "41 分钟"
    assert english.duration(16.5 * 3600, 3) == "16.5 h"
    assert english.duration(95) == "95 s"


def test_a_space_stands_between_chinese_and_latin_where_something_is_filled_in() -> None:
    """Names stay as they are in the model."""
    assert filled("最繁忙的是{name}：{share}", {"name": "tugs", "share": "9 %"}) == "最繁忙的是 tugs：9 %"
    assert filled("{name}每小时{n}件", {"name": "涂装A线", "n": 3}) == "涂装A线每小时 3 件"
    assert filled("{name} 的 {n}", {"name": "涂装", "n": 3}) == "涂装 的 3"


def test_what_the_plant_makes() -> None:
    assert Words("en", True, {}, {}).jobs == "cars"
    assert Words("en", False, {}, {})("axis_rate") == "jobs an hour"


def test_titles() -> None:
    both = SimpleNamespace(title={"en": "Paint", "zh": "涂装"})
    assert title_of(both, "paint", "zh") == "涂装"
    assert title_of(SimpleNamespace(title="Paint"), "paint", "zh") == "Paint"
    assert title_of(SimpleNamespace(title=None), "paint", "en") == "paint"
    assert Words("en", True, {}, {}).known("district_cooling") == "district cooling"


@pytest.mark.parametrize(
    ("days", "english", "chinese"),
    [(0.75, "0.75 days", "0.75 天"), (1, "1 day", "1 天"), (0.125, "0.125 days", "0.125 天"), (30, "30 days", "30 天")],
)
def test_days(days: float, english: str, chinese: str) -> None:
    """Without zeros at the end; `30` keeps its own."""
    texts = [Words(language, True, {}, {}).days(days).replace("\u00a0", " ") for language in ("en", "zh")]
    assert texts == [english, chinese]


def test_every_unit_has_a_word() -> None:
    """Of KPIs and of figures of elements; one that is a sign is the same in all languages."""
    units = {*UNITS.values(), *(figure.unit for figure in FIGURES.values())}
    chinese = Words("zh", False, {}, {})
    assert {unit for unit in units if chinese.unit(unit) == unit} == {"kWh"}
    assert chinese.unit("jobs/h") == "件/小时"
