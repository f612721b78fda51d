"""What docs/energy.md says of the reference plant: its shops beside comparable plants, and what a ton of CO2 costs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import taktwin
from taktwin.energy import EnergyStudy, synthetic_names
from tests.docs.blocks import blocks, commands
from tests.docs.test_pages import run_command, same

PAGE = Path(__file__).resolve().parents[3] / "docs" / "energy.md"
SHOPS = {
    "stamping": ["press"],
    "casting": ["casting"],
    "body": ["body"],
    "paint": ["paint"],
    "logistics": ["logistics"],
}
SHOPS |= {"assembly": ["assembly", "powertrain", "eol"]}
ROW = re.compile(r"^\| (\w+)[^|]*\| ([\d,]+) \+ ([\d,]+) \| ([\d,]+) \|\s*(?:([\d,]+) to ([\d,]+))?[^|]*\| ?(\w*)")


def rows() -> dict[str, tuple[float, float, float, tuple[float, float] | None, str]]:
    """Shop -> electricity, gas, sum, range of comparable plants, verdict, as the page has them."""
    found = {}
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if match := ROW.match(line):
            first, *figures, low, high, verdict = match.groups()
            power, gas, both = (float(one.replace(",", "")) for one in figures)
            span = None if low is None else (float(low.replace(",", "")), float(high.replace(",", "")))
            found[first] = power, gas, both, span, verdict
    return found


def test_the_table_adds_up() -> None:
    """The shops sum to all; the verdicts are those of the ranges."""
    table = rows()
    assert table.keys() == {*SHOPS, "utilities", "all"}
    for power, gas, both, span, verdict in table.values():
        assert both == pytest.approx(power + gas, abs=1.0)
        if span is not None:
            wanted = "below" if both < span[0] else "above" if both > span[1] else "within"
            assert verdict == wanted
    sums = [sum(column) for column in zip(*(table[shop][:3] for shop in SHOPS), strict=True)]
    assert sums == pytest.approx(list(table["all"][:3]), abs=2.0)


@pytest.fixture(scope="module")
def study() -> EnergyStudy:
    return taktwin.load("phoenix").energy(days=7, warmup=4, whole_year=True)


@pytest.mark.long
def test_the_table_is_what_the_plant_takes(study: EnergyStudy) -> None:
    """To the digits of the page: a kWh, in the first synthetic year."""
    assert study.ledgers[0].weather.name == synthetic_names()[0]
    books, table = study.ledgers[0].by_shop(), rows()
    for name, shops in SHOPS.items():
        for column, medium in enumerate(("electricity", "gas")):
            mine = books.filter(books["shop"].is_in(shops) & (books["medium"] == medium))
            assert float(mine["per_car"].sum()) == pytest.approx(table[name][column], abs=1.0), (name, medium)
    made = [one for one in study.ledgers[0].entries if one.via in ("compressors", "chillers", "boiler")]
    kwh = sum(one.total for one in made) / study.ledgers[0].cars
    assert kwh == pytest.approx(table["utilities"][2], abs=1.0)
    assert study.ledgers[0].kwh_per_car == pytest.approx(table["all"][2], abs=1.0)


@pytest.mark.long
def test_what_a_ton_costs_in_phoenix() -> None:
    """The block of the page that names this test prints what it shows."""
    (block,) = [one for one in blocks(PAGE) if one.not_run and "test_phoenix" in one.not_run]
    for command in commands(block):
        assert command.output is not None
        assert same(command.output, run_command(command.text, str(PAGE), fails=False))
