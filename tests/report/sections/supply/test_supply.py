"""The sections about supply: their figures are those of the tables, and nothing is shown where nothing is."""

from __future__ import annotations

import html
import re
from functools import cache

import pytest

import taktwin
from taktwin.analysis.supply.flows import supplier_flows
from taktwin.analysis.supply.stops import part_stops
from taktwin.api.run import Run
from taktwin.report.facts import Facts
from taktwin.report.run import render
from taktwin.report.sections.supply.cover import cover
from taktwin.report.sections.supply.docks import docks
from taktwin.report.sections.supply.onecar import one_car
from taktwin.report.sections.supply.ratio import ratio
from taktwin.report.sections.supply.ring import suppliers
from taktwin.report.sections.supply.stops import part_stops as stops
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number, percent
from tests.analysis.supply.park import TEXT, park_run

ALL = (ratio, cover, stops, suppliers, docks, one_car)
MODES = {"bolts": "vendor_managed", "tow-bar": "kanban"}
EN, ZH = (Words(language, False, {}, {}) for language in ("en", "zh"))


@cache
def facts(trace: bool = True) -> Facts:
    run = park_run(trace=trace)
    return Facts(run.results, run.model)


def facts_of(run: Run) -> Facts:
    return Facts(run.results, run.model)


def rows(section: Section | None) -> list[list[str]]:
    """The cells of all tables of a section, tags taken off."""
    assert section is not None
    found = re.findall(r"<tr>(.*?)</tr>", section.html(), re.DOTALL)
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in found]
    return [[html.unescape(re.sub(r"<[^>]*>", "", cell)) for cell in row] for row in cells if row]


def text(section: Section | None) -> str:
    assert section is not None
    return html.unescape(re.sub(r"<[^>]*>", " ", section.html()))


def test_the_ratio_is_that_of_the_run() -> None:
    park, said = park_run().supply, text(ratio(facts(), EN))
    assert percent(park.ratio.number) in said
    assert percent(park.ratio.value) in said
    assert percent(park.ratio.volume) in said
    assert percent(park.waited_share, 2) in said
    assert "0 of 3 part families count" in said
    assert "at most 120 min for 95 % of the time" in said
    assert "million" in said  # seats that stand in racks and on trucks


def test_families_of_one_milk_run_and_stock_that_is_the_suppliers() -> None:
    """Tow bars and bolts come by one round, each its own mode; the bolts' value is told as the trader's."""
    stops = "[{supplier: seater}, {supplier: trader, drive: 1 h}]"
    text_ = TEXT.replace("supply:\n", f"supply:\n  milk_runs: {{tour: {{stops: {stops}, every: 4 h}}}}\n")
    changes = {f"{name}.{mode}": "{milk_run: tour}" for name, mode in MODES.items()} | {"bolts.value": "0.5"}
    changes |= {f"{name}.mode": mode for name, mode in MODES.items()}
    sets = [f"supply.families.{key}={value}" for key, value in changes.items()]
    run = taktwin.load(text_, sets).simulate(days=2, warmup=1)
    assert run.supply.consigned_value == run.supply.families[1].stock_value > 0.0
    assert "of it is the suppliers'" in text(ratio(facts_of(run), EN))
    assert {"vendor-managed stock", "kanban"} <= {row[2] for row in rows(cover(facts_of(run), EN))}
    flows = {one.mode: one for one in supplier_flows(run.model, run.results) if one.supplier == "trader"}
    assert {mode: one.things for mode, one in flows.items()} == {"vendor_managed": ("bolts",), "kanban": ("tow-bar",)}
    assert text(suppliers(facts_of(run), ZH)).count("供应商管理库存")


def test_a_family_that_nobody_drew_has_no_ratio() -> None:
    run = taktwin.load(TEXT).simulate(days=0.02, warmup=0, seed=3)
    assert "in this run nothing was drawn of Seats" in text(ratio(facts_of(run), EN))
    assert rows(cover(facts_of(run), EN))[-1][4:7] == ["∞", "∞", "∞"]


def test_the_cover_of_each_family_the_most_first() -> None:
    found = {row[0]: row for row in rows(cover(facts(), EN))}
    seen = {one.family: one for one in park_run().supply.families}
    assert list(found) == ["tow-bar", "Seats", "bolts"]
    for title, family in (("tow-bar", "tow-bar"), ("Seats", "seats"), ("bolts", "bolts")):
        assert found[title][6] == number(seen[family].cover_q95_min)
        assert found[title][8] == number(seen[family].stopped_s / 60.0 / 8.0)
    assert found["Seats"][1:3] == ["Seats & rails", "just in sequence"]
    drawn = re.findall(r"<svg.*?</svg>", cover(facts(), EN).html())  # type: ignore[union-attr]
    assert len(drawn) == 3
    assert "#c8452b" in drawn[2]  # bolts were used up at times
    assert "#c8452b" not in drawn[0]


