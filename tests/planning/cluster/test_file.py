"""Files of clusters: the shipped one says where its figures come from; bad input is told with place and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.model.errors import ModelError
from taktwin.planning.cluster.file.read import cluster_names, read_cluster
from tests.planning.cluster.small import SMALL


def read(tmp_path: Path, text: str) -> None:
    file = tmp_path / "cluster.yaml"
    file.write_text(text, encoding="utf-8")
    read_cluster(file)


def test_the_shipped_cluster_says_where_each_figure_comes_from() -> None:
    """Every number has a mark, every `seen` a source of the file, and each source is cited."""
    assert cluster_names() == ["chongqing"]
    found = read_cluster("chongqing")
    assert [str(one) for one in found.unmarked] == []
    text = found.path.read_text(encoding="utf-8")
    for source in found.noun.sources:
        assert text.count(source) > 1, source


def test_the_shipped_cluster_has_its_size_and_its_history() -> None:
    """63 suppliers, 40 families, 8 years, 3 scenarios; totals and targets as printed."""
    noun = read_cluster("chongqing").noun
    assert (len(noun.suppliers), len(noun.families), noun.years.value, len(noun.scenarios)) == (63, 40, 8, 3)
    assert len(noun.sub_sectors) == 12
    nev = {int(year): one.value for year, one in noun.history["nev"].items()}
    assert nev == {2020: 43e3, 2021: 152e3, 2022: 365e3, 2023: 500e3, 2024: 953e3, 2025: 1296e3}
    every = {int(year): one.value for year, one in noun.history["all"].items()}
    assert every == {2022: 2092e3, 2023: 2320e3, 2024: 2541e3, 2025: 2788e3}
    assert noun.targets["nev-2027"].value.value == 2e6
    ratios = {
        name: one.output.value / one.invest.value
        for name, one in noun.projects.items()
        if one.invest is not None and one.output is not None and one.mark is None and "park" not in name
    }
    parts = [ratios[name] for name in ("shapingba-34", "huaxiang", "kuntai", "baowei", "haoneng")]
    assert (round(min(parts), 1), round(max(parts), 1)) == (0.8, 2.3)
    assert ratios["phoenix-plant"] == 7.5


def test_demand_follows_the_rule_that_its_mark_names() -> None:
    noun = read_cluster("chongqing").noun
    for scenario in noun.scenarios.values():
        for kind, start in (("nev", 1_296_000.0), ("combustion", 1_492_000.0)):
            given = [scenario.demand[kind][str(year)].value for year in range(2026, 2034)]
            growths = [b / a - 1 for a, b in zip([start, *given], given, strict=False)]
            steps = {round(100 * growth) for growth in growths}
            assert steps <= set(range(-10, 34)), (kind, steps)


def test_unmarked_numbers_are_told(tmp_path: Path) -> None:
    file = tmp_path / "cluster.yaml"
    file.write_text(SMALL.replace('mark: "[assumed: an example]"\n', ""), encoding="utf-8")
    problems = read_cluster(file).unmarked
    assert len(problems) > 50
    assert all("has no mark" in one.message and one.line for one in problems)
    file.write_text(SMALL.replace("margin: 60000", 'margin: "60000 [seen: nowhere]"'), encoding="utf-8")
    (problem,) = read_cluster(file).unmarked
    assert "nowhere" in problem.message


WRONG = {
    "no version": ("cluster: 1\n", "", "cluster"),
    "another version": ("cluster: 1\n", "cluster: 2\n", "expected 1"),
    "misspelt key": ("currency:", "curency:", "did you mean `currency`"),
    "year is no year": ("first: 2026", "first: 26", "is no year"),
    "no years": ("years: 3", "years: 0", "no year to plan"),
    "half a year": ("years: 3", "years: 2.5", "whole number"),
    "discount over 1": ("discount: 8 %", "discount: 108 %", "discount"),
    "discount with a unit": ("discount: 8 %", "discount: 8 kg", "discount"),
    "history without years": ("{2020: 43000,", "{last: 43000,", '"last" is no year'),
    "negative history": ("2020: 43000", "2020: -43000", "cannot be negative"),
    "latitude": ("lat: 29.9", "lat: 129.9", "-90 to 90"),
    "longitude is text": ("lon: 106.3, priority", "lon: east, priority", "expected a number"),
    "priority unknown": ("priority: [power]", "priority: [powr]", "did you mean `power`"),
    "plant nowhere": ("big: {place: north", "big: {place: nort", "did you mean `north`"),
    "plant makes nothing known": ("makes: nev, maker", "makes: boats, maker", "no kind of vehicles"),
    "maker unknown": ("maker: first-maker", "maker: second-maker", "no maker"),
    "capacity too late": ("capacity: {2026: 300000}", "capacity: {2027: 300000}", "begins after 2026"),
    "capacity negative": ("{2026: 300000}", "{2026: -3}", "cannot be negative"),
    "no such plant model": ("maker: first-maker, cap", "maker: first-maker, model: fenix, cap", "phoenix"),
    "vehicles that nobody makes": (
        "  petrol: {margin: 30000}",
        "  petrol: {margin: 30000}\n  gas: {margin: 1}",
        "no plant",
    ),
    "family without sub-sector": ("packs: {sub_sector: power", "packs: {sub_sector: pover", "did you mean `power`"),
    "family without value": ("value: 26000", "value: 0", "no value"),
    "volume without unit": (
        "volume: 0.4 m3, use: {nev: 1}, premium: 8",
        "volume: 0.4, use: {nev: 1}, premium: 8",
        "unit",
    ),
    "use of unknown vehicles": ("use: {nev: 1}, premium: 8", "use: {car: 1}, premium: 8", "no kind of vehicles"),
    "family that nobody needs": ("use: {nev: 1}, premium: 8", "use: {nev: 0}, premium: 8", "no vehicle needs"),
    "premium over 1": ("premium: 8 %", "premium: 800 %", "premium"),
    "lines of nothing": ("module: 50000", "module: 0", "makes nothing"),
    "broken lines": ("most: 3", "most: 3.5", "whole number"),
    "supplier nowhere": ("cells: {place: north", "cells: {place: moon", "no place"),
    "supplier of unknown family": ("makes: {packs: 200000}", "makes: {pack: 200000}", "did you mean `packs`"),
    "supplier of unknown sub-sector": (
        "sub_sectors: [power], makes: {packs",
        "sub_sectors: [x], makes: {packs",
        "sub-sector",
    ),
    "project of no kind": ("kind: other", "kind: house", "parts"),
    "project adds to unknown plant": ("adds: {big: 100000}", "adds: {huge: 100000}", "no plant"),
    "project adds unknown family": ("adds: {seats: 100000}", "adds: {chairs: 100000}", "no part family"),
    "project without cost": ("invest: 900, ", "", "what it costs"),
    "project from nowhere": ("{place: south, kind: parts, invest", "{kind: parts, invest", "where the capacity comes"),
    "project of unknown supplier": ("supplier: motors", "supplier: engines", "no supplier"),
    "other project adds": (
        "kind: other, invest: 650",
        "kind: other, adds: {big: 1}, invest: 650",
        "only parts and car",
    ),
    "probabilities": ("probability: 40 %", "probability: 50 %", "add up to 1.1"),
    "year of demand missing": ("nev: {2026: 250000, ", "nev: {", "demand of 2026 is missing"),
    "demand missing": ("      petrol: {2026: 190000, 2027: 170000, 2028: 150000}\n", "", '"petrol" is missing'),
    "shorter than straight": ("detour: 1.3", "detour: 0.9", "straight line"),
    "outside unknown": ("outside: coast", "outside: cost", "did you mean `coast`"),
    "life": ("life: 10", "life: 0.5", "a year at least"),
    "target of nothing": ("past: {of: nev", "past: {of: new", "series"),
    "target of 0": ("value: 1500000", "value: 0", "target of 0"),
    "range of growth": ("least: 0.15", "least: 0.5", "not above `least`"),
    "no deviation": ("sd: [0.15, 0.2]", "sd: [0]", "standard deviation"),
    "maker to be added": ("maker: first-maker", "maker: other", "add `other: {}` to `makers`"),
    "delay too long": ("delay: 0.5, ramp: 10", "delay: 200 years, ramp: 10", "at most 100 years"),
    "delay of kilograms": ("delay: 0.5, ramp: 10", "delay: 2 kg, ramp: 10", "a number of years"),
    "season of a quarter": ("nev: {margin: 60000}", "nev: {margin: 60000, season: [1, 2, 1]}", "give 12"),
    "season of nothing": ("nev: {margin: 60000}", f"nev: {{margin: 60000, season: {[0] * 12}}}", "no weight"),
    "outages without length": (
        "life: 10",
        "life: 10\ninsurance: {chance: 5 %, weeks: {none: 1}}",
        "length of an outage",
    ),
    "outages of part": ("life: 10", "life: 10\ninsurance: {chance: 5 %, weeks: {1: 50 %}}", "add up to 0.5"),
    "growth from nothing": ("2025: 1296000", "2025: 0", "nothing cannot grow"),
    "history with a gap": ("2022: 365000, ", "", "2022 is missing"),
    "back-test of too little": ("until: 2023", "until: 2022", "too few years"),
    "back-test of no later year": ("until: 2023", "until: 2025", "too few years"),
    "cut text": ("name: small", "name: {a, b}", "name"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_file(tmp_path: Path, name: str) -> None:
    """File, line, field, what is wrong, and a remedy."""
    old, new, words = WRONG[name]
    assert old in SMALL, name
    with pytest.raises(ModelError) as error:
        read(tmp_path, SMALL.replace(old, new, 1))
    assert words in str(error.value), str(error.value)
    first = error.value.problems[0]
    assert first.file.endswith("cluster.yaml")
    assert first.line
    assert first.path
    assert first.remedy


def test_times_with_their_units(tmp_path: Path) -> None:
    """Half a year is 6 months, 10 weeks 70 days."""
    file = tmp_path / "cluster.yaml"
    file.write_text(SMALL, encoding="utf-8")
    plain = read_cluster(file).noun.expansion
    file.write_text(SMALL.replace("delay: 0.5, ramp: 10", "delay: 6 months, ramp: 70 d"), encoding="utf-8")
    units = read_cluster(file).noun.expansion
    assert plain == units is not None


def test_unknown_name() -> None:
    with pytest.raises(ModelError, match="did you mean `chongqing`"):
        read_cluster("chonqing")
