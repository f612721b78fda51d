"""The page: well-formed, self-contained, whole, in both languages."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from plotly.offline import get_plotlyjs

from taktwin.report import render, write_report
from tests.analysis.sample import SampleResult, tiny
from tests.analysis.sample_plant import plant
from tests.report.models import bare_model, plant_model

VOID = {"meta", "br", "hr", "img", "input", "link"}
SHAPES = {"circle", "line", "path", "polyline", "rect"}


class Checker(HTMLParser):
    """Collects tags and their attributes, and fails where elements are not nested properly."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in SHAPES
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("script", "style"):
            self.text.append(data)


def own_part(page: str) -> str:
    """The page without plotly.js."""
    assert page.count(get_plotlyjs()) == 1
    return page.replace(get_plotlyjs(), "")


def figures_of(page: str) -> dict:
    data = re.search(r'<script type="application/json" id="figures">(.*?)</script>', page, re.DOTALL)
    assert data
    return json.loads(data[1])


@pytest.fixture(scope="module")
def big() -> str:
    return render([plant(k, days=4) for k in range(2)], plant_model(), "en", "0123456789abcdef" * 4)


def test_well_formed(big: str) -> None:
    checked = Checker(own_part(big))
    assert sum(tag == "h1" for tag, _ in checked.tags) == 2


def test_asks_the_network_for_nothing(big: str) -> None:
    page = own_part(big)
    for tag, attributes in Checker(page).tags:
        assert tag not in ("link", "iframe", "object", "img", "base"), tag
        assert not {"src", "href", "srcset", "action"} & set(attributes), (tag, attributes)
    assert not re.search(r"https?://|//[a-z]+\.[a-z]|@import|url\(|fetch\(|XMLHttpRequest", page)
    assert "default-src 'none'" in page


def test_every_chart_has_its_figure_in_both_languages(big: str) -> None:
    figures = figures_of(big)
    places = [attributes["data-figure"] for _, attributes in Checker(own_part(big)).tags if "data-figure" in attributes]
    assert set(figures) == {"en", "zh"}
    assert sorted(map(str, places)) == sorted([*figures["en"], *figures["zh"]])
    assert list(figures["en"]) == list(figures["zh"])


def test_all_sections_are_there(big: str) -> None:
    names = [attributes.get("class") for tag, attributes in Checker(own_part(big)).tags if tag == "section"]
    expected = [
        "summary",
        "oee",
        "sixlosses",
        "stations",
        "throughput",
        "leadtime",
        "orders",
        "queues",
        "buffers",
        "fleets",
        "stops",
        "stocks",
        "scheduled",
        "energy",
    ]
    assert names == expected * 2


def test_texts_of_both_languages(big: str) -> None:
    text = "".join(Checker(own_part(big)).text)
    for piece in (
        "The busiest place is chassis\u201123 (Assembly)",
        "最繁忙的是总装车间的 chassis\u201123",
        "Cars an hour",
        "Seats & rails",
    ):
        assert piece in text
    assert "0123456789abcdef" in text
    assert not re.search(r"\{\w*\}|\bnan\b|\bNone\b", text)


def test_shares_of_a_station_sum_to_the_whole(big: str) -> None:
    for key in ("stations-0", "stations-1"):
        data = figures_of(big)["en"][key]["data"]
        values = [trace["x" if trace.get("orientation") == "h" else "y"] for trace in data]
        for shares in zip(*values, strict=True):
            assert sum(shares) == pytest.approx(100.0, abs=0.05)


def test_a_state_has_one_colour_everywhere(big: str) -> None:
    seen: dict[str, set[str]] = {}
    for key, figure in figures_of(big)["en"].items():
        if key.startswith(("stations", "losses")):
            for trace in figure["data"]:
                seen.setdefault(trace["name"], set()).add(trace["marker"]["color"])
    assert all(len(colours) == 1 for colours in seen.values())
    assert len({next(iter(colours)) for colours in seen.values()}) == len(seen)


def test_titles_are_escaped(big: str) -> None:
    assert "plant <120 s>" not in own_part(big)
    assert "plant &lt;120 s&gt;" in own_part(big)


def test_names_cannot_end_the_data_script() -> None:
    result = tiny()
    result.resources = result.resources.with_columns(station=result.resources["station"] + "</script><b>")
    page = render([result], bare_model())
    Checker(own_part(page))
    assert "</script><b>" in json.dumps(figures_of(page))


def test_small_models_leave_sections_out() -> None:
    result = tiny()
    for name in ("energy", "stocks", "buffers", "waits"):
        setattr(result, name, getattr(result, name).clear())
    result.series = result.series.clear()
    page = own_part(render([result], bare_model()))
    names = {attributes.get("class") for tag, attributes in Checker(page).tags if tag == "section"}
    assert names == {"summary", "oee", "sixlosses", "stations", "throughput", "leadtime", "orders", "scheduled"}
    assert "Jobs an hour" in page


def test_a_run_in_which_nothing_happened() -> None:
    Checker(own_part(render([SampleResult(3600.0)], bare_model())))


def test_the_same_run_gives_the_same_page() -> None:
    assert render([tiny()], bare_model()) == render([tiny()], bare_model())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_first_language(language: str) -> None:
    page = render([tiny()], bare_model(), language)
    code = "zh-CN" if language == "zh" else language
    assert f'<html lang="{code}" data-language="{language}">' in page


def test_unknown_language() -> None:
    with pytest.raises(ValueError, match="choose one of en, zh"):
        render([tiny()], bare_model(), "de")


def test_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.html"
    assert write_report([tiny()], bare_model(), path) == path
    before = path.read_text("utf-8")
    assert before.endswith("</html>\n")
    monkeypatch.setattr(Path, "replace", lambda self, target: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        write_report([plant(days=1)], plant_model(), path)
    assert path.read_text("utf-8") == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.html"]