def test_stops_are_those_of_the_waits() -> None:
    run = park_run()
    wanted = part_stops(run.results, run.model)
    found = rows(stops(facts(), EN))
    assert [row[5] for row in found] == [number(value) for value in wanted["seconds_per_day"]]
    assert [row[3] for row in found] == wanted["resource"].to_list()
    assert found[0][:3] == ["bolts", "bolts", "not in stock"]
    figure = next(iter(stops(facts(), EN).figures.values()))  # type: ignore[union-attr]
    bars = {bar["name"]: bar for bar in figure["data"]}
    minutes = float(wanted.filter(family="bolts")["seconds_per_day"].sum()) / 60.0
    assert bars["not in stock"]["y"] == [pytest.approx(minutes, rel=1e-3)]
    assert bars["not there in sequence"]["x"] == [1]
    assert bars["together (%)"]["y"][-1] == 100.0
    assert figure["layout"]["xaxis"]["ticktext"] == ["bolts", "Seats"]


def test_docks_are_those_of_the_table() -> None:
    tables = [result.docks.row(0, named=True) for result in park_run().results]
    (found,) = rows(docks(facts(), EN))
    trucks = sum(row["trucks"] for row in tables)
    waited = sum(row["trucks"] * row["wait_mean_s"] for row in tables)
    assert found[:3] == ["north", "1", number(trucks / 8.0)]
    assert found[4] == number(waited / trucks / 60.0)
    assert found[5] == number(max(row["wait_max_s"] for row in tables) / 60.0)
    section = docks(facts(), EN)
    assert section is not None
    (figure,) = section.figures.values()
    assert sum(figure["data"][0]["y"]) / 2.0 == pytest.approx(trucks / 8.0, rel=1e-3)


def test_without_a_trace_the_docks_have_no_day() -> None:
    section = docks(facts(trace=False), EN)
    assert section is not None
    assert not section.figures
    assert "--trace" in text(section)
    assert one_car(facts(trace=False), EN) is None


def test_suppliers_and_their_flows() -> None:
    section = suppliers(facts(), EN)
    found = {(row[0], row[2]): row for row in rows(section)}
    flows = {(one.supplier, one.mode): one for one in facts().supply.flows}
    assert found["trader", "just in time"][4] == number(flows["trader", "jit"].trucks_per_day)
    assert found["Seats & rails", "just in sequence"][5] == number(flows["seater", "jis"].m3_per_day)
    assert found["mill", "plain lane"][3:] == ["3 h", number(flows["mill", "lane"].trucks_per_day), "–"]
    assert text(section).count("Seats & rails") == 3  # its name, its tip and its row


def test_the_parts_of_one_car() -> None:
    section = one_car(facts(), EN)
    found = {row[0]: row for row in rows(section)}
    assert list(found) == ["felt", "bolts", "Seats"]
    assert found["Seats"][2] == "in sequence"
    assert found["bolts"][2] == "out of stock"
    for row in found.values():
        times = [one for one in row[3:] if one != "–"]
        assert times == sorted(times)
    car = facts().supply.car
    assert car is not None
    assert f"Order {car.job} of cars" in text(section)


@pytest.mark.parametrize("make", ALL)
def test_both_languages_have_the_same_figures(make) -> None:
    english, chinese = make(facts(), EN), make(facts(), ZH)
    digits = [[re.findall(r"\d[\d.,]*", "".join(row)) for row in rows(one)] for one in (english, chinese)]
    assert digits[0] == digits[1]
    assert english.figures.keys() == chinese.figures.keys()
    assert re.search("[一-鿿]", chinese.title)


@pytest.mark.parametrize("make", ALL)
def test_a_plant_without_supply_has_none_of_it(make) -> None:
    run = taktwin.load("line20").simulate(days=0.2, warmup=0, trace=True)
    assert make(facts_of(run), EN) is None


def test_they_stand_in_the_page() -> None:
    run = park_run()
    page = render(run.results, run.model)
    for name in ("zir", "cover", "stops", "suppliers", "docks", "onecar"):
        assert page.count(f'<section class="{name}">') == 2


def test_each_plant_of_several_has_its_own() -> None:
    run = taktwin.load("two-plants").simulate(days=0.5, warmup=0.5, trace=True)
    assert '<section class="suppliers">' in render(run.results, run.model)
